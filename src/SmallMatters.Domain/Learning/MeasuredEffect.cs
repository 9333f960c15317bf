using SmallMatters.Domain.Performance;

namespace SmallMatters.Domain.Learning;

/// <summary>Why nothing can be said of an effect.</summary>
public enum NothingSaid
{
    /// <summary>Too few areas, with or without.</summary>
    TooFewPlaces,

    /// <summary>Too few stretches of four weeks.</summary>
    TooFewPeriods,

    /// <summary>A stretch without anything to count.</summary>
    EmptyPeriod,

    /// <summary>Nothing varies, so that nothing says how large chance is.</summary>
    NoVariation,

    /// <summary>Fewer than thirty were counted in one of the four groups (SPEC §11).</summary>
    TooFewCounted,

    /// <summary>Not one stretch is over.</summary>
    NotYet,

    /// <summary>The reader's appointment does not cover all of the areas.</summary>
    NotYourAreas,

    /// <summary>The definition of the measure changed since it was chosen.</summary>
    MeasureChanged,
}

/// <summary>What a figure shows.</summary>
public enum Shows
{
    /// <summary>The whole interval is on the better side of zero.</summary>
    Better,

    /// <summary>The interval holds zero: no difference is seen, which does not prove that there is none.</summary>
    NoDifference,

    /// <summary>The whole interval is on the worse side of zero.</summary>
    Worse,

    /// <summary>Nothing can be said.</summary>
    Nothing,
}

/// <summary>A change of a share with its 95 per cent interval, in shares (0.05 is five points).</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record ShareChange(double Value, double Low, double High);

/// <summary>
/// The effect of something that is done in areas, as it was counted at one time. Of areas; there is no place in it for a person or a unit.
/// </summary>
/// <param name="Compared">What was compared.</param>
/// <param name="FormulaVersion">The version of the way in which it was computed.</param>
/// <param name="Stretches">How many stretches of four weeks were counted after the first day, and as many before it.</param>
/// <param name="Before">Counts of the areas with it, before.</param>
/// <param name="After">Counts of the areas with it, after.</param>
/// <param name="OthersBefore">Counts of the areas compared with, before.</param>
/// <param name="OthersAfter">Counts of the areas compared with, after.</param>
/// <param name="Difference">How much more the areas with it changed than the others; null when that cannot be said.</param>
/// <param name="WhyNot">Why not; null when it can.</param>
/// <param name="PValue">The share of all ways to choose the areas that give at least such a difference; null when unsaid.</param>
/// <param name="TrendBefore">How much faster the share rose a stretch where it was to be done, before it was; null when unsaid.</param>
/// <param name="Jump">The jump of the areas with it against their own line of before; null when that cannot be said.</param>
/// <param name="WhyNoJump">Why not; null when it can.</param>
public sealed record MeasuredEffect(
    Comparison Compared,
    int FormulaVersion,
    int Stretches,
    MeasureCounts Before,
    MeasureCounts After,
    MeasureCounts OthersBefore,
    MeasureCounts OthersAfter,
    ShareChange? Difference,
    NothingSaid? WhyNot,
    double? PValue,
    ShareChange? TrendBefore,
    ShareChange? Jump,
    NothingSaid? WhyNoJump
)
{
    /// <summary>
    /// What it shows. The comparison with other areas decides; a jump of a series alone does not, since anything else that began at
    /// the same time would give it too.
    /// </summary>
    public Shows Shows() =>
        Difference is not { } change ? Learning.Shows.Nothing
        : change.Low > 0
            ? IsHigherBetter ? Learning.Shows.Better
                : Learning.Shows.Worse
        : change.High < 0
            ? IsHigherBetter ? Learning.Shows.Worse
                : Learning.Shows.Better
        : Learning.Shows.NoDifference;

    /// <summary>Whether each of the four shares has something that it is a share of.</summary>
    public bool HasDenominators() => Before.Total > 0 && After.Total > 0 && OthersBefore.Total > 0 && OthersAfter.Total > 0;

    private bool IsHigherBetter => Measure.For(Compared.Measure).HigherIsBetter;
}
