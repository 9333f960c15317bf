namespace SmallMatters.Domain.Problems;

/// <summary>
/// Before and after at the place of a problem, against comparison places over the same weeks: the relative incident rate
/// ratio, (after / before) at the place over (after / before) at the comparison. Below 1 the place fared better.
/// </summary>
/// <remarks>
/// Rate ratio of two Poisson ratios with a normal interval on its logarithm (Woolf 1955, Annals of Human Genetics 19, for
/// the variance of a log odds ratio, which has the same form), as used for place-based interventions by Braga and Weisburd.
/// Half an event is added to each cell where one is empty (Haldane–Anscombe). The variance is multiplied by the dispersion of
/// weekly counts, but never by less than 1: real counts vary more than chance alone.
/// </remarks>
/// <param name="Weeks">Weeks before, and as many after.</param>
/// <param name="PlaceBefore">Matters at the place in the weeks before.</param>
/// <param name="PlaceAfter">In the weeks after.</param>
/// <param name="ComparisonBefore">At the comparison places before.</param>
/// <param name="ComparisonAfter">At the comparison places after.</param>
/// <param name="Dispersion">Variance over mean of weekly counts, at least 1.</param>
/// <param name="Ratio">The relative incident rate ratio.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record Effect(
    int Weeks,
    int PlaceBefore,
    int PlaceAfter,
    int ComparisonBefore,
    int ComparisonAfter,
    double Dispersion,
    double Ratio,
    double Low,
    double High
)
{
    /// <summary>Fewer weeks say nothing.</summary>
    public const int FewestWeeks = 4;

    private const double Normal975 = 1.959963984540054;

    /// <summary>Measures from weekly counts, oldest first; all four of one length.</summary>
    /// <exception cref="ArgumentException">The lengths differ or are less than <see cref="FewestWeeks"/>.</exception>
    public static Effect Measure(
        IReadOnlyList<int> placeBefore,
        IReadOnlyList<int> placeAfter,
        IReadOnlyList<int> comparisonBefore,
        IReadOnlyList<int> comparisonAfter
    )
    {
        IReadOnlyList<int>[] cells = [placeBefore, placeAfter, comparisonBefore, comparisonAfter];
        var weeks = placeBefore.Count;
        if (weeks < FewestWeeks || cells.Any(c => c.Count != weeks))
        {
            throw new ArgumentException($"Four series of one length, at least {FewestWeeks} weeks.");
        }
        var sums = Array.ConvertAll(cells, c => c.Sum());
        var added = sums.Any(s => s == 0) ? 0.5 : 0;
        var dispersion = Math.Max(1, DispersionOf(cells));
        var log = Math.Log((sums[1] + added) / (sums[0] + added)) - Math.Log((sums[3] + added) / (sums[2] + added));
        var half = Normal975 * Math.Sqrt(dispersion * sums.Sum(s => 1 / (s + added)));
        return new Effect(
            weeks,
            sums[0],
            sums[1],
            sums[2],
            sums[3],
            dispersion,
            Math.Exp(log),
            Math.Exp(log - half),
            Math.Exp(log + half)
        );
    }

    // Pearson's statistic over its degrees of freedom, each series around its own mean.
    private static double DispersionOf(IReadOnlyList<int>[] cells)
    {
        double statistic = 0;
        var freedom = 0;
        foreach (var cell in cells)
        {
            var mean = cell.Average();
            if (mean > 0)
            {
                statistic += cell.Sum(n => (n - mean) * (n - mean)) / mean;
                freedom += cell.Count - 1;
            }
        }
        return freedom == 0 ? 1 : statistic / freedom;
    }
}
