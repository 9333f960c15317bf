using SmallMatters.Patterns.Knox;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Patterns.NearRepeat;

/// <summary>
/// What a near-repeat table shows. Each matrix has a row for each distance bin and a column for each time bin.
/// </summary>
/// <param name="SpaceBreaks">Breaks of the distance bins (unit of the metric).</param>
/// <param name="TimeBreaks">Breaks of the time bins (unit of the times).</param>
/// <param name="Closed">Which end belongs to a bin.</param>
/// <param name="Observed">Observed pairs.</param>
/// <param name="Expected">Exact mean number of pairs under permuted times.</param>
/// <param name="Ratio">Observed over expected; NaN where nothing is expected.</param>
/// <param name="SimulatedRatio">Observed over the mean of the replicas, as the Near Repeat Calculator reports it; NaN where that mean is nought or no replica was asked for.</param>
/// <param name="P">One-sided Monte Carlo p-value of each cell, without correction for the number of cells; NaN without replicas.</param>
/// <param name="PAdjusted">Step-down p-value over all cells of the table (Westfall and Young's minimum p): what remains after multiple tests.</param>
public sealed record NearRepeatResult(
    IReadOnlyList<double> SpaceBreaks,
    IReadOnlyList<double> TimeBreaks,
    Closed Closed,
    long[][] Observed,
    double[][] Expected,
    double[][] Ratio,
    double[][] SimulatedRatio,
    double[][] P,
    double[][] PAdjusted
);

/// <summary>
/// Near-repeat analysis: after one event, how much likelier than usual is another, by distance and by time since?
/// </summary>
/// <remarks>
/// Johnson, Bernasco, Bowers, Elffers, Ratcliffe, Rengert and Townsley (2007), "Space-time patterns of risk", Journal of
/// Quantitative Criminology 23, 201–219; Ratcliffe's Near Repeat Calculator 1.3. The adjusted p-values follow Westfall
/// and Young (1993), "Resampling-Based Multiple Testing", in the form of Ge, Dudoit and Speed (2003), Test 12(1).
/// </remarks>
public static class NearRepeatTable
{
    /// <summary>Computes the table.</summary>
    /// <param name="x">East coordinate or longitude of each event.</param>
    /// <param name="y">North coordinate or latitude; same length.</param>
    /// <param name="t">Time of each event, such as the day number; same length.</param>
    /// <param name="spaceBreaks">Rising, not negative; the last may be infinite.</param>
    /// <param name="timeBreaks">Rising, not negative; the last may be infinite.</param>
    /// <param name="closed">Which end of a bin belongs to it.</param>
    /// <param name="metric">How distance is measured.</param>
    /// <param name="monteCarlo">Replicas and seed; null for 999 and seed 1.</param>
    /// <param name="progress">Told the share done, 0 … 1.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="TooManyPairsException">More pairs are near in space than fit into memory.</exception>
    /// <exception cref="UnusableCoordinatesException">Empty, ragged, constant, non-finite or mis-projected input.</exception>
    /// <exception cref="ArgumentException">Breaks that do not rise.</exception>
    public static NearRepeatResult Compute(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> t,
        IReadOnlyList<double> spaceBreaks,
        IReadOnlyList<double> timeBreaks,
        Closed closed = Closed.Right,
        Metric metric = Metric.Euclidean,
        MonteCarlo? monteCarlo = null,
        IProgress<double>? progress = null,
        CancellationToken cancel = default
    )
    {
        monteCarlo ??= new MonteCarlo();
        monteCarlo.Check();
        var space = new Bins(spaceBreaks, closed);
        var time = new Bins(timeBreaks, closed);
        var table = new SpaceTimeTable(x, y, t, space, time, metric, monteCarlo.Threads, cancel);
        var cells = table.Observed.Length;
        var replicas = new long[cells][];
        for (var cell = 0; cell < cells; cell++)
        {
            replicas[cell] = new long[monteCarlo.Replicas];
        }
        table.Replicate(
            monteCarlo,
            (replica, counts) =>
            {
                for (var cell = 0; cell < cells; cell++)
                {
                    replicas[cell][replica] = counts[cell];
                }
            },
            progress,
            cancel
        );

        var none = monteCarlo.Replicas == 0;
        var p = new double[cells];
        var ratio = new double[cells];
        var simulatedRatio = new double[cells];
        for (var cell = 0; cell < cells; cell++)
        {
            var observed = table.Observed[cell];
            ratio[cell] = table.Expected[cell] > 0 ? observed / table.Expected[cell] : double.NaN;
            var mean = none ? 0 : replicas[cell].Average();
            simulatedRatio[cell] = mean > 0 ? observed / mean : double.NaN;
            p[cell] = none ? double.NaN : MonteCarlo.PValue(replicas[cell].Count(s => s >= observed), monteCarlo.Replicas);
        }
        var adjusted = none ? p : StepDown(replicas, p);
        return new NearRepeatResult(
            [.. spaceBreaks],
            [.. timeBreaks],
            closed,
            Rows(table.Observed, time.Count),
            Rows(table.Expected, time.Count),
            Rows(ratio, time.Count),
            Rows(simulatedRatio, time.Count),
            Rows(p, time.Count),
            Rows(adjusted, time.Count)
        );
    }

    private static double[] StepDown(long[][] replicas, double[] p)
    {
        var count = replicas[0].Length;
        var bySmallestP = Enumerable.Range(0, p.Length).OrderBy(cell => p[cell]).ToArray();
        var smallest = new double[count];
        Array.Fill(smallest, 1);
        var adjusted = new double[p.Length];
        for (var rank = bySmallestP.Length - 1; rank >= 0; rank--)
        {
            var cell = bySmallestP[rank];
            var sorted = (long[])replicas[cell].Clone();
            Array.Sort(sorted);
            var extreme = 0;
            for (var replica = 0; replica < count; replica++)
            {
                // A replica's own p-value among the replicas of its cell.
                var atLeast = count - LowerBound(sorted, replicas[cell][replica]);
                smallest[replica] = Math.Min(smallest[replica], (double)atLeast / count);
                extreme += smallest[replica] <= p[cell] ? 1 : 0;
            }
            adjusted[cell] = MonteCarlo.PValue(extreme, count);
        }
        for (var rank = 1; rank < bySmallestP.Length; rank++)
        {
            adjusted[bySmallestP[rank]] = Math.Max(adjusted[bySmallestP[rank]], adjusted[bySmallestP[rank - 1]]);
        }
        return adjusted;
    }

    private static int LowerBound(long[] sorted, long value)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            if (sorted[middle] < value)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }
        return from;
    }

    private static T[][] Rows<T>(T[] cells, int columns) => [.. cells.Chunk(columns)];
}
