using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Patterns.Evaluation;
using SmallMatters.Patterns.Integrity;
using SmallMatters.Storage;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Web.Integrity;
using SmallMatters.Web.Satisfaction;

namespace SmallMatters.Bench.Planted;

/// <summary>What the table of verdicts of a quarter says of the two units in which something is planted, and of the others.</summary>
/// <param name="Quarter">Which quarter.</param>
/// <param name="Better">The line of the better unit; null when it closed nothing.</param>
/// <param name="Worse">That of the worse one.</param>
/// <param name="Others">Other units that are called out, each with how.</param>
/// <param name="Compared">How many lines are compared.</param>
internal sealed record QuarterOfVerdicts(
    Quarter Quarter,
    VerdictLine? Better,
    VerdictLine? Worse,
    IReadOnlyList<string> Others,
    int Compared
);

/// <summary>What the checks of the records of a quarter find.</summary>
/// <param name="Quarter">Which quarter.</param>
/// <param name="Begging">What was found of the begging unit; null when it was not.</param>
/// <param name="Others">What else was found.</param>
/// <param name="Tested">How many comparisons were made.</param>
internal sealed record QuarterOfRecords(Quarter Quarter, RecordFinding? Begging, IReadOnlyList<string> Others, int Tested);

/// <summary>What the months of response show.</summary>
/// <param name="Lower">Months in which the falling unit stands out as lower.</param>
/// <param name="Months">Of so many.</param>
/// <param name="OtherUnits">Other units with as many months.</param>
/// <param name="OtherUnitsApart">Those of them that stand out in some month.</param>
/// <param name="OtherMonthsApart">In how many months altogether.</param>
internal sealed record ResponseFound(int Lower, int Months, int OtherUnits, int OtherUnitsApart, int OtherMonthsApart);

/// <summary>What difference in differences shows of the solved problem, and of all others in the same areas.</summary>
/// <param name="Effect">Of the solved one.</param>
/// <param name="OtherCategories">How many others there are.</param>
/// <param name="OthersClear">How many of them seem to have changed at 5 in a hundred.</param>
internal sealed record SolvedFound(PlacesEffect Effect, int OtherCategories, int OthersClear);

/// <summary>
/// What the pages' own figures say of what <c>seed --planted</c> put into a jurisdiction, and what else they call out. Reads what the pages
/// of verdicts, of their months and of records read, and the effect of the solved problem by areas.
/// </summary>
internal static class PlantedFindings
{
    private const int Months = VerdictMonths.Looked;
    private const int PeriodsBefore = 12;
    private const int PeriodsAfter = 7;

    /// <summary>The table of verdicts of a quarter.</summary>
    public static async Task<QuarterOfVerdicts> VerdictsAsync(
        Db db,
        StaffScope all,
        WorkingCalendar calendar,
        Quarter quarter,
        DateTimeOffset now,
        Storage.Seeding.Planted planted,
        CancellationToken cancel = default
    )
    {
        var query = new VerdictQuery { Quarter = quarter.ToString() };
        var table = await VerdictTable.ReadAsync(db, all, calendar, query, now, cancel);
        var compared = table.Lines.Where(l => l.Told == Told.Compared).ToList();
        return new QuarterOfVerdicts(
            quarter,
            table.Lines.FirstOrDefault(l => l.Group == planted.Better),
            table.Lines.FirstOrDefault(l => l.Group == planted.Worse),
            [
                .. compared
                    .Where(l =>
                        l.Against is Against.Above or Against.Below && l.Group != planted.Better && l.Group != planted.Worse
                    )
                    .Select(l => $"{l.Group} {l.Against}"),
            ],
            compared.Count
        );
    }

    /// <summary>The checks of the records of a quarter.</summary>
    public static async Task<QuarterOfRecords> RecordsAsync(
        Db db,
        StaffScope all,
        WorkingCalendar calendar,
        Quarter quarter,
        Storage.Seeding.Planted planted,
        CancellationToken cancel = default
    )
    {
        var report = await RecordReading.CheckAsync(db, all, calendar, quarter, cancel);
        var begging = report.Findings.FirstOrDefault(f => f.Unit == planted.Begging && f.Check == RecordCheck.AskedForGoodMark);
        return new QuarterOfRecords(
            quarter,
            begging,
            [.. report.Findings.Where(f => f != begging).Select(f => $"{f.Unit} {f.Check}")],
            report.Tested
        );
    }

    /// <summary>The months of response of all units.</summary>
    public static async Task<ResponseFound> ResponseAsync(
        Db db,
        StaffScope all,
        WorkingCalendar calendar,
        DateTimeOffset now,
        Storage.Seeding.Planted planted,
        CancellationToken cancel = default
    )
    {
        var today = calendar.DayOf(now);
        // The month before the last: in it the window for a verdict is still open for some.
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-Months);
        var counted = new Dictionary<string, List<(DateOnly First, VerdictCounts Counts, bool Tells)>>();
        for (var month = first; month < first.AddMonths(Months); month = month.AddMonths(1))
        {
            var (from, to) = (calendar.StartOfDay(month), calendar.StartOfDay(month.AddMonths(1)));
            var counts = await VerdictFigures.CountAsync(
                db,
                all,
                from,
                to,
                VerdictsBy.Unit,
                VerdictQuestion.Solved,
                cancel: cancel
            );
            var codes = counts.Keys.Order(StringComparer.Ordinal).ToList();
            var told = Disclosure.Of([.. codes.Select(code => counts[code].Answered)]);
            for (var i = 0; i < codes.Count; i++)
            {
                if (!counted.TryGetValue(codes[i], out var list))
                {
                    counted[codes[i]] = list = [];
                }
                list.Add((month, counts[codes[i]], told[i] is Told.Compared or Told.NotCompared));
            }
        }
        int Apart(List<(DateOnly, VerdictCounts, bool)> months) =>
            VerdictMonths.Of(months).Months.Count(m => MonthsModel.IsApart(m.Response.Against));
        var others = counted.Where(c => c.Value.Count == Months && c.Key != planted.Falling).Select(c => Apart(c.Value)).ToList();
        var falling = counted.TryGetValue(planted.Falling, out var own) ? VerdictMonths.Of(own).Months : [];
        return new ResponseFound(
            falling.Count(m => m.Response.Against is AgainstBefore.Lower or AgainstBefore.LongLower),
            falling.Length,
            others.Count,
            others.Count(o => o > 0),
            others.Sum()
        );
    }

    /// <summary>The effect of the solution, by areas with and without it, and the same of every other category.</summary>
    public static async Task<SolvedFound> SolvedAsync(
        Db db,
        Jurisdiction jurisdiction,
        Storage.Seeding.Planted planted,
        CancellationToken cancel = default
    )
    {
        var periods = new List<Dictionary<(string Area, string Category), int>>();
        for (var period = -PeriodsBefore; period < PeriodsAfter; period++)
        {
            var (begin, end) = (planted.SolvedAt.AddDays(30 * period), planted.SolvedAt.AddDays(30 * (period + 1)));
            periods.Add(
                await db.Set<MatterRow>()
                    .Where(m => m.RaisedAt >= begin && m.RaisedAt < end)
                    .GroupBy(m => new { m.Area, m.Category })
                    .Select(g => new
                    {
                        g.Key.Area,
                        g.Key.Category,
                        Count = g.Count(),
                    })
                    .ToDictionaryAsync(g => (g.Area, g.Category), g => g.Count, cancel)
            );
        }
        var all = periods.ConvertAll(p => p.GroupBy(c => c.Key.Area).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)));
        ImmutableArray<ShareCount> Shares(string area, string category, Range among) =>
            [
                .. Enumerable
                    .Range(0, periods.Count)
                    .Take(among)
                    .Select(p => new ShareCount(periods[p].GetValueOrDefault((area, category)), all[p].GetValueOrDefault(area))),
            ];
        PlacesEffect Of(string category) =>
            DifferenceInDifferences.Estimate([
                .. jurisdiction.Areas.Keys.Select(area => new PlaceCounts(
                    area,
                    planted.Areas.Contains(area),
                    Shares(area, category, ..PeriodsBefore),
                    Shares(area, category, PeriodsBefore..)
                )),
            ]);
        var others = jurisdiction.Categories.Keys.Where(c => c != planted.Solved).ToList();
        return new SolvedFound(
            Of(planted.Solved),
            others.Count,
            others.Count(c => Of(c) is { Effect.IsClear: true, PValue: < 0.05 })
        );
    }
}
