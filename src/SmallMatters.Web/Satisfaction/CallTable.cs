using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Storage;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Web.Satisfaction;

/// <summary>One group of the table of calls. Unless it may be told, nothing of it is, not even how many were drawn.</summary>
/// <param name="Group">Code of the unit, area or category.</param>
/// <param name="Tally">What became of the calls; null where it is not told.</param>
/// <param name="Share">The weighted rate; null where it is not told.</param>
/// <param name="Interval">Wilson's interval with the effective number of answers.</param>
public sealed record CallTableLine(string Group, CallTally? Tally, WeightedShare? Share, ShareInterval? Interval);

/// <summary>The table as the page of verdicts shows it.</summary>
public sealed record CallsShown(CallTable Table, VerdictsBy By, Domain.Units.Jurisdiction Jurisdiction);

/// <summary>Satisfaction calls of a quarter by group, with the total.</summary>
public sealed record CallTable(ImmutableArray<CallTableLine> Lines, CallTableLine Total)
{
    /// <summary>Counts what was asked for; null when there was no call.</summary>
    public static async Task<CallTable?> ReadAsync(
        Db db,
        StaffScope scope,
        WorkingCalendar calendar,
        VerdictQuery query,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var first = query.WholeQuarter(calendar.DayOf(now)).First;
        var tallies = await CallFigures.CountAsync(db, scope, first, first.AddMonths(3), query.By, query.Question, cancel);
        return tallies.Count == 0
            ? null
            : Of([.. tallies.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (t.Key, t.Value))], query.WholeFormula);
    }

    /// <summary>The table of some tallies.</summary>
    public static CallTable Of(IReadOnlyList<(string Group, CallTally Tally)> groups, VerdictFormula formula)
    {
        var told = Disclosure.Of([.. groups.Select(g => g.Tally.Answered)]);
        var all = groups.Aggregate(CallTally.None, (sum, g) => sum + g.Tally);
        return new CallTable(
            [.. groups.Select((g, i) => Line(g.Group, g.Tally, told[i], formula)).Where(l => l.Group.Length > 0)],
            Line("", all, Disclosure.Of([all.Answered])[0], formula)
        );
    }

    private static CallTableLine Line(string group, CallTally tally, Told told, VerdictFormula formula)
    {
        if (told is not (Told.Compared or Told.NotCompared) || tally.Rate(formula) is not { } share)
        {
            return new CallTableLine(group, null, null, null);
        }
        var trials = Math.Max(1, (long)Math.Floor(share.Effective));
        return new CallTableLine(group, tally, share, Wilson.OfMean(share.Share, trials));
    }
}
