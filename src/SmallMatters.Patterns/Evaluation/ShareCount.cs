namespace SmallMatters.Patterns.Evaluation;

/// <summary>A share as it was counted in one place and one period.</summary>
/// <param name="Successes">Those that were so; from 0 to <paramref name="Trials"/>.</param>
/// <param name="Trials">Of how many; 0 when there was nothing to count.</param>
public readonly record struct ShareCount(long Successes, long Trials)
{
    /// <summary>The share, 0 … 1; not a number when there was nothing to count.</summary>
    public double Share => (double)Successes / Trials;

    /// <summary>All of them as one.</summary>
    internal static ShareCount Sum(IEnumerable<ShareCount> counts) =>
        counts.Aggregate(new ShareCount(0, 0), (sum, c) => new ShareCount(sum.Successes + c.Successes, sum.Trials + c.Trials));

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Successes);
        ArgumentOutOfRangeException.ThrowIfLessThan(Trials, Successes);
    }
}

/// <summary>A change of a share, in shares (0.05 is five points), with the ends of its interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record Change(double Value, double Low, double High)
{
    /// <summary>Whether the interval leaves out zero. Where it does not, nothing is said about a change, and not that there is none.</summary>
    public bool IsClear => Low > 0 || High < 0;
}

/// <summary>Why nothing can be said.</summary>
public enum Unsaid
{
    /// <summary>Too few places, with or without.</summary>
    TooFewPlaces,

    /// <summary>Too few periods before or after.</summary>
    TooFewPeriods,

    /// <summary>A period in which there was nothing to count.</summary>
    EmptyPeriod,

    /// <summary>Nothing varies, so that nothing says how large chance is.</summary>
    NoVariation,
}

/// <summary>What has to be true for the figure to mean what it seems to; shown beside it, since no figure can prove it.</summary>
public enum Assumption
{
    /// <summary>Without it, the places with it would have changed as the others did.</summary>
    ParallelTrends,

    /// <summary>Nothing reached the places without it from the places with it.</summary>
    NoSpillover,

    /// <summary>One place's change says nothing of another's.</summary>
    IndependentPlaces,

    /// <summary>The changes of places scatter alike, with and without.</summary>
    LikeScatter,

    /// <summary>The places were not chosen because of an unusual time just before: that goes back to the usual by itself.</summary>
    NotChosenByExtremes,

    /// <summary>Before, the share moved along a straight line, and would have gone on along it.</summary>
    StraightTrend,

    /// <summary>Nothing else began at the same time.</summary>
    NothingElseBegan,

    /// <summary>It was counted in the same way throughout.</summary>
    CountedAlike,

    /// <summary>No seasons, or whole years on both sides.</summary>
    NoSeasons,
}
