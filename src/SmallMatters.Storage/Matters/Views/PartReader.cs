using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Services;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>Reads one part for one side of it.</summary>
public sealed class PartReader
{
    private readonly AccessReceipts _receipts;

    private readonly NeedsBook _needs;

    internal PartReader(AccessReceipts receipts, NeedsBook needs) => (_receipts, _needs) = (receipts, needs);

    /// <summary>
    /// What a member of staff sees of a part, or null when there is none for them: not their part, given back, or a matter of
    /// conduct about their own unit.
    /// </summary>
    public async Task<PartPage?> ForStaffAsync(
        Db db,
        Reference reference,
        Guid part,
        StaffScope scope,
        Jurisdiction jurisdiction,
        CancellationToken cancel = default
    )
    {
        var head = await db.Set<MatterRow>().AsNoTracking().FirstOrDefaultAsync(m => m.Number == reference.Value, cancel);
        if (head is null || (head.UnitConcerned is { } about && (scope.Sees.Contains(about) || scope.Units.Contains(about))))
        {
            return null;
        }
        var row = await db.Set<PartRow>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == part && p.MatterId == head.Id, cancel);
        if (row is null || SideOf(row, head, scope) is not { } side)
        {
            return null;
        }
        var rows = await MatterBook.LoadAsync(db, head, cancel);
        var purpose = side switch
        {
            PartSide.Owner => await WorkOnMatters.PurposeAsync(db, head, scope, cancel),
            // Whoever of the part's unit opens it, a leader too, opens it to do the part; only those above oversee.
            PartSide.Unit when scope.Units.Contains(row.Unit) => AccessPurpose.Part,
            PartSide.Unit => AccessPurpose.Overseeing,
            _ => AccessPurpose.LookingAfterOverdue,
        };
        using var keys = await _receipts.OpenAsync(head, rows.Participants, scope, purpose, cancel);
        var state = MatterMapping.ToState(rows, keys);
        var its = state.File.Parts.First(p => p.Id == part);
        var facts = await MatterReader.FactsAsync(db, head.Id, keys, cancel);
        var first = facts.Count > 0 ? facts[0].Fact as Raised : null;
        var mayRead = side == PartSide.Owner ? [.. Enum.GetValues<PartField>()] : Passed(its, side);
        var raiser = rows.Participants.First(p => p.Role == ParticipantRole.Raiser);
        return new PartPage(
            its,
            side,
            reference,
            state.Stage,
            head.Category,
            head.Area,
            head.OwnerUnit,
            rows.Matter.HeadSeq,
            mayRead.Contains(PartField.Door)
                ? first?.Where?.Value
                : WhereShown.WithoutDoor(first?.Where?.Value, head.Category, jurisdiction),
            mayRead.Contains(PartField.Description) ? rows.Matter.Description : null,
            mayRead.Contains(PartField.Photos) && first is not null ? first.Photos : [],
            mayRead.Contains(PartField.Contact) && !raiser.Erased ? MatterReader.Shown(raiser, keys) : null,
            [.. state.File.Clocks.Where(c => c.Subject == part)],
            [.. state.File.Promises.Where(p => p.Part == part)],
            Timeline.Folded(facts.Select(f => Timeline.ForPart(f, state, its, side)).OfType<TimelineEntry>())
        )
        {
            Matter = head.Id,
            Needs =
                purpose == AccessPurpose.Part && its.State == PartState.InHand
                    ? await _needs.BesideAsync(db, rows, state.Stage, keys, cancel)
                    : null,
        };
    }

    private static PartSide? SideOf(PartRow part, MatterRow matter, StaffScope scope) =>
        scope.SeesIn(matter.OwnerUnit, matter.Area) || (matter.Handler == scope.Id.Value && scope.Sees.Contains(matter.OwnerUnit))
            ? PartSide.Owner
        : scope.SeesIn(part.Unit, matter.Area) && part.State is not (PartState.Returned or PartState.TakenBack) ? PartSide.Unit
        : part.EscalatedTo is { } told && scope.SeesIn(told, matter.Area) ? PartSide.Told
        : null;

    private static ImmutableArray<PartField> Passed(Part part, PartSide side) =>
        side == PartSide.Unit && part.State == PartState.InHand ? part.PassedOn : [];
}
