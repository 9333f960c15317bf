using System.Collections.Immutable;
using SmallMatters.Patterns.Numbers;
using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Patterns.Evaluation;

/// <summary>What was counted in one place.</summary>
/// <param name="Place">Its code.</param>
/// <param name="With">Whether what is evaluated was done there.</param>
/// <param name="Before">Period by period before the first day, oldest first; the same periods in each place.</param>
/// <param name="After">Period by period from the first day.</param>
public sealed record PlaceCounts(string Place, bool With, ImmutableArray<ShareCount> Before, ImmutableArray<ShareCount> After);

/// <summary>The change of the places with it less the change of the places without.</summary>
/// <param name="Effect">The difference; null when it cannot be said.</param>
/// <param name="WhyNot">Why it cannot be said; null when it can.</param>
/// <param name="PValue">
/// The share of all ways to name as many places "with" in which the difference is at least as large; not a number when unsaid.
/// </param>
/// <param name="LeastPValue">The smallest that so few places can give. Above 0.05, the interval alone speaks.</param>
/// <param name="TrendBefore">
/// How much faster the share rose per period in the places with it, before anything was done; null when there are too few periods.
/// Where it is clear, the effect is not to be believed. Where it is not, that proves nothing (Roth 2022, AER: Insights 4, 305–322).
/// </param>
/// <param name="With">Places with it that were counted.</param>
/// <param name="Without">Places without it that were counted.</param>
/// <param name="LeftOut">Places in which there was nothing to count before or after.</param>
public sealed record PlacesEffect(
    Change? Effect,
    Unsaid? WhyNot,
    double PValue,
    double LeastPValue,
    Change? TrendBefore,
    int With,
    int Without,
    ImmutableArray<string> LeftOut
)
{
    /// <summary>What is assumed.</summary>
    public static ImmutableArray<Assumption> Assumed { get; } =
    [
        Assumption.ParallelTrends,
        Assumption.NoSpillover,
        Assumption.IndependentPlaces,
        Assumption.LikeScatter,
        Assumption.NotChosenByExtremes,
        Assumption.CountedAlike,
    ];
}

/// <summary>
/// Difference in differences of shares between places with something and places without. The place is what is drawn, not the
/// matter: the matters of one place go up and down together, and counting each of them as a witness of its own finds effects where
/// there are none. So each place is brought to one number, its share after less its share before, and these are compared.
/// </summary>
/// <remarks>
/// One number a place also takes care of what one period inherits from the one before (Bertrand, Duflo and Mullainathan 2004, QJE
/// 119, 249–275). The interval is Student's with places − 2 degrees of freedom and one variance (Donald and Lang 2007, Review of
/// Economics and Statistics 89, 221–233); every place weighs alike. Beside it stands Fisher's randomisation test over places, exact
/// up to 20,000 ways and by 9,999 draws above, which asks for no normal distribution.
/// </remarks>
public static class DifferenceInDifferences
{
    /// <summary>The fewest places in all.</summary>
    public const int FewestPlaces = 6;

    /// <summary>The fewest places without it, however many have it.</summary>
    public const int FewestWithout = 3;

    /// <summary>The fewest periods before in which the trends are compared.</summary>
    public const int FewestTrendPeriods = 3;

    private const int MostWays = 20_000;
    private const int Draws = 9_999;

    /// <summary>The change of the places with it less the change of the others.</summary>
    /// <param name="places">All places, each once.</param>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <param name="seed">Names the draws of the randomisation test, where it is not exact.</param>
    /// <exception cref="ArgumentOutOfRangeException">Counts or confidence out of range.</exception>
    public static PlacesEffect Estimate(IReadOnlyList<PlaceCounts> places, double confidence = 0.95, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        foreach (var count in places.SelectMany(p => p.Before.Concat(p.After)))
        {
            count.Check();
        }
        var counted = places
            .Select(p => (Place: p, Before: ShareCount.Sum(p.Before), After: ShareCount.Sum(p.After)))
            .ToLookup(p => p.Before.Trials > 0 && p.After.Trials > 0);
        double[] Changes(bool with) =>
            [.. counted[true].Where(p => p.Place.With == with).Select(p => p.After.Share - p.Before.Share)];

        var (treated, others) = (Changes(true), Changes(false));
        PlacesEffect Said(Change? effect, Unsaid? whyNot, double p, double least, Change? trend) =>
            new(effect, whyNot, p, least, trend, treated.Length, others.Length, [.. counted[false].Select(c => c.Place.Place)]);

        if (!AreEnough(treated, others))
        {
            return Said(null, Unsaid.TooFewPlaces, double.NaN, double.NaN, null);
        }
        if (Contrast(treated, others, confidence) is not { } effect)
        {
            return Said(null, Unsaid.NoVariation, double.NaN, double.NaN, null);
        }
        var (pValue, least) = Randomised(treated, others, seed);
        return Said(effect, null, pValue, least, TrendOf([.. counted[true].Select(c => c.Place)], confidence));
    }

    private static bool AreEnough(double[] treated, double[] others) =>
        treated.Length > 0 && others.Length >= FewestWithout && treated.Length + others.Length >= FewestPlaces;

    // The difference of two means with Student's interval; null when nothing varies.
    private static Change? Contrast(double[] treated, double[] others, double confidence)
    {
        var freedom = treated.Length + others.Length - 2;
        var (a, b) = (treated.Average(), others.Average());
        var squares = treated.Sum(x => (x - a) * (x - a)) + others.Sum(x => (x - b) * (x - b));
        // Shares are quotients: below this, what is left is rounding.
        if (squares < 1e-24)
        {
            return null;
        }
        var error = Math.Sqrt(squares / freedom * (1.0 / treated.Length + 1.0 / others.Length));
        var reach = Distributions.StudentCritical(1 - confidence, freedom) * error;
        return new Change(a - b, a - b - reach, a - b + reach);
    }

    private static Change? TrendOf(PlaceCounts[] places, double confidence)
    {
        var slopes = places
            .Select(p =>
                (
                    p.With,
                    Points: p.Before.Select((c, period) => (X: (double)period, Count: c)).Where(x => x.Count.Trials > 0).ToArray()
                )
            )
            .Where(p => p.Points.Length >= FewestTrendPeriods)
            .Select(p => (p.With, Slope: SlopeOf([.. p.Points.Select(x => (x.X, x.Count.Share))])))
            .ToArray();
        double[] Of(bool with) => [.. slopes.Where(s => s.With == with).Select(s => s.Slope)];

        return AreEnough(Of(true), Of(false)) ? Contrast(Of(true), Of(false), confidence) : null;
    }

    private static double SlopeOf((double X, double Y)[] points)
    {
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }

    private static (double PValue, double Least) Randomised(double[] treated, double[] others, ulong seed)
    {
        double[] all = [.. treated, .. others];
        var (total, size) = (all.Sum(), treated.Length);
        double Distance(double sum) => Math.Abs(sum / size - (total - sum) / (all.Length - size));

        var seen = Distance(treated.Sum()) - 1e-12;
        var ways = Ways(all.Length, size);
        if (ways <= MostWays)
        {
            return (CountWays(all, size, 0, 0, sum => Distance(sum) >= seen) / ways, 1 / ways);
        }
        var (stream, extreme) = (new SeededStream(seed), 0);
        for (var draw = 0; draw < Draws; draw++)
        {
            stream.Shuffle(all.AsSpan());
            extreme += Distance(all.AsSpan(0, size).ToArray().Sum()) >= seen ? 1 : 0;
        }
        return (MonteCarlo.PValue(extreme, Draws), MonteCarlo.PValue(0, Draws));
    }

    private static double CountWays(double[] all, int left, int from, double sum, Func<double, bool> counts)
    {
        if (left == 0)
        {
            return counts(sum) ? 1 : 0;
        }
        var found = 0.0;
        for (var next = from; next <= all.Length - left; next++)
        {
            found += CountWays(all, left - 1, next + 1, sum + all[next], counts);
        }
        return found;
    }

    private static double Ways(int places, int chosen)
    {
        var ways = 1.0;
        for (var i = 1; i <= chosen; i++)
        {
            ways = ways * (places - chosen + i) / i;
        }
        return Math.Round(ways);
    }
}
