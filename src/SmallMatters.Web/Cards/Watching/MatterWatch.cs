using System.Collections.Immutable;
using System.Globalization;
using SmallMatters.Domain.Cards;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Web.Cards.Watching;

/// <summary>Looks at single matters as a rule says, and judges afterwards whether an alarm was right.</summary>
public static class MatterWatch
{
    /// <summary>What the rule sees of a matter when a day begins; null when nothing.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="life">The matter; what happened after <paramref name="at"/> is not looked at.</param>
    /// <param name="at">The beginning of the day, UTC.</param>
    public static Sighting? Look(CardRule rule, MatterLife life, DateTimeOffset at)
    {
        if (!rule.Kinds.Contains(life.Kind) || life.RaisedAt > at)
        {
            return null;
        }
        life = life.Until(at);
        var from = at.AddDays(-rule["days"]);
        return rule.Method switch
        {
            CardMethod.Silence => Silence(rule, life, from, at),
            CardMethod.RepeatedOverdue => RepeatedOverdue(rule, life, from, at),
            CardMethod.GrowingNumber => GrowingNumber(rule, life, from, at),
            CardMethod.UnsatisfiedVerdict => Unsatisfied(rule, life, from, at),
            CardMethod.RecordedThreat => Threat(rule, life, from, at),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>When what an alarm warned of came; null when it did not within the rule's horizon.</summary>
    public static DateTimeOffset? Came(CardRule rule, Sighting saw, MatterLife life)
    {
        ReadOnlySpan<LifeStep> bad = rule.Method switch
        {
            CardMethod.GrowingNumber => [LifeStep.Joined, LifeStep.Overdue, LifeStep.Unsatisfied],
            CardMethod.UnsatisfiedVerdict => [LifeStep.Reopened],
            CardMethod.RecordedThreat => [LifeStep.Threat],
            _ => [LifeStep.Overdue, LifeStep.Unsatisfied],
        };
        return life.FirstAfter(saw.To, bad) is { } came && came <= saw.To + rule.Horizon ? came : null;
    }

    private static Sighting? Silence(CardRule rule, MatterLife life, DateTimeOffset from, DateTimeOffset at)
    {
        var last = life.RaisedAt;
        foreach (var (what, when) in life.Steps)
        {
            last = what is LifeStep.Staff or LifeStep.Reopened ? when : last;
        }
        return life.IsOpen && last <= from
            ? Saw(rule, life, last, from, at, new Figure(FigureOf.QuietDays, Math.Floor((at - last).TotalDays)))
            : null;
    }

    private static Sighting? RepeatedOverdue(CardRule rule, MatterLife life, DateTimeOffset from, DateTimeOffset at)
    {
        var times = life.CountAfter(LifeStep.Overdue, from);
        return times >= rule.Whole("times") && life.CountAfter(LifeStep.Overdue, at.AddDays(-rule["fresh"])) > 0
            ? Saw(rule, life, life.FirstAfter(from, LifeStep.Overdue)!.Value, from, at, new Figure(FigureOf.TimesOverdue, times))
            : null;
    }

    private static Sighting? GrowingNumber(CardRule rule, MatterLife life, DateTimeOffset from, DateTimeOffset at)
    {
        var joined = life.CountAfter(LifeStep.Joined, from);
        return life.IsOpen && joined >= rule.Whole("fewest")
            ? Saw(
                rule,
                life,
                life.FirstAfter(from, LifeStep.Joined)!.Value,
                from,
                at,
                new Figure(FigureOf.JoinedLately, joined),
                new Figure(FigureOf.Affected, 1 + life.CountAfter(LifeStep.Joined, DateTimeOffset.MinValue))
            )
            : null;
    }

    private static Sighting? Unsatisfied(CardRule rule, MatterLife life, DateTimeOffset from, DateTimeOffset at) =>
        life.FirstAfter(from, LifeStep.Unsatisfied) is { } said && life.FirstAfter(said, LifeStep.Reopened) is null
            ? Saw(rule, life, said, from, at)
            : null;

    // Another threat is another alarm: a card that stands for the first one does not cover it.
    private static Sighting? Threat(CardRule rule, MatterLife life, DateTimeOffset from, DateTimeOffset at)
    {
        var threats = life.CountAfter(LifeStep.Threat, DateTimeOffset.MinValue);
        return life.CountAfter(LifeStep.Threat, from) == 0
            ? null
            : Saw(rule, life, life.FirstAfter(from, LifeStep.Threat)!.Value, from, at, new Figure(FigureOf.Threats, threats)) with
            {
                Subject = string.Create(CultureInfo.InvariantCulture, $"matter:{life.Number}:threat:{threats}"),
            };
    }

    private static Sighting Saw(
        CardRule rule,
        MatterLife life,
        DateTimeOffset since,
        DateTimeOffset from,
        DateTimeOffset at,
        params ImmutableArray<Figure> figures
    ) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"matter:{life.Number}"),
            life.Category,
            life.Area,
            null,
            life.Number,
            life.Owner,
            since,
            from < life.RaisedAt ? life.RaisedAt : from,
            at,
            null,
            figures
        );
}
