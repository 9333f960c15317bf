using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Hazards;

/// <summary>What moves the next inspection of premises. Each is about the place; none is about a person or an inspector.</summary>
public enum DateFactor
{
    /// <summary>从未检查: it was never inspected.</summary>
    NeverInspected,

    /// <summary>未了结的一般隐患: findings that are open and not major.</summary>
    OpenGeneral,

    /// <summary>未了结的重大隐患: major findings that are open.</summary>
    OpenMajor,

    /// <summary>以往整改慢: findings there stayed open for long.</summary>
    SlowToMend,
}

/// <summary>What is known of a place that moves its next inspection.</summary>
/// <param name="Kind">Its type.</param>
/// <param name="Since">The local day from which it counts where it was never inspected.</param>
/// <param name="Last">Local day of the last inspection; null where there was none.</param>
/// <param name="OpenGeneral">How many findings are open that are not major.</param>
/// <param name="OpenMajor">How many major ones are open.</param>
/// <param name="DaysToMend">Median of days from finding to end of what has ended there; null where nothing has.</param>
public sealed record PlaceHistory(
    PremisesKind Kind,
    DateOnly Since,
    DateOnly? Last,
    int OpenGeneral,
    int OpenMajor,
    double? DaysToMend
);

/// <summary>When premises are to be inspected next, and why then.</summary>
/// <param name="Due">Local day.</param>
/// <param name="Base">Days between inspections of that type where nothing weighs.</param>
/// <param name="Interval">Days between the last inspection and the next, as weighed: the base over one plus the weights.</param>
/// <param name="Factors">What weighed, and how much.</param>
public sealed record NextInspection(
    DateOnly Due,
    int Base,
    int Interval,
    ImmutableArray<(DateFactor Factor, double Weight)> Factors
)
{
    /// <summary>The next date of a place by the published intervals and weights.</summary>
    public static NextInspection Of(PlaceHistory place, HazardRules rules)
    {
        var weights = rules.Weights;
        var open = (place.OpenGeneral * weights.OpenGeneral) + (place.OpenMajor * weights.OpenMajor);
        // Together they weigh at most so much, each by its part.
        var scale = open > weights.MostOpen ? weights.MostOpen / open : 1;
        ImmutableArray<(DateFactor, double)> all =
        [
            (DateFactor.NeverInspected, place.Last is null ? weights.NeverInspected : 0),
            (DateFactor.OpenGeneral, place.OpenGeneral * weights.OpenGeneral * scale),
            (DateFactor.OpenMajor, place.OpenMajor * weights.OpenMajor * scale),
            (DateFactor.SlowToMend, place.DaysToMend > weights.SlowAfterDays ? weights.SlowToMend : 0),
        ];
        var days = rules.Intervals[place.Kind];
        var interval = Math.Max(1, (int)Math.Round(days / (1 + all.Sum(f => f.Item2)), MidpointRounding.AwayFromZero));
        return new NextInspection(
            (place.Last ?? place.Since).AddDays(interval),
            days,
            interval,
            [.. all.Where(f => f.Item2 > 0)]
        );
    }
}

/// <summary>What factors are called.</summary>
public static class DateFactorWords
{
    /// <summary>The factor as people call it.</summary>
    public static Bilingual Said(this DateFactor factor) =>
        factor switch
        {
            DateFactor.NeverInspected => new("从未检查", "never inspected"),
            DateFactor.OpenGeneral => new("未了结的一般隐患", "open findings"),
            DateFactor.OpenMajor => new("未了结的重大隐患", "open major findings"),
            DateFactor.SlowToMend => new("以往整改慢", "slow to be put right before"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
