using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Patterns.Knox;

/// <summary>What the Jacquez test found.</summary>
/// <param name="Events">Number of events.</param>
/// <param name="Neighbours">k.</param>
/// <param name="Statistic">Ordered pairs (i, j) where j is among the k nearest of i both in space and in time.</param>
/// <param name="Expected">Its mean under permuted times: n k² / (n − 1).</param>
/// <param name="P">One-sided Monte Carlo p-value; null without replicas.</param>
/// <param name="Simulated">The statistic of each replica, by replica number.</param>
public sealed record JacquezResult(
    int Events,
    int Neighbours,
    long Statistic,
    double Expected,
    double? P,
    IReadOnlyList<long> Simulated
);

/// <summary>
/// The k-nearest-neighbour test for space-time interaction, which needs no distance to be chosen and is not misled when
/// density differs over the area. Ties in distance or time are split in the order of the rows.
/// </summary>
/// <remarks>Jacquez, G. M. (1996), "A k nearest neighbour test for space-time interaction", Statistics in Medicine 15, 1935–1949.</remarks>
public static class JacquezTest
{
    /// <summary>Runs the test.</summary>
    /// <param name="x">East coordinate or longitude of each event.</param>
    /// <param name="y">North coordinate or latitude; same length.</param>
    /// <param name="t">Time of each event; same length.</param>
    /// <param name="k">Number of neighbours, 1 … n − 1.</param>
    /// <param name="metric">How distance is measured.</param>
    /// <param name="monteCarlo">Replicas and seed; null for 999 and seed 1.</param>
    /// <param name="progress">Told the share done, 0 … 1.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="UnusableCoordinatesException">Empty, ragged, constant, non-finite or mis-projected input.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is not between 1 and n − 1.</exception>
    public static JacquezResult Run(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> t,
        int k,
        Metric metric = Metric.Euclidean,
        MonteCarlo? monteCarlo = null,
        IProgress<double>? progress = null,
        CancellationToken cancel = default
    )
    {
        CoordinateCheck.Require(x, y, metric, t);
        monteCarlo ??= new MonteCarlo();
        monteCarlo.Check();
        var n = x.Length;
        if (k < 1 || k >= n)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, "k lies between 1 and the number of events less one.");
        }
        var inSpace = NearestNeighbours.Find(x, y, metric, k, monteCarlo.Threads, cancel);
        var inTime = NearestNeighbours.FindOnLine(t, k);
        foreach (var row in inTime)
        {
            Array.Sort(row);
        }
        var identity = Enumerable.Range(0, n).ToArray();
        var statistic = Count(inSpace, inTime, identity, identity);
        var simulated = new long[monteCarlo.Replicas];
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = monteCarlo.Threads, CancellationToken = cancel };
        Parallel.For(
            0,
            monteCarlo.Replicas,
            options,
            () => (Label: new int[n], Back: new int[n]),
            (replica, _, work) =>
            {
                identity.CopyTo(work.Label, 0);
                new SeededStream(monteCarlo.Seed, (ulong)replica).Shuffle<int>(work.Label);
                for (var i = 0; i < n; i++)
                {
                    work.Back[work.Label[i]] = i;
                }
                simulated[replica] = Count(inSpace, inTime, work.Label, work.Back);
                progress?.Report((double)Interlocked.Increment(ref done) / monteCarlo.Replicas);
                return work;
            },
            _ => { }
        );
        double? p = simulated.Length == 0 ? null : MonteCarlo.PValue(simulated.Count(s => s >= statistic), simulated.Length);
        return new JacquezResult(n, k, statistic, (double)n * k * k / (n - 1), p, simulated);
    }

    // label[i] is the event whose time event i carries; back is its inverse.
    private static long Count(int[][] inSpace, int[][] inTime, int[] label, int[] back)
    {
        var count = 0L;
        for (var i = 0; i < inSpace.Length; i++)
        {
            var timely = inTime[label[i]];
            foreach (var other in timely)
            {
                count += Array.IndexOf(inSpace[i], back[other]) >= 0 ? 1 : 0;
            }
        }
        return count;
    }
}
