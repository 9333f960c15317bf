using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Hazards;

/// <summary>An inspection in a list.</summary>
/// <param name="Id">Key.</param>
/// <param name="Staff">The account that recorded it.</param>
/// <param name="Cause">Why.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Failed">How many items failed.</param>
public sealed record InspectionLine(Guid Id, Guid Staff, InspectionCause Cause, DateTimeOffset At, int Failed);

/// <summary>An inspection with what was found, for whoever may read the premises.</summary>
/// <param name="Inspection">The inspection.</param>
/// <param name="Place">What is said of the premises now.</param>
/// <param name="ReceivedAt">When it was received, UTC.</param>
/// <param name="Findings">The findings, in the order of the checklist.</param>
public sealed record InspectionPage(
    InspectionRecorded Inspection,
    PremisesDetails Place,
    DateTimeOffset ReceivedAt,
    IReadOnlyList<FindingLine> Findings
);

/// <summary>A finding in a list of a place.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">One line.</param>
/// <param name="Item">Code of the checklist's item.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Major">Whether it is major.</param>
/// <param name="FoundAt">When it was found, UTC.</param>
/// <param name="DueAt">When the earliest clock ends, UTC; null where none runs.</param>
public sealed record FindingLine(
    Guid Id,
    string Title,
    string Item,
    FindingStage Stage,
    bool Major,
    DateTimeOffset FoundAt,
    DateTimeOffset? DueAt
);

/// <summary>Records inspections, each once, with what was found in one transaction; and reads them.</summary>
public sealed class InspectionBook(
    IDbContextFactory<Db> databases,
    PremisesReader premises,
    ChecklistBook checklists,
    JurisdictionSource jurisdictions,
    TimeProvider time
)
{
    /// <summary>
    /// Records an inspection. The same key with the same content again is answered as written and writes nothing; with other content
    /// it is refused.
    /// </summary>
    public async Task<Acted> RecordAsync(Guid id, StaffScope scope, RecordInspection command, CancellationToken cancel = default)
    {
        if (await premises.PlaceAsync(id, scope, cancel) is not { } place)
        {
            return new Acted.NotFound();
        }
        var hash = HashOf(id, command);
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await KeptAsync(db, command.Key, hash, cancel) is { } before)
        {
            return before;
        }
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var (decided, why) = RecordInspectionRule.Decide(
            command with
            {
                With = await ColleagueAsync(db, command.With, scope.Unit, jurisdiction.Calendar.DayOf(now), cancel),
            },
            id,
            place,
            checklists,
            scope.In(place.Area).Actor,
            jurisdiction,
            now
        );
        if (decided is null)
        {
            return new Acted.Refused(why!);
        }
        var photos = decided.Findings.SelectMany(f => f.File.Photos).ToList();
        if (!await PlacePhotos.AreThereAsync(db, id, photos, cancel))
        {
            return new Acted.Refused(PlacePhotos.Unknown);
        }
        var kept = decided.Inspection;
        var row = new InspectionRow
        {
            Id = kept.Key,
            PremisesId = id,
            Staff = scope.Id.Value,
            Unit = scope.Unit,
            Cause = kept.Cause,
            At = kept.At,
            ReceivedAt = now,
            Failed = kept.Failed,
            Hash = hash,
            Type = PlainFacts<InspectionFact>.NameOf(kept),
            Body = PlainFacts<InspectionFact>.Write(kept),
        };
        row.Link = LinkOf(row);
        db.Add(row);
        foreach (var made in decided.Findings)
        {
            await JointBook.AddAsync(db, made.File.Id, made, scope, now, cancel);
        }
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateException)
        {
            // The same inspection came twice at once; anything else is a fault.
            await using var again = await databases.CreateDbContextAsync(cancel);
            if (await KeptAsync(again, command.Key, hash, cancel) is { } other)
            {
                return other;
            }
            throw;
        }
    }

    /// <summary>One inspection; null when it is not for this reader.</summary>
    public async Task<InspectionPage?> FindAsync(Guid key, StaffScope scope, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<InspectionRow>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == key, cancel);
        if (row is null || await premises.PlaceAsync(row.PremisesId, scope, cancel) is not { } place)
        {
            return null;
        }
        var inspection = (InspectionRecorded)PlainFacts<InspectionFact>.Read(row.Type, row.Body);
        var order = inspection.Items.Select(i => i.Item).ToList();
        var findings = await LinesAsync(db, db.Set<FindingRow>().Where(f => f.InspectionId == key), cancel);
        return new InspectionPage(inspection, place, row.ReceivedAt, [.. findings.OrderBy(f => order.IndexOf(f.Item))]);
    }

    /// <summary>The inspections of a place, the latest first, and its findings, those that are open first. Whether the reader may is for the caller to have asked.</summary>
    public async Task<(IReadOnlyList<InspectionLine> Inspections, IReadOnlyList<FindingLine> Findings)> OfAsync(
        Guid id,
        int take,
        CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var inspections = await db.Set<InspectionRow>()
            .AsNoTracking()
            .Where(i => i.PremisesId == id)
            .OrderByDescending(i => i.At)
            .ThenBy(i => i.Id)
            .Take(take)
            .Select(i => new InspectionLine(i.Id, i.Staff, i.Cause, i.At, i.Failed))
            .ToListAsync(cancel);
        var findings = await LinesAsync(
            db,
            db.Set<FindingRow>()
                .Where(f => f.PremisesId == id)
                .OrderBy(f => f.EndedAt != null)
                .ThenByDescending(f => f.FoundAt)
                .Take(take),
            cancel
        );
        return (inspections, [.. findings.OrderBy(f => f.DueAt is null).ThenByDescending(f => f.FoundAt)]);
    }

    /// <summary>
    /// The open findings of several places, the oldest first. Whether the reader may is for the caller to have asked.
    /// </summary>
    public async Task<ILookup<Guid, FindingLine>> OpenOfAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var open = db.Set<FindingRow>().Where(f => ids.Contains(f.PremisesId) && f.EndedAt == null);
        var places = await open.Select(f => new { f.FileId, f.PremisesId })
            .ToDictionaryAsync(f => f.FileId, f => f.PremisesId, cancel);
        return (await LinesAsync(db, open, cancel)).OrderBy(f => f.FoundAt).ThenBy(f => f.Id).ToLookup(f => places[f.Id]);
    }

    /// <summary>How many findings of premises are open.</summary>
    internal static Task<int> OpenAsync(Db db, Guid id, CancellationToken cancel) =>
        db.Set<FindingRow>().CountAsync(f => f.PremisesId == id && f.EndedAt == null, cancel);

    /// <summary>The code of one of these premises that was inspected since an instant; null when none was.</summary>
    internal static Task<string?> InspectedSinceAsync(
        Db db,
        IReadOnlyList<Guid> ids,
        DateTimeOffset since,
        CancellationToken cancel
    ) =>
        db.Set<PremisesEntryRow>()
            .Where(p => ids.Contains(p.Id) && db.Set<InspectionRow>().Any(i => i.PremisesId == p.Id && i.ReceivedAt >= since))
            .OrderBy(p => p.Code)
            .Select(p => p.Code)
            .FirstOrDefaultAsync(cancel);

    private static async Task<List<FindingLine>> LinesAsync(Db db, IQueryable<FindingRow> rows, CancellationToken cancel) =>
        await (
            from f in rows.AsNoTracking()
            join file in db.Set<JointFileRow>() on f.FileId equals file.Id
            select new FindingLine(
                f.FileId,
                file.Title,
                f.Item,
                f.Stage,
                f.Major,
                f.FoundAt,
                db.Set<JointDutyRow>().Where(d => d.FileId == f.FileId).Min(d => (DateTimeOffset?)d.DueAt)
            )
        ).ToListAsync(cancel);

    // Whoever is not of the unit is nobody's second inspector. The content is compared as it was sent, so that one who leaves the unit
    // between two tries makes no other inspection of it.
    private static async Task<StaffId?> ColleagueAsync(
        Db db,
        StaffId? with,
        string unit,
        DateOnly today,
        CancellationToken cancel
    ) =>
        with is { } second && (await Colleagues.OfUnitAsync(db, unit, today, cancel)).Any(c => c.Id == second.Value)
            ? second
            : null;

    private static async Task<Acted?> KeptAsync(Db db, Guid key, string hash, CancellationToken cancel)
    {
        var kept = await db.Set<InspectionRow>().Where(i => i.Id == key).Select(i => i.Hash).FirstOrDefaultAsync(cancel);
        return kept is null ? null
            : kept == hash ? new Acted.Written()
            : new Acted.Refused(
                Domain.Language.Refusal.Of(
                    "inspection-key-used",
                    "这次检查已经记录过，内容不同，没有再写入。",
                    "This inspection was recorded already with other content; nothing more was written."
                )
            );
    }

    /// <summary>The hash that stands in the row of an inspection that nobody changed.</summary>
    internal static byte[] LinkOf(InspectionRow row) =>
        Chain.Next(
            null,
            new ChainedFact(
                row.Id,
                1,
                row.ReceivedAt,
                row.Staff.ToString("N"),
                row.Unit,
                $"{row.Type} {row.Cause} {row.At.ToUnixTimeMilliseconds()} {row.Failed} {row.PremisesId:N} {row.Hash}",
                row.Body
            )
        );

    private static string HashOf(Guid premises, RecordInspection command) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{premises:N}{JsonSerializer.Serialize(command)}")));
}
