using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.MinorCases;

/// <summary>
/// Looks from behind the case wall at the mediation that a case is linked to, when its station opens the case and with the sweep. Only at
/// police mediations of the station itself, only at the codes of what happened, without a key; nothing is written outside the wall.
/// </summary>
internal sealed class LinkedMediations(CaseStore store, CaseDesk desk, IDbContextFactory<Db> main, KeyRing ring)
{
    private const int Page = 200;
    private static readonly Actor.System By = new("linked-mediation");

    /// <summary>Looks at every case that is open and linked.</summary>
    /// <returns>How many were looked at.</returns>
    public async Task<int> LookAllAsync(CancellationToken cancel)
    {
        var (looked, after) = (0, Guid.Empty);
        while (true)
        {
            await using var db = store.Open();
            var page = await db.Set<CaseRow>()
                .Where(c => c.Stage == CaseStage.Investigating || c.Stage == CaseStage.Mediating)
                .Where(c => c.Id > after)
                .Where(c => db.Set<CaseFactRow>().Any(f => f.CaseId == c.Id && f.Type == nameof(CaseMediationLinked)))
                .OrderBy(c => c.Id)
                .Select(c => c.Id)
                .Take(Page)
                .ToListAsync(cancel);
            foreach (var id in page)
            {
                await LookAsync(id, cancel);
                after = id;
            }
            looked += page.Count;
            if (page.Count < Page)
            {
                return looked;
            }
        }
    }

    /// <summary>Looks at one case.</summary>
    public async Task LookAsync(Guid id, CancellationToken cancel)
    {
        await using var db = store.Open();
        if (
            !await db.Set<CaseFactRow>().AnyAsync(f => f.CaseId == id && f.Type == nameof(CaseMediationLinked), cancel)
            || await CaseRows.LoadAsync(db, id, cancel) is not { } rows
        )
        {
            return;
        }
        using var keys = CaseFacts.KeysOf(rows, _ => false, office: true, ring);
        if (
            Reference.TryParse(CaseFacts.ToState(rows, keys).Linked?.Text, out var matter)
            && await FindAsync(matter, rows.Head.Unit, cancel) is { } linked
        )
        {
            await desk.DecideAsync(id, By, (it, j, now) => LinkedMediationRule.Look(it, linked, j, now), cancel);
        }
    }

    // The latest police mediation of the matter's disputes, where the station itself deals with it.
    private async Task<LinkedMediation?> FindAsync(Reference matter, string unit, CancellationToken cancel)
    {
        await using var db = await main.CreateDbContextAsync(cancel);
        var rows = await (
            from f in db.Set<DisputeFactRow>().AsNoTracking()
            join d in db.Set<DisputeRow>() on f.DisputeId equals d.Id
            join m in db.Set<MatterRow>() on d.MatterId equals m.Id
            where m.Number == matter.Value && m.OwnerUnit == unit
            orderby d.OpenedAt, f.Seq
            select f
        ).ToListAsync(cancel);
        using var none = new PersonKeys();
        LinkedMediation? found = null;
        foreach (var row in rows)
        {
            found = (DisputeFacts.Read(row, none), found) switch
            {
                (MediationStarted { Mediation.Proposal: var at }, _) => IsPolice(at)
                    ? new LinkedMediation(row.At, null, null, null)
                    : null,
                (AgreementTookEffect, { } under) => under with { AgreedOn = row.At },
                (DisputeEnded { Ending.As: not EndedAs.Performed and var way }, { FailedOn: null } under) => Failed(under, way),
                (VenueHandOverSent, { FailedOn: null } under) => Failed(under, EndedAs.HandedOver),
                (_, var same) => same,
            };

            LinkedMediation Failed(LinkedMediation under, EndedAs way) =>
                under with
                {
                    FailedOn = row.At,
                    How =
                        under.AgreedOn is not null ? MediationFailure.NotPerformed
                        : way is EndedAs.Refused or EndedAs.Withdrawn ? MediationFailure.Unwilling
                        : MediationFailure.NotReached,
                };
        }
        return found;
    }

    private static bool IsPolice(VenueProposal proposal) =>
        VenueBook.BuiltIn.Version(proposal.Venue, proposal.Version).Kind == VenueKind.PublicSecurity;
}
