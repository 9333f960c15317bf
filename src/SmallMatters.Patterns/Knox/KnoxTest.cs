using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Patterns.Knox;

/// <summary>What the Knox test found.</summary>
/// <param name="Events">Number of events n.</param>
/// <param name="ClosePairs">Pairs close in space and in time: the statistic.</param>
/// <param name="Expected">Its exact mean under random permutation of the times: space pairs × time pairs / all pairs.</param>
/// <param name="SpacePairs">Pairs close in space.</param>
/// <param name="TimePairs">Pairs close in time.</param>
/// <param name="P">One-sided Monte Carlo p-value (1 + replicas ≥ observed) / (1 + replicas); null without replicas.</param>
/// <param name="Simulated">The statistic of each replica, by replica number.</param>
public sealed record KnoxResult(
    int Events,
    long ClosePairs,
    double Expected,
    long SpacePairs,
    long TimePairs,
    double? P,
    IReadOnlyList<long> Simulated
)
{
    /// <summary>Observed over expected; NaN when nothing is expected.</summary>
    public double Ratio => Expected > 0 ? ClosePairs / Expected : double.NaN;
}

/// <summary>
/// The Knox test for space-time interaction: are events that are near each other in space also near each other in time
/// more often than if their times were shuffled? A city's rhythm and a city's shape alone do not trigger it.
/// </summary>
/// <remarks>Knox, E. G. (1964), "The detection of space-time interactions", Applied Statistics 13(1), 25–29.</remarks>
public static class KnoxTest
{
    /// <summary>Runs the test. Cost grows with the pairs close in space, not with all pairs.</summary>
    /// <param name="x">East coordinate or longitude of each event.</param>
    /// <param name="y">North coordinate or latitude; same length.</param>
    /// <param name="t">Time of each event in any unit, such as days; same length.</param>
    /// <param name="space">Close in space means distance ≤ this (unit of the metric).</param>
    /// <param name="time">Close in time means difference ≤ this (unit of <paramref name="t"/>).</param>
    /// <param name="metric">How distance is measured.</param>
    /// <param name="monteCarlo">Replicas and seed; null for 999 and seed 1.</param>
    /// <param name="progress">Told the share done, 0 … 1.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="TooManyPairsException">More pairs are near in space than fit into memory.</exception>
    /// <exception cref="UnusableCoordinatesException">Empty, ragged, constant, non-finite or mis-projected input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A threshold is negative or not finite.</exception>
    public static KnoxResult Run(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> t,
        double space,
        double time,
        Metric metric = Metric.Euclidean,
        MonteCarlo? monteCarlo = null,
        IProgress<double>? progress = null,
        CancellationToken cancel = default
    )
    {
        RequireThreshold(space, nameof(space));
        RequireThreshold(time, nameof(time));
        monteCarlo ??= new MonteCarlo();
        monteCarlo.Check();
        var table = new SpaceTimeTable(x, y, t, UpTo(space), UpTo(time), metric, monteCarlo.Threads, cancel);
        var observed = table.Observed[0];
        var simulated = new long[monteCarlo.Replicas];
        table.Replicate(monteCarlo, (replica, counts) => simulated[replica] = counts[0], progress, cancel);
        double? p = simulated.Length == 0 ? null : MonteCarlo.PValue(simulated.Count(s => s >= observed), simulated.Length);
        return new KnoxResult(x.Length, observed, table.Expected[0], table.SpaceMargin(0), table.TimeMargin(0), p, simulated);
    }

    // One bin [0, threshold]; a threshold of nought still needs a rising pair of breaks.
    private static Bins UpTo(double threshold) =>
        threshold > 0 ? new Bins([0, threshold], Closed.Right) : new Bins([0, double.Epsilon], Closed.Left);

    private static void RequireThreshold(double value, string name)
    {
        if (!double.IsFinite(value) || value < 0)
        {
            throw new ArgumentOutOfRangeException(name, value, "A threshold is a finite number that is not negative.");
        }
    }
}
