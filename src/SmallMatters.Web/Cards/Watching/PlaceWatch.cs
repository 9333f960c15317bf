using SmallMatters.Domain.Cards;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Web.Cards.Watching;

/// <summary>Looks as a rule about places says, and judges afterwards whether an alarm was right.</summary>
public static class PlaceWatch
{
    private static readonly TimeSpan Usually = TimeSpan.FromDays(365);
    private static readonly TimeSpan ShortestUsual = TimeSpan.FromDays(28);

    /// <summary>What the rule sees when a week begins.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="known">Everything that had happened by then, and nothing else.</param>
    /// <param name="at">The beginning of the week, UTC.</param>
    /// <param name="cancel">Cancels.</param>
    public static IReadOnlyList<Sighting> Look(CardRule rule, EventLog known, DateTimeOffset at, CancellationToken cancel)
    {
        // Whatever a caller hands over, the log ends here.
        known = known.Until(at);
        return rule.Method switch
        {
            CardMethod.Scan => ScanWatch.Look(rule, known, at, cancel),
            CardMethod.NearRepeat => NearRepeatWatch.Look(rule, known, at, cancel),
            CardMethod.Outbreak => OutbreakWatch.Look(rule, known, at),
            CardMethod.HotIssue => HotIssueWatch.Look(rule, known, at, cancel),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>
    /// When what an alarm warned of came: the n-th further event at its place, if within the rule's horizon there were more
    /// than is usual there over the year before the alarm's window. Null when it did not come.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="saw">The alarm.</param>
    /// <param name="whole">History as far as it is known today.</param>
    public static DateTimeOffset? Came(CardRule rule, Sighting saw, EventLog whole)
    {
        bool There(PatternEvent e) =>
            e.Category == saw.Category && (saw.Spot is { } spot ? Spots.IsAt(spot, e) : e.Area == saw.Area);
        var after = whole.Events(saw.To, saw.To + rule.Horizon).Where(There).ToList();
        var again = rule.Whole("again");
        var from = saw.From - Usually < whole.First ? whole.First : saw.From - Usually;
        var stretch = saw.From - from;
        var usual = stretch < ShortestUsual ? 0 : whole.Events(from, saw.From).Count(There) * (rule.Horizon / stretch);
        return after.Count >= again && after.Count > usual ? after[again - 1].Hour : null;
    }
}
