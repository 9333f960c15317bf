using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Who is reminded of a matter that nobody has touched.</summary>
public enum DormantLevel
{
    /// <summary>主办单位: the unit that is accountable.</summary>
    Owner,

    /// <summary>上一级: the unit above it.</summary>
    Above,
}

/// <summary>
/// A matter without a step by anybody for some working days: its unit is reminded, later the unit above, once each until the next
/// step. It changes no clock; an open matter that is in time may still be forgotten.
/// </summary>
public static class DormantRule
{
    /// <summary>Code of the clock rule after which a level is reminded.</summary>
    public static string ClockOf(DormantLevel level) => level == DormantLevel.Owner ? "dormant-owner" : "dormant-above";

    /// <summary>The fewest days after which anybody could be reminded, for a query that looks at no matter in vain.</summary>
    public static int FewestDays(Jurisdiction jurisdiction, DateOnly today) =>
        Enum.GetValues<DormantLevel>().Min(l => jurisdiction.ClockRules.RuleFor(ClockOf(l), today).Length);

    /// <summary>
    /// The levels that are due since the last step, with the unit that is told. A matter of conduct stays with the unit that deals
    /// with it: above it may stand those whom it is about.
    /// </summary>
    public static IEnumerable<(DormantLevel Level, string Told)> Due(
        string accountable,
        Kind kind,
        DateTimeOffset lastStep,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        foreach (var level in Enum.GetValues<DormantLevel>())
        {
            var rule = jurisdiction.ClockRules.RuleFor(ClockOf(level), jurisdiction.Calendar.DayOf(lastStep));
            if (now <= DeadlineRule.Compute(rule, lastStep, jurisdiction.Calendar).DueAt)
            {
                yield break;
            }
            if (level == DormantLevel.Owner)
            {
                yield return (level, accountable);
            }
            else if (kind != Kind.Conduct)
            {
                var chain = jurisdiction.Above(accountable);
                var above = chain.Length > 1 ? chain[1] : jurisdiction.Fallback;
                if (above != accountable)
                {
                    yield return (level, above);
                }
            }
        }
    }
}
