using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Storage;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Web.Satisfaction;

/// <summary>
/// What a reader asked for. Quarters do not overlap: two windows that nearly do would tell by their difference what single
/// residents said.
/// </summary>
public sealed record VerdictQuery
{
    public const int Offered = 4;

    public string? Quarter { get; init; }

    public VerdictsBy By { get; init; }

    public VerdictQuestion Question { get; init; }

    public string? Formula { get; init; }

    /// <summary>The formula asked for, else the one in use.</summary>
    public VerdictFormula WholeFormula => VerdictFormula.All.FirstOrDefault(f => f.Code == Formula) ?? VerdictFormula.InUse;

    /// <summary>The quarters that are over, the latest first.</summary>
    public static IReadOnlyList<Quarter> Quarters(DateOnly today)
    {
        var quarters = new List<Quarter>(Offered);
        for (var q = Domain.Calendar.Quarter.Of(today).Before; quarters.Count < Offered; q = q.Before)
        {
            quarters.Add(q);
        }
        return quarters;
    }

    /// <summary>The quarter asked for, of those that are offered, else the latest.</summary>
    public Quarter WholeQuarter(DateOnly today)
    {
        var offered = Quarters(today);
        return offered.FirstOrDefault(q => q.ToString() == Quarter, offered[0]);
    }

    /// <summary>The same as part of an address.</summary>
    public string ToAddress(DateOnly today) =>
        $"quarter={WholeQuarter(today)}&by={By}&question={Question}&formula={WholeFormula.Code}";
}

/// <summary>How a group stands against all groups that are compared.</summary>
public enum Against
{
    /// <summary>Too few answers to be compared.</summary>
    NotCompared,

    /// <summary>没有显著差异.</summary>
    NoDifference,

    /// <summary>Above what chance and the ordinary differences between groups explain.</summary>
    Above,

    /// <summary>Below it.</summary>
    Below,
}

/// <summary>One group of the table. Rate, interval and answers are null where they may not be told.</summary>
/// <param name="Group">Code of the unit, area, category or channel.</param>
/// <param name="Counts">Its counts; how people answered is told only where <paramref name="Told"/> allows.</param>
/// <param name="Told">What may be told.</param>
/// <param name="Rate">By the formula, with Wilson's interval.</param>
/// <param name="Bounds">What the rate could be had everybody answered.</param>
/// <param name="Against">How it stands against the others, by the answers "yes".</param>
public sealed record VerdictLine(
    string Group,
    VerdictCounts Counts,
    Told Told,
    ShareInterval? Rate,
    (double Low, double High)? Bounds,
    Against Against
)
{
    /// <summary>Whether how people answered may be told.</summary>
    public bool Tells => Told is Told.Compared or Told.NotCompared;
}

/// <summary>The table of verdicts with its total and its funnel.</summary>
/// <param name="Lines">The groups, by code; never by rate.</param>
/// <param name="Total">All groups together.</param>
/// <param name="Plot">The compared groups against limits that narrow with size; null when fewer than three are.</param>
public sealed record VerdictTable(IReadOnlyList<VerdictLine> Lines, VerdictLine Total, FunnelPlot? Plot)
{
    // Two groups in a thousand lie beyond by chance.
    private const double Limit = 3.09;

    // A group and two others, between whom the ordinary differences show.
    private const int FewestToCompare = 3;

    /// <summary>Counts what was asked for.</summary>
    public static async Task<VerdictTable> ReadAsync(
        Db db,
        StaffScope scope,
        WorkingCalendar calendar,
        VerdictQuery query,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var quarter = query.WholeQuarter(calendar.DayOf(now));
        var counts = await VerdictFigures.CountAsync(
            db,
            scope,
            calendar.StartOfDay(quarter.First),
            calendar.StartOfDay(quarter.First.AddMonths(3)),
            query.By,
            query.Question,
            cancel
        );
        return Of([.. counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value))], query.WholeFormula);
    }

    /// <summary>The table of some counts.</summary>
    public static VerdictTable Of(IReadOnlyList<(string Group, VerdictCounts Counts)> groups, VerdictFormula formula)
    {
        var told = Disclosure.Of([.. groups.Select(g => g.Counts.Answered)]);
        ImmutableArray<int> compared = [.. Enumerable.Range(0, groups.Count).Where(i => told[i] == Told.Compared)];
        var lines = groups.Select((g, i) => Line(g.Group, g.Counts, told[i], formula, AgainstTheRest(i))).ToImmutableArray();
        var all = groups.Aggregate(VerdictCounts.None, (sum, g) => sum + g.Counts);
        var total = Line("", all, Disclosure.Of([all.Answered])[0], formula, Against.NotCompared);
        return new VerdictTable(lines, total, compared.Length < FewestToCompare ? null : FunnelOf(compared));

        FunnelPlot FunnelOf(IEnumerable<int> among) =>
            Funnel.Shares([.. among.Select(i => groups[i].Counts.Yes)], [.. among.Select(i => groups[i].Counts.Answered)]);

        // Each against the rest: a group that is far out must not widen the limits that it is held against.
        Against AgainstTheRest(int i)
        {
            if (!compared.Contains(i) || compared.Length < FewestToCompare)
            {
                return Against.NotCompared;
            }
            var rest = compared.Remove(i);
            var (plot, mine) = (FunnelOf(rest), groups[i].Counts);
            double others = rest.Sum(o => groups[o].Counts.Answered);
            var chance = plot.Target * (1 - plot.Target) * ((1.0 / mine.Answered) + (1 / others));
            var deviation = Math.Sqrt(chance + plot.TauSquared);
            var distance = ((double)mine.Yes / mine.Answered) - plot.Target;
            return Math.Abs(distance) <= Limit * deviation ? Against.NoDifference
                : distance > 0 ? Against.Above
                : Against.Below;
        }
    }

    private static VerdictLine Line(string group, VerdictCounts counts, Told told, VerdictFormula formula, Against against)
    {
        var tells = told is Told.Compared or Told.NotCompared && counts.Answered > 0;
        return new VerdictLine(
            group,
            counts,
            told,
            tells ? Wilson.OfMean(formula.Rate(counts)!.Value, counts.Answered) : null,
            tells ? formula.Bounds(counts) : null,
            against
        );
    }
}
