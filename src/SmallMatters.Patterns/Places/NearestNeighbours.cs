namespace SmallMatters.Patterns.Places;

/// <summary>The k nearest neighbours of every point, by a k-d tree; ties in distance go to the earlier row.</summary>
public static class NearestNeighbours
{
    /// <summary>Nearest first, the point itself excluded; one array of <paramref name="k"/> rows for each point.</summary>
    /// <param name="x">East coordinate or longitude.</param>
    /// <param name="y">North coordinate or latitude; same length.</param>
    /// <param name="metric">How distance is measured.</param>
    /// <param name="k">1 … n − 1.</param>
    /// <param name="threads">Most threads at once.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="UnusableCoordinatesException">The points cannot be used.</exception>
    public static int[][] Find(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        Metric metric,
        int k,
        int threads = 1,
        CancellationToken cancel = default
    )
    {
        CoordinateCheck.Require(x, y, metric);
        if (k < 1 || k >= x.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, "k lies between 1 and the number of points less one.");
        }
        var tree = new KdTree(x, y, metric);
        var result = new int[x.Length][];
        Parallel.For(
            0,
            result.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            i => result[i] = tree.Nearest(i, k)
        );
        return result;
    }

    /// <summary>Nearest times first, the event itself excluded; ties go to the earlier row.</summary>
    /// <param name="t">Times, finite.</param>
    /// <param name="k">1 … n − 1.</param>
    public static int[][] FindOnLine(ReadOnlySpan<double> t, int k)
    {
        var times = t.ToArray();
        var order = Enumerable.Range(0, times.Length).OrderBy(i => times[i]).ToArray();
        var result = new int[times.Length][];
        var candidates = new List<int>();
        for (var p = 0; p < order.Length; p++)
        {
            var own = times[order[p]];
            var (left, right) = (p - 1, p + 1);
            candidates.Clear();
            var reach = 0.0;
            // Everything as near as the k-th neighbour is a candidate, so that ties are settled by row and not by the sort.
            while (left >= 0 || right < order.Length)
            {
                var toLeft = left >= 0 ? own - times[order[left]] : double.PositiveInfinity;
                var toRight = right < order.Length ? times[order[right]] - own : double.PositiveInfinity;
                var next = Math.Min(toLeft, toRight);
                if (candidates.Count >= k && next > reach)
                {
                    break;
                }
                reach = next;
                candidates.Add(toLeft <= toRight ? order[left--] : order[right++]);
            }
            result[order[p]] = [.. candidates.OrderBy(j => Math.Abs(times[j] - own)).ThenBy(j => j).Take(k)];
        }
        return result;
    }
}

/// <summary>
/// A k-d tree over plane points, or over points of the unit sphere where straight-line order equals great-circle order.
/// </summary>
internal sealed class KdTree
{
    private const int LeafSize = 12;
    private readonly Metric metric;
    private readonly double[][] axes;
    private readonly int[] items;

    public KdTree(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Metric metric)
    {
        this.metric = metric;
        var n = x.Length;
        if (metric == Metric.GreatCircle)
        {
            axes = [new double[n], new double[n], new double[n]];
            for (var i = 0; i < n; i++)
            {
                var (longitude, latitude) = (double.DegreesToRadians(x[i]), double.DegreesToRadians(y[i]));
                axes[0][i] = Math.Cos(latitude) * Math.Cos(longitude);
                axes[1][i] = Math.Cos(latitude) * Math.Sin(longitude);
                axes[2][i] = Math.Sin(latitude);
            }
        }
        else
        {
            axes = [x.ToArray(), y.ToArray()];
        }
        items = [.. Enumerable.Range(0, n)];
        Split(0, n, 0);
    }

    /// <summary>The k nearest rows of row <paramref name="i"/>, nearest first, itself excluded.</summary>
    public int[] Nearest(int i, int k)
    {
        var best = new Best(k);
        Search(0, items.Length, 0, i, ref best);
        return best.Rows;
    }

    private void Split(int from, int to, int depth)
    {
        if (to - from <= LeafSize)
        {
            return;
        }
        var axis = axes[depth % axes.Length];
        items.AsSpan(from, to - from).Sort((a, b) => axis[a] != axis[b] ? axis[a].CompareTo(axis[b]) : a.CompareTo(b));
        var middle = (from + to) >>> 1;
        Split(from, middle, depth + 1);
        Split(middle + 1, to, depth + 1);
    }

    private void Search(int from, int to, int depth, int i, ref Best best)
    {
        if (to - from <= LeafSize)
        {
            for (var at = from; at < to; at++)
            {
                Offer(items[at], i, ref best);
            }
            return;
        }
        var middle = (from + to) >>> 1;
        var axis = axes[depth % axes.Length];
        var offset = axis[i] - axis[items[middle]];
        Offer(items[middle], i, ref best);
        if (offset < 0)
        {
            Search(from, middle, depth + 1, i, ref best);
        }
        else
        {
            Search(middle + 1, to, depth + 1, i, ref best);
        }
        var nearestBeyond = metric == Metric.Manhattan ? Math.Abs(offset) : offset * offset;
        if (nearestBeyond <= best.Worst)
        {
            if (offset < 0)
            {
                Search(middle + 1, to, depth + 1, i, ref best);
            }
            else
            {
                Search(from, middle, depth + 1, i, ref best);
            }
        }
    }

    private void Offer(int j, int i, ref Best best)
    {
        if (j == i)
        {
            return;
        }
        var sum = 0.0;
        foreach (var axis in axes)
        {
            var d = axis[i] - axis[j];
            sum += metric == Metric.Manhattan ? Math.Abs(d) : d * d;
        }
        best.Offer(sum, j);
    }

    private struct Best(int k)
    {
        private readonly double[] measures = new double[k];
        private int count;

        public readonly int[] Rows { get; } = new int[k];

        public readonly double Worst => count < k ? double.PositiveInfinity : measures[k - 1];

        public void Offer(double measure, int row)
        {
            if (count == k && (measure > measures[k - 1] || (measure == measures[k - 1] && row > Rows[k - 1])))
            {
                return;
            }
            var at = count < k ? count++ : k - 1;
            while (at > 0 && (measures[at - 1] > measure || (measures[at - 1] == measure && Rows[at - 1] > row)))
            {
                measures[at] = measures[at - 1];
                Rows[at] = Rows[at - 1];
                at--;
            }
            measures[at] = measure;
            Rows[at] = row;
        }
    }
}
