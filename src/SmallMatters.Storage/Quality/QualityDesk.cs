using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Quality;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Quality;

/// <summary>One line of the list of checks. It names nobody and tells nothing of the matter.</summary>
/// <param name="Number">The check.</param>
/// <param name="Category">Code of the category.</param>
/// <param name="Stage">How it stands.</param>
/// <param name="OpenUntil">The last local day for it.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(QualityLine.Category))]
public sealed record QualityLine(long Number, string Category, QualityStage Stage, DateOnly OpenUntil);

/// <summary>All that somebody who reads an answer sees: what the resident had seen up to that closing, and nothing of who they are.</summary>
/// <param name="Number">The check.</param>
/// <param name="Category">Code of the category.</param>
/// <param name="Title">What the resident raised, in one line; null where they gave none.</param>
/// <param name="Description">What they wrote.</param>
/// <param name="Steps">The handling as they saw it, oldest first, without photos; the last one is the answer. Instants are UTC.</param>
/// <param name="OpenUntil">The last local day for it.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(QualityPage.Category))]
public sealed record QualityPage(
    long Number,
    string Category,
    [property: Shows(PersonalItem.Words)] string? Title,
    [property: Shows(PersonalItem.Words)] string? Description,
    [property: Shows(PersonalItem.Words, PersonalItem.Answers)] IReadOnlyList<TimelineEntry> Steps,
    DateOnly OpenUntil
);

/// <summary>The one way in which answers are read for their quality, and what was found is written.</summary>
public sealed class QualityDesk
{
    private readonly IDbContextFactory<Db> _databases;
    private readonly AccessReceipts _receipts;
    private readonly JurisdictionSource _jurisdictions;
    private readonly QualityRules _rules;
    private readonly TimeProvider _time;

    internal QualityDesk(
        IDbContextFactory<Db> databases,
        AccessReceipts receipts,
        JurisdictionSource jurisdictions,
        QualityRules rules,
        TimeProvider time
    ) => (_databases, _receipts, _jurisdictions, _rules, _time) = (databases, receipts, jurisdictions, rules, time);

    /// <summary>
    /// The checks that the reader's unit has to make, without those of matters that the reader's other units dealt with and without the other
    /// reading of what they have read.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="over">Those that are over instead of those that wait.</param>
    /// <param name="before">The last number of the page before; 0 for the first page.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The lines, those of the latest month first, and the number before which the next page begins; null on the last.</returns>
    public static async Task<(IReadOnlyList<QualityLine> Lines, long? Next)> ListAsync(
        Db db,
        StaffScope scope,
        bool over,
        long before,
        int most,
        CancellationToken cancel = default
    )
    {
        var (unit, me) = (scope.Unit, scope.Id.Value);
        var mine =
            from f in db.Set<QualityCheckFactRow>()
            join o in db.Set<QualityCheckRow>() on f.Number equals o.Number
            where f.Staff == me
            select o;
        var rows = await db.Set<QualityCheckRow>()
            .AsNoTracking()
            .Where(c => c.Checker == unit && (c.Stage == QualityStage.Waiting) != over && (before == 0 || c.Number < before))
            .Where(c => over || !mine.Any(o => o.MatterId == c.MatterId && o.Nth == c.Nth))
            .OrderByDescending(c => c.Number)
            .Take(most + 1)
            .ToListAsync(cancel);
        return (
            [
                .. rows.Take(most)
                    .Where(r => MayRead(r, scope))
                    .Select(r => new QualityLine(r.Number, r.Category, r.Stage, r.OpenUntil)),
            ],
            rows.Count > most ? rows[most - 1].Number : null
        );
    }

    /// <summary>
    /// One answer for who reads it, once the receipt is on disk; null for everybody else, once it is over, for the other of the two who read
    /// it, and when the matter is none any more that is read.
    /// </summary>
    public async Task<QualityPage?> OpenAsync(Db db, StaffScope scope, long number, CancellationToken cancel = default)
    {
        if (
            await RowAsync(db, scope, number, cancel) is not { Stage: QualityStage.Waiting } row
            || await HasReadAsync(db, scope, row, cancel)
            || await Tellable.Of(db).AsNoTracking().FirstOrDefaultAsync(m => m.Id == row.MatterId, cancel) is not { } head
        )
        {
            return null;
        }
        var rows = await MatterBook.LoadAsync(db, head, cancel);
        using var keys = await _receipts.OpenAsync(head, rows.Participants, scope, AccessPurpose.CheckingQuality, cancel);
        var facts = await MatterReader.FactsAsync(db, head.Id, keys, cancel);
        return new QualityPage(
            number,
            row.Category,
            head.Title,
            head.Description,
            HandlingSteps.Of(HandlingSteps.UpToClosing(facts, row.Nth), MatterMapping.ToState(rows, keys)),
            row.OpenUntil
        );
    }

    /// <summary>Writes down what somebody found.</summary>
    public async Task<Acted> ReadAsync(StaffScope scope, long number, CheckQuality command, CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        var today = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await RowAsync(db, scope, number, cancel) is not { } row)
        {
            return new Acted.NotFound();
        }
        var check = Replayed(await FactsAsync(db, number, cancel));
        var before = await HasReadAsync(db, scope, row, cancel);
        var decision = CheckQualityRule.Decide(check, command, _rules.SheetOn(today), before, today);
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
        db.Attach(row);
        Put(db, row, fact, scope.Actor, now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    /// <summary>Adds a fact and writes what follows from it into the row that lists read; counts its version up.</summary>
    internal static void Put(Db db, QualityCheckRow row, QualityFact fact, Actor.Staff? by, DateTimeOffset now)
    {
        row.HeadSeq++;
        row.Stage = fact switch
        {
            QualityDue => QualityStage.Waiting,
            QualityRead => QualityStage.Read,
            QualityLapsed => QualityStage.NotRead,
            QualityLeftOut => QualityStage.LeftOut,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (fact is QualityRead read)
        {
            var (holds, said) = ColumnsOf(new QualityCheck.Read(row.OpenUntil, read.Sheet, read.Answers));
            (row.Holds, row.Sheet, row.Said) = (holds, read.Sheet, said);
        }
        db.Add(
            new QualityCheckFactRow
            {
                Number = row.Number,
                Seq = row.HeadSeq,
                At = now,
                Staff = by?.Id.Value,
                Unit = by?.Unit,
                Type = PlainFacts<QualityFact>.NameOf(fact),
                Body = PlainFacts<QualityFact>.Write(fact),
            }
        );
    }

    /// <summary>What a row holds of what was said.</summary>
    internal static (bool Holds, string Said) ColumnsOf(QualityCheck.Read read) =>
        (read.Holds, string.Join(',', read.Answers.Select(a => a.Said)));

    internal static QualityCheck Replayed(IEnumerable<QualityCheckFactRow> facts) =>
        facts.Aggregate((QualityCheck?)null, (check, row) => PlainFacts<QualityFact>.Read(row.Type, row.Body).Apply(check))!;

    private static Task<List<QualityCheckFactRow>> FactsAsync(Db db, long number, CancellationToken cancel) =>
        db.Set<QualityCheckFactRow>().AsNoTracking().Where(f => f.Number == number).OrderBy(f => f.Seq).ToListAsync(cancel);

    private static Task<bool> HasReadAsync(Db db, StaffScope scope, QualityCheckRow row, CancellationToken cancel)
    {
        var me = scope.Id.Value;
        return db.Set<QualityCheckFactRow>()
            .AnyAsync(
                f =>
                    f.Staff == me
                    && db.Set<QualityCheckRow>().Any(o => o.Number == f.Number && o.MatterId == row.MatterId && o.Nth == row.Nth),
                cancel
            );
    }

    private static async Task<QualityCheckRow?> RowAsync(Db db, StaffScope scope, long number, CancellationToken cancel) =>
        await db.Set<QualityCheckRow>().AsNoTracking().FirstOrDefaultAsync(c => c.Number == number, cancel) is { } row
        && MayRead(row, scope)
            ? row
            : null;

    private static bool MayRead(QualityCheckRow row, StaffScope scope) =>
        CheckQualityRule.MayRead(
            row.Checker,
            row.Handled.Split(','),
            scope.Actor,
            scope.Units.Concat(scope.Sees).ToHashSet(StringComparer.Ordinal)
        );
}
