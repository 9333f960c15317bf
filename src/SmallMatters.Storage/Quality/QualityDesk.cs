using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Quality;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
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

    /// <summary>The checks that the reader may make now, or those of the reader's unit that are over.</summary>
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
        var unit = scope.Unit;
        var all = over
            ? db.Set<QualityCheckRow>().Where(c => c.Checker == unit && c.Stage != QualityStage.Waiting)
            : Offered(db, scope);
        var lines = new List<QualityLine>();
        // Which units dealt with a matter is one column: whose they are is seen after reading, so a page may take several looks, each twice as
        // far as the last.
        for (var look = most + 1; ; look *= 2)
        {
            var rows = await all.AsNoTracking()
                .Where(c => before == 0 || c.Number < before)
                .OrderByDescending(c => c.Number)
                .Take(look)
                .ToListAsync(cancel);
            foreach (var row in rows.Where(r => MayRead(r, scope)))
            {
                if (lines.Count == most)
                {
                    return (lines, lines[^1].Number);
                }
                lines.Add(new QualityLine(row.Number, row.Category, row.Stage, row.OpenUntil));
            }
            if (rows.Count < look)
            {
                return (lines, null);
            }
            before = rows[^1].Number;
        }
    }

    /// <summary>One answer for who reads it, once the receipt is on disk; null for everybody else, and once it is not offered any more.</summary>
    public async Task<QualityPage?> OpenAsync(Db db, StaffScope scope, long number, CancellationToken cancel = default)
    {
        if (
            await Offered(db, scope).AsNoTracking().FirstOrDefaultAsync(c => c.Number == number, cancel) is not { } row
            || !MayRead(row, scope)
        )
        {
            return null;
        }
        var head = await db.Set<MatterRow>().AsNoTracking().FirstAsync(m => m.Id == row.MatterId, cancel);
        var rows = await MatterBook.LoadAsync(db, head, cancel);
        using var keys = await _receipts.OpenAsync(head, rows.Participants, scope, AccessPurpose.CheckingQuality, cancel);
        var facts = HandlingSteps.UpToClosing(await MatterReader.FactsAsync(db, head.Id, keys, cancel), row.Nth).ToList();
        if (facts.Count == 0)
        {
            // Its answer is not there: nothing to ask about, and computing the figures again names it.
            return null;
        }
        return new QualityPage(
            number,
            row.Category,
            head.Title,
            head.Description,
            HandlingSteps.Of(facts, MatterMapping.ToState(rows, keys)),
            row.OpenUntil
        );
    }

    /// <summary>Writes down what somebody found.</summary>
    public async Task<Acted> ReadAsync(StaffScope scope, long number, CheckQuality command, CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        var today = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var (me, unit) = (scope.Id.Value, scope.Unit);
        if (
            await db.Set<QualityCheckRow>().FirstOrDefaultAsync(c => c.Number == number, cancel) is not { } row
            || !MayRead(row, scope)
        )
        {
            return new Acted.NotFound();
        }
        var reader = new QualityReader(
            await db.Set<QualityCheckRow>()
                .AnyAsync(o => o.Reader == me && o.MatterId == row.MatterId && o.Nth == row.Nth, cancel),
            await db.Set<AccessReceiptRow>()
                .AnyAsync(
                    r =>
                        r.MatterId == row.MatterId
                        && r.Account == me
                        && r.Unit == unit
                        && r.Purpose == AccessPurpose.CheckingQuality,
                    cancel
                )
        );
        if (
            row.Stage == QualityStage.Waiting
            && !reader.ReadOther
            && !await Offered(db, scope).AnyAsync(c => c.Number == number, cancel)
        )
        {
            return new Acted.NotFound();
        }
        var check = Replayed(await FactsAsync(db, number, cancel));
        var decision = CheckQualityRule.Decide(check, command, _rules.SheetOn(today), reader, today);
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
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
            (row.Holds, row.Sheet, row.Said, row.Reader) = (holds, read.Sheet, said, by?.Id.Value);
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

    /// <summary>
    /// What waits for the reader's unit and may be read by the reader, as far as the database can tell: of a matter that may be told of and in
    /// which they did nothing themselves, whichever unit they were with then; not the other check of a closing that they read; and where
    /// both checks of a closing lie with one unit, the second once the first is over, so that nobody has both before them and knows that the
    /// two will be compared.
    /// </summary>
    private static IQueryable<QualityCheckRow> Offered(Db db, StaffScope scope)
    {
        var (unit, me, actor) = (scope.Unit, scope.Id.Value, scope.Actor.Code);
        var checks = db.Set<QualityCheckRow>();
        var tellable = Tellable.Of(db);
        return checks.Where(c =>
            c.Checker == unit
            && c.Stage == QualityStage.Waiting
            && tellable.Any(m => m.Id == c.MatterId)
            && !db.Set<HistoryRow>().Any(h => h.MatterId == c.MatterId && h.Actor == actor)
            && !checks.Any(o => o.MatterId == c.MatterId && o.Nth == c.Nth && o.Reader == me)
            && (
                !c.Second
                || !checks.Any(o =>
                    o.MatterId == c.MatterId
                    && o.Nth == c.Nth
                    && !o.Second
                    && o.Checker == unit
                    && o.Stage == QualityStage.Waiting
                )
            )
        );
    }

    private static bool MayRead(QualityCheckRow row, StaffScope scope) =>
        CheckQualityRule.MayRead(
            row.Checker,
            row.Handled.Split(','),
            scope.Actor,
            scope.Units.Concat(scope.Sees).ToHashSet(StringComparer.Ordinal)
        );
}
