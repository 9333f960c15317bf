using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Patterns.Knox;

/// <summary>
/// The table that the Knox test and the near-repeat table share: observed pairs by distance bin and time bin, the exact
/// expectation under permuted times, and the replicas. Margins are invariant under permutation, so that bins without an
/// upper end are what the finite ones leave over, and need no pair to be visited.
/// </summary>
internal sealed class SpaceTimeTable
{
    private readonly Bins space;
    private readonly Bins time;
    private readonly long[] rowTotals;
    private readonly long[] timeCumulative;
    private readonly long allPairs;
    private readonly PairCounter counter;

    public SpaceTimeTable(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> t,
        Bins space,
        Bins time,
        Metric metric,
        int threads,
        CancellationToken cancel
    )
    {
        CoordinateCheck.Require(x, y, metric, t);
        this.space = space;
        this.time = time;
        allPairs = (long)x.Length * (x.Length - 1) / 2;
        var pairs = ClosePairs.Find(x, y, metric, space, threads, cancel);
        rowTotals = pairs.Totals;
        var sorted = t.ToArray();
        Array.Sort(sorted);
        timeCumulative = [.. time.Thresholds.Select(threshold => PairsWithin(sorted, threshold))];
        counter = new PairCounter(pairs, t, time);
        Observed = Fold(counter.Observed());
        Expected = new double[space.Count * time.Count];
        for (var i = 0; i < space.Count; i++)
        {
            for (var j = 0; j < time.Count; j++)
            {
                Expected[i * time.Count + j] = allPairs == 0 ? 0 : (double)SpaceMargin(i) / allPairs * TimeMargin(j);
            }
        }
    }

    public long[] Observed { get; }

    public double[] Expected { get; }

    /// <summary>Pairs in a distance bin, whatever their time.</summary>
    public long SpaceMargin(int bin) =>
        bin == space.Count - 1 && space.EndsOpen ? allPairs - rowTotals.Sum() : rowTotals[bin + 1];

    /// <summary>Pairs in a time bin, whatever their distance.</summary>
    public long TimeMargin(int bin) =>
        (bin == time.Count - 1 && time.EndsOpen ? allPairs : timeCumulative[bin + 1]) - timeCumulative[bin];

    public void Replicate(
        MonteCarlo monteCarlo,
        Action<int, long[]> use,
        IProgress<double>? progress,
        CancellationToken cancel
    ) => counter.Replicate(monteCarlo, (replica, counts) => use(replica, Fold(counts)), progress, cancel);

    private long[] Fold(long[] cumulative)
    {
        var thresholds = time.Thresholds.Length;
        var table = new long[space.Count * time.Count];
        for (var j = 0; j < time.Count; j++)
        {
            var openTime = j == time.Count - 1 && time.EndsOpen;
            var inFiniteRows = 0L;
            for (var slot = 0; slot < rowTotals.Length; slot++)
            {
                var upTo = openTime ? rowTotals[slot] : cumulative[slot * thresholds + j + 1];
                var cell = upTo - cumulative[slot * thresholds + j];
                inFiniteRows += cell;
                if (slot > 0)
                {
                    table[(slot - 1) * time.Count + j] = cell;
                }
            }
            if (space.EndsOpen)
            {
                table[(space.Count - 1) * time.Count + j] = TimeMargin(j) - inFiniteRows;
            }
        }
        return table;
    }

    private static long PairsWithin(double[] sorted, double threshold)
    {
        var pairs = 0L;
        var from = 0;
        for (var to = 0; to < sorted.Length; to++)
        {
            while (from < to && sorted[to] - sorted[from] > threshold)
            {
                from++;
            }
            pairs += threshold < 0 ? 0 : to - from;
        }
        return pairs;
    }
}
