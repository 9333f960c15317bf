using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Quality;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Performance;

namespace SmallMatters.Storage.Quality;

/// <summary>What was said to one question about the answers of a month.</summary>
/// <param name="Question">Its place among the questions, from 0.</param>
/// <param name="Yes">How many said yes.</param>
/// <param name="No">How many said no.</param>
/// <param name="NotApplicable">Of how many there was nothing to ask.</param>
public sealed record QuestionTally(int Question, int Yes, int No, int NotApplicable);

/// <summary>An answer of the reader's units in which something was lacking, by its matter.</summary>
/// <param name="Number">The check.</param>
/// <param name="Matter">Its matter.</param>
/// <param name="Category">Code of the category.</param>
/// <param name="ClosedAt">When it was closed, UTC.</param>
/// <param name="Sheet">Version of the questions.</param>
/// <param name="Lacking">Places of the questions to which "no" was said, from 0.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(LackingLine.Category), nameof(LackingLine.Matter))]
public sealed record LackingLine(
    long Number,
    Reference Matter,
    string Category,
    DateTimeOffset ClosedAt,
    int Sheet,
    ImmutableArray<int> Lacking
);

/// <summary>Counts quality checks. The first reading of each closing is counted; the second is only compared with it.</summary>
public static class QualityFigures
{
    private sealed record Cell(string Group, QualityStage Stage, bool? Holds, int Count);

    /// <summary>The measure by group, of closings in a stretch of time; who is limited to areas reads those of them only.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="since">First instant of the stretch, UTC.</param>
    /// <param name="to">Its end, UTC; not included.</param>
    /// <param name="by">What is counted by.</param>
    /// <param name="group">Code of the only group that is wanted; null for all.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<ILookup<string, MeasureCounts>> CountAsync(
        Db db,
        StaffScope scope,
        DateTimeOffset since,
        DateTimeOffset to,
        MeasuredBy by,
        string? group = null,
        CancellationToken cancel = default
    )
    {
        var (split, wanted) = (by, group);
        var cells = await (
            from c in Seen(db, scope, since, to)
            where !c.Second
            select new
            {
                Group = split == MeasuredBy.Unit ? c.Unit
                : split == MeasuredBy.Area ? c.Area
                : c.Category,
                c.Stage,
                c.Holds,
            } into c
            where wanted == null || c.Group == wanted
            group c by c into g
            select new Cell(g.Key.Group, g.Key.Stage, g.Key.Holds, g.Count())
        ).ToListAsync(cancel);
        return cells.ToLookup(c => c.Group, c => Of(c.Stage, c.Holds, c.Count));
    }

    /// <summary>
    /// So many closings that stand so. Those that were sealed, erased or came under a wall since are among what is not known: told apart, a
    /// small area or unit would be told that one of its few was.
    /// </summary>
    internal static MeasureCounts Of(QualityStage stage, bool? holds, int count) =>
        stage switch
        {
            QualityStage.Read => new(holds == true ? count : 0, count, 0, 0),
            _ => new(0, 0, count, 0),
        };

    /// <summary>What was said to each question of one version, of closings in a stretch of time.</summary>
    public static async Task<IReadOnlyList<QuestionTally>> ByQuestionAsync(
        Db db,
        StaffScope scope,
        DateTimeOffset since,
        DateTimeOffset to,
        QualitySheet sheet,
        CancellationToken cancel = default
    )
    {
        var version = sheet.Version;
        var said = await Seen(db, scope, since, to)
            .Where(c => !c.Second && c.Sheet == version && c.Said != null)
            .GroupBy(c => c.Said)
            .Select(g => new { Said = g.Key!, Count = g.Count() })
            .ToListAsync(cancel);
        var marks = said.ConvertAll(s => (Marks: MarksOf(s.Said), s.Count));
        return
        [
            .. sheet.Questions.Select(
                (_, place) =>
                    new QuestionTally(
                        place,
                        Sum(place, QualityMark.Yes),
                        Sum(place, QualityMark.No),
                        Sum(place, QualityMark.NotApplicable)
                    )
            ),
        ];

        int Sum(int place, QualityMark mark) => marks.Where(m => m.Marks[place] == mark).Sum(m => m.Count);
    }

    /// <summary>Of closings in a stretch of time that two read: what the two said of the whole.</summary>
    public static async Task<(int BothHold, int Differ, int NeitherHolds)> AgreementAsync(
        Db db,
        DateTimeOffset since,
        DateTimeOffset to,
        CancellationToken cancel = default
    )
    {
        var pairs = await (
            from a in db.Set<QualityCheckRow>().AsNoTracking()
            join b in db.Set<QualityCheckRow>() on new { a.MatterId, a.Nth } equals new { b.MatterId, b.Nth }
            where a.ClosedAt >= since && a.ClosedAt < to && !a.Second && b.Second && a.Holds != null && b.Holds != null
            group a by new { First = a.Holds, Second = b.Holds } into g
            select new { Yes = (g.Key.First == true ? 1 : 0) + (g.Key.Second == true ? 1 : 0), Count = g.Count() }
        ).ToListAsync(cancel);
        int Said(int yes) => pairs.Where(p => p.Yes == yes).Sum(p => p.Count);
        return (Said(2), Said(1), Said(0));
    }

    /// <summary>Answers of the reader's units in which something was lacking, the latest drawn first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="before">The last number of the page before; 0 for the first page.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<(IReadOnlyList<LackingLine> Lines, long? Next)> LackingAsync(
        Db db,
        StaffScope scope,
        long before,
        int most,
        CancellationToken cancel = default
    )
    {
        var units = scope.Sees.ToList();
        var rows = await (
            from c in db.Set<QualityCheckRow>().AsNoTracking()
            join m in db.Set<MatterRow>() on c.MatterId equals m.Id
            where units.Contains(c.Unit) && !c.Second && c.Holds == false && (before == 0 || c.Number < before)
            orderby c.Number descending
            select new { Check = c, m.Number }
        )
            .Take(most + 1)
            .ToListAsync(cancel);
        return (
            [
                .. rows.Take(most)
                    .Where(r => scope.SeesIn(r.Check.Unit, r.Check.Area))
                    .Select(r => new LackingLine(
                        r.Check.Number,
                        Reference.FromValue(r.Number),
                        r.Check.Category,
                        r.Check.ClosedAt,
                        r.Check.Sheet!.Value,
                        [
                            .. MarksOf(r.Check.Said!)
                                .Select((mark, place) => (mark, place))
                                .Where(s => s.mark == QualityMark.No)
                                .Select(s => s.place),
                        ]
                    )),
            ],
            rows.Count > most ? rows[most - 1].Check.Number : null
        );
    }

    /// <summary>How a month was drawn; null when it was not.</summary>
    public static async Task<QualityDrawn?> DrawOfAsync(Db db, DateOnly month, CancellationToken cancel = default) =>
        await db.Set<QualityDrawRow>().AsNoTracking().FirstOrDefaultAsync(d => d.Month == month, cancel) is { } row
            ? (QualityDrawn)PlainFacts<DrawOfQuality>.Read(row.Type, row.Body)
            : null;

    private static IQueryable<QualityCheckRow> Seen(Db db, StaffScope scope, DateTimeOffset since, DateTimeOffset to)
    {
        var rows = db.Set<QualityCheckRow>().AsNoTracking().Where(c => c.ClosedAt >= since && c.ClosedAt < to);
        return scope.OnlyAreas is { } only ? rows.Where(c => only.Contains(c.Area)) : rows;
    }

    private static QualityMark[] MarksOf(string said) => [.. said.Split(',').Select(Enum.Parse<QualityMark>)];
}
