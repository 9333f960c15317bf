using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Storage.Integrity;

/// <summary>What is counted of one unit in one quarter, to check its records. Matters about staff and those that staff found are left out.</summary>
/// <param name="Closings">Closings.</param>
/// <param name="LeftOut">Of them, withdrawn or merged.</param>
/// <param name="MonthEnd">Of them, in the last three days of a month.</param>
/// <param name="Answered">Verdicts.</param>
/// <param name="Quick">Of them, within <see cref="RecordCounts.QuickSeconds"/> of the closing.</param>
/// <param name="AskedForGoodMark">Of them, with "I was asked to give a good mark".</param>
/// <param name="Marked">Verdicts with a mark of their device.</param>
/// <param name="OneDevice">Of them, from a device with three or more of the unit's in a month.</param>
/// <param name="Worded">Verdicts with a mark of their words.</param>
/// <param name="OneText">Of them, with words that three or more of the unit's in a month have.</param>
/// <param name="Year">"Yes" and answers, by month, over the year that ends with the quarter.</param>
public sealed record UnitCounts(
    int Closings,
    int LeftOut,
    int MonthEnd,
    int Answered,
    int Quick,
    int AskedForGoodMark,
    int Marked,
    int OneDevice,
    int Worded,
    int OneText,
    IReadOnlyList<(int Yes, int Answered)> Year
);

/// <summary>Counts a quarter's records by unit.</summary>
public static class RecordCounts
{
    /// <summary>A verdict that comes sooner after the closing is quick, in seconds.</summary>
    public const int QuickSeconds = 60;

    /// <summary>How many of a unit's verdicts in a month from one device or in the same words are looked at.</summary>
    public const int FewestAlike = 3;

    private const int LastDays = 3;
    private const int MonthsInQuarter = 3;
    private const int MonthsInYear = 12;

    private sealed record Judged(string Unit, DateTimeOffset ClosedAt, DateTimeOffset? JudgedAt);

    /// <summary>
    /// Counts by unit. Who is limited to areas reads the closings of these, and no marks, since a mark has no area.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="calendar">The calendar of the jurisdiction, for the local days.</param>
    /// <param name="first">First day of the quarter.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyDictionary<string, UnitCounts>> OfQuarterAsync(
        Db db,
        StaffScope scope,
        WorkingCalendar calendar,
        DateOnly first,
        CancellationToken cancel = default
    )
    {
        var (from, to) = (calendar.StartOfDay(first), calendar.StartOfDay(first.AddMonths(MonthsInQuarter)));
        var closings = In(db, scope, from, to);
        var stands = await closings
            .GroupBy(c => new
            {
                c.Unit,
                c.Stands,
                c.AskedForGoodMark,
            })
            .Select(g => new
            {
                g.Key.Unit,
                g.Key.Stands,
                g.Key.AskedForGoodMark,
                Count = g.Count(),
            })
            .ToListAsync(cancel);
        var judged = await closings
            .Where(c => c.Stands == ClosingStands.Judged)
            .Select(c => new Judged(c.Unit, c.ClosedAt, c.JudgedAt))
            .ToListAsync(cancel);
        var quick = judged
            .Where(j => j.JudgedAt - j.ClosedAt < TimeSpan.FromSeconds(QuickSeconds))
            .CountBy(j => j.Unit)
            .ToDictionary();
        var monthEnd = new Dictionary<string, int>();
        for (var month = first; month < first.AddMonths(MonthsInQuarter); month = month.AddMonths(1))
        {
            var next = month.AddMonths(1);
            var ends = In(db, scope, calendar.StartOfDay(next.AddDays(-LastDays)), calendar.StartOfDay(next));
            foreach (var (unit, count) in await ByUnitAsync(ends, cancel))
            {
                monthEnd[unit] = monthEnd.GetValueOrDefault(unit) + count;
            }
        }
        var year = await YearAsync(db, scope, calendar, first.AddMonths(MonthsInQuarter - MonthsInYear), cancel);
        var marks = scope.OnlyAreas is null ? await MarksAsync(db, VerdictMarks.MonthOf(first), cancel) : [];
        return stands
            .GroupBy(s => s.Unit)
            .ToDictionary(
                g => g.Key,
                g =>
                {
                    var mark = marks.GetValueOrDefault(g.Key);
                    return new UnitCounts(
                        g.Sum(s => s.Count),
                        g.Where(s => s.Stands == ClosingStands.Ended).Sum(s => s.Count),
                        monthEnd.GetValueOrDefault(g.Key),
                        g.Where(s => s.Stands == ClosingStands.Judged).Sum(s => s.Count),
                        quick.GetValueOrDefault(g.Key),
                        g.Where(s => s is { Stands: ClosingStands.Judged, AskedForGoodMark: true }).Sum(s => s.Count),
                        mark.Marked,
                        mark.OneDevice,
                        mark.Worded,
                        mark.OneText,
                        year.GetValueOrDefault(g.Key) ?? []
                    );
                }
            );
    }

    private static IQueryable<ClosingRow> In(Db db, StaffScope scope, DateTimeOffset from, DateTimeOffset to)
    {
        var rows = db.Set<ClosingRow>()
            .AsNoTracking()
            .Where(c => c.ClosedAt >= from && c.ClosedAt < to && c.Kind != Kind.Conduct && c.Origin != Origin.Staff);
        return scope.OnlyAreas is { } only ? rows.Where(c => only.Contains(c.Area)) : rows;
    }

    private static async Task<List<(string Unit, int Count)>> ByUnitAsync(
        IQueryable<ClosingRow> rows,
        CancellationToken cancel
    ) =>
        (await rows.GroupBy(c => c.Unit).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancel)).ConvertAll(g =>
            (g.Key, g.Count)
        );

    private static async Task<Dictionary<string, List<(int Yes, int Answered)>>> YearAsync(
        Db db,
        StaffScope scope,
        WorkingCalendar calendar,
        DateOnly first,
        CancellationToken cancel
    )
    {
        var year = new Dictionary<string, List<(int, int)>>();
        for (var month = 0; month < MonthsInYear; month++)
        {
            var begin = first.AddMonths(month);
            var rows = await In(db, scope, calendar.StartOfDay(begin), calendar.StartOfDay(begin.AddMonths(1)))
                .Where(c => c.Solved != null)
                .GroupBy(c => new { c.Unit, Yes = c.Solved == YesPartlyNo.Yes })
                .Select(g => new
                {
                    g.Key.Unit,
                    g.Key.Yes,
                    Count = g.Count(),
                })
                .ToListAsync(cancel);
            foreach (var unit in rows.GroupBy(r => r.Unit))
            {
                if (!year.TryGetValue(unit.Key, out var months))
                {
                    year[unit.Key] = months = [];
                }
                months.Add((unit.Where(r => r.Yes).Sum(r => r.Count), unit.Sum(r => r.Count)));
            }
        }
        return year;
    }

    private static async Task<Dictionary<string, (int Marked, int OneDevice, int Worded, int OneText)>> MarksAsync(
        Db db,
        int first,
        CancellationToken cancel
    )
    {
        var marks = db.Set<VerdictMarkRow>().AsNoTracking().Where(m => m.Month >= first && m.Month < first + MonthsInQuarter);
        var devices = await marks
            .GroupBy(m => new
            {
                m.Unit,
                m.Month,
                m.Device,
            })
            .Select(g => new { g.Key.Unit, Count = g.Count() })
            .ToListAsync(cancel);
        var words = await marks
            .Where(m => m.Words != null)
            .GroupBy(m => new
            {
                m.Unit,
                m.Month,
                m.Words,
            })
            .Select(g => new { g.Key.Unit, Count = g.Count() })
            .ToListAsync(cancel);
        var byUnit = words.ToLookup(w => w.Unit, w => w.Count);
        return devices
            .GroupBy(d => d.Unit, d => d.Count)
            .ToDictionary(g => g.Key, g => (g.Sum(), Alike(g), byUnit[g.Key].Sum(), Alike(byUnit[g.Key])));
    }

    private static int Alike(IEnumerable<int> sizes) => sizes.Where(n => n >= FewestAlike).Sum();
}
