using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Storage;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Web.Satisfaction;

/// <summary>How a month stands against the same group's own months before.</summary>
public enum AgainstBefore
{
    /// <summary>Too few answers or months to compare.</summary>
    NotCompared,

    /// <summary>没有显著差异.</summary>
    NoDifference,

    /// <summary>Clearly higher.</summary>
    Higher,

    /// <summary>Clearly lower.</summary>
    Lower,

    /// <summary>Eight months or more on the upper side.</summary>
    LongHigher,

    /// <summary>Eight months or more on the lower side.</summary>
    LongLower,
}

/// <summary>A share in a month with the limits it is held against.</summary>
/// <param name="Point">The point on the control chart; null where it is not told or not compared.</param>
/// <param name="Against">What it says.</param>
public readonly record struct MonthShare(ChartPoint? Point, AgainstBefore Against);

/// <summary>One month of a group.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Counts">What was counted.</param>
/// <param name="Tells">Whether how people answered may be told.</param>
/// <param name="Yes">The share of "yes" among the answers.</param>
/// <param name="Response">The share of those asked who answered.</param>
public sealed record VerdictMonth(DateOnly First, VerdictCounts Counts, bool Tells, MonthShare Yes, MonthShare Response);

/// <summary>
/// A group's verdicts month by month against its own first year: two control charts, of "yes" and of the response, whose limits
/// take in the ordinary variation between months (<see cref="ControlChart.PPrime"/>) and which also call a run of eight months on
/// one side.
/// </summary>
/// <param name="Months">The last two years, the earliest month first.</param>
public sealed record VerdictMonths(ImmutableArray<VerdictMonth> Months)
{
    /// <summary>Months looked at.</summary>
    public const int Looked = 24;

    /// <summary>With fewer months to compare there is no chart.</summary>
    public const int Fewest = 6;

    // The first year sets the centre where there is more than a year.
    private const int Baseline = 12;

    /// <summary>Counts two years of a group; an empty code is all together.</summary>
    public static async Task<VerdictMonths> ReadAsync(
        Db db,
        StaffScope scope,
        WorkingCalendar calendar,
        VerdictsBy by,
        string group,
        VerdictQuestion question,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var today = calendar.DayOf(now);
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-Looked);
        var counted = new List<(DateOnly, VerdictCounts, bool)>(Looked);
        for (var month = first; month < first.AddMonths(Looked); month = month.AddMonths(1))
        {
            var (from, to) = (calendar.StartOfDay(month), calendar.StartOfDay(month.AddMonths(1)));
            var counts = await VerdictFigures.CountAsync(db, scope, from, to, by, question, cancel);
            counted.Add((month, Of(counts, group), Tells(counts, group)));
        }
        return Of(counted);
    }

    /// <summary>The months of some counts.</summary>
    public static VerdictMonths Of(IReadOnlyList<(DateOnly First, VerdictCounts Counts, bool Tells)> counted)
    {
        var yes = Chart([.. counted.Select(c => (c.Tells, c.Counts.Yes, c.Counts.Answered))]);
        var response = Chart([.. counted.Select(c => (true, c.Counts.Answered, c.Counts.Asked))]);
        return new VerdictMonths([
            .. counted.Select((c, i) => new VerdictMonth(c.First, c.Counts, c.Tells, yes[i], response[i])),
        ]);
    }

    /// <summary>What a month says, in words.</summary>
    public static Bilingual Said(AgainstBefore against) =>
        against switch
        {
            AgainstBefore.NotCompared => new("不比较", "Not compared"),
            AgainstBefore.NoDifference => new("没有显著差异", "No significant difference"),
            AgainstBefore.Higher => new("明显高于以往", "Clearly higher than before"),
            AgainstBefore.Lower => new("明显低于以往", "Clearly lower than before"),
            AgainstBefore.LongHigher => new("连续八个月以上偏高", "Above for eight months or more"),
            AgainstBefore.LongLower => new("连续八个月以上偏低", "Below for eight months or more"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static VerdictCounts Of(IReadOnlyDictionary<string, VerdictCounts> counts, string group) =>
        group.Length == 0
            ? counts.Values.Aggregate(VerdictCounts.None, (sum, c) => sum + c)
            : counts.GetValueOrDefault(group, VerdictCounts.None);

    // What is hidden in the month's whole table is hidden here: the months of all groups side by side are that table.
    private static bool Tells(IReadOnlyDictionary<string, VerdictCounts> counts, string group)
    {
        var codes = group.Length == 0 ? [""] : counts.Keys.Order(StringComparer.Ordinal).ToList();
        var told = Disclosure.Of([.. codes.Select(code => Of(counts, code).Answered)]);
        var at = codes.IndexOf(group);
        return at >= 0 && told[at] is Told.Compared or Told.NotCompared;
    }

    private static MonthShare[] Chart(IReadOnlyList<(bool Tells, int Count, int Of)> months)
    {
        var shares = new MonthShare[months.Count];
        var able = Enumerable.Range(0, months.Count).Where(i => months[i].Tells && months[i].Of >= Disclosure.Fewest).ToList();
        if (able.Count < Fewest)
        {
            return shares;
        }
        var points = ControlChart.PPrime(
            [.. able.Select(i => months[i].Count)],
            [.. able.Select(i => months[i].Of)],
            able.Count > Baseline ? Baseline : 0
        );
        var runs = ControlChart.Runs(points);
        for (var n = 0; n < able.Count; n++)
        {
            var against = (points[n].Signal, runs[n]) switch
            {
                (> 0, _) => AgainstBefore.Higher,
                (< 0, _) => AgainstBefore.Lower,
                (_, > 0) => AgainstBefore.LongHigher,
                (_, < 0) => AgainstBefore.LongLower,
                _ => AgainstBefore.NoDifference,
            };
            shares[able[n]] = new MonthShare(points[n], against);
        }
        return shares;
    }
}
