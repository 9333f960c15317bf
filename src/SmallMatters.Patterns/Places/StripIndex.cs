namespace SmallMatters.Patterns.Places;

/// <summary>
/// Finds all pairs of points within a distance at a cost that follows the number of near pairs: points are sorted into
/// strips as high as the distance and by x within a strip, so that the neighbours of a point are runs in its own strip
/// and the next one. Points are addressed by their position in that order; <see cref="Order"/> leads back to the row.
/// </summary>
internal sealed class StripIndex
{
    private readonly Metric metric;
    private readonly double reach;
    private readonly double reachDegrees;
    private readonly int[] rowStart;
    private readonly int[] rowOf;
    private readonly double[] px;
    private readonly double[] py;

    public StripIndex(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Metric metric, double reach)
    {
        this.metric = metric;
        this.reach = reach;
        var n = x.Length;
        double minY = double.MaxValue,
            maxY = double.MinValue;
        foreach (var value in y)
        {
            minY = Math.Min(minY, value);
            maxY = Math.Max(maxY, value);
        }
        reachDegrees = metric == Metric.GreatCircle ? double.RadiansToDegrees(reach / Distances.EarthRadius) : reach;
        var height = Math.Max(reachDegrees * (1 + 1e-9), (maxY - minY) / n);
        if (!(height > 0))
        {
            height = 1;
        }
        var rows = (int)((maxY - minY) / height) + 1;
        var rowOfPoint = new int[n];
        var xs = x.ToArray();
        Order = new int[n];
        for (var i = 0; i < n; i++)
        {
            rowOfPoint[i] = Math.Min(rows - 1, (int)((y[i] - minY) / height));
            Order[i] = i;
        }
        Array.Sort(
            Order,
            (a, b) =>
            {
                var byRow = rowOfPoint[a].CompareTo(rowOfPoint[b]);
                var byX = byRow != 0 ? byRow : xs[a].CompareTo(xs[b]);
                return byX != 0 ? byX : a.CompareTo(b);
            }
        );
        rowStart = new int[rows + 1];
        rowOf = new int[n];
        px = new double[n];
        py = new double[n];
        for (var p = 0; p < n; p++)
        {
            px[p] = x[Order[p]];
            py[p] = y[Order[p]];
            rowOf[p] = rowOfPoint[Order[p]];
            rowStart[rowOf[p] + 1]++;
        }
        for (var r = 0; r < rows; r++)
        {
            rowStart[r + 1] += rowStart[r];
        }
    }

    /// <summary>Row of the caller's arrays at each position.</summary>
    public int[] Order { get; }

    /// <summary>Calls <paramref name="found"/> for every later position within reach of <paramref name="p"/>, each pair once.</summary>
    public void Visit<TVisitor>(int p, ref TVisitor found)
        where TVisitor : struct, IPairVisitor
    {
        var window = HalfWindow(py[p]);
        var row = rowOf[p];
        Run(p, p + 1, rowStart[row + 1], px[p] + window, ref found);
        if (row + 2 < rowStart.Length)
        {
            var start = LowerBound(rowStart[row + 1], rowStart[row + 2], px[p] - window);
            Run(p, start, rowStart[row + 2], px[p] + window, ref found);
        }
        if (metric == Metric.GreatCircle && window < 180)
        {
            AcrossDateLine(p, row, window, ref found);
        }
    }

    private void AcrossDateLine<TVisitor>(int p, int row, double window, ref TVisitor found)
        where TVisitor : struct, IPairVisitor
    {
        if (px[p] - window < -180)
        {
            for (var r = row; r <= row + 1 && r + 1 < rowStart.Length; r++)
            {
                var from = LowerBound(rowStart[r], rowStart[r + 1], px[p] - window + 360);
                // Within the own strip a neighbour inside the plain window was already met.
                from = Math.Max(from, LowerBound(rowStart[r], rowStart[r + 1], Math.BitIncrement(px[p] + window)));
                Run(p, Math.Max(from, p + 1), rowStart[r + 1], double.MaxValue, ref found);
            }
        }
        if (px[p] + window > 180 && row + 2 < rowStart.Length)
        {
            var limit = Math.Min(px[p] + window - 360, Math.BitDecrement(px[p] - window));
            Run(p, rowStart[row + 1], rowStart[row + 2], limit, ref found);
        }
    }

    private double HalfWindow(double latitude)
    {
        if (metric != Metric.GreatCircle)
        {
            return reach;
        }
        if (Math.Abs(latitude) + reachDegrees >= 90)
        {
            return 360;
        }
        var sine = Math.Sin(reach / Distances.EarthRadius) / Math.Cos(double.DegreesToRadians(latitude));
        return sine >= 1 ? 360 : double.RadiansToDegrees(Math.Asin(sine)) * (1 + 1e-9) + 1e-12;
    }

    private void Run<TVisitor>(int p, int from, int to, double lastX, ref TVisitor found)
        where TVisitor : struct, IPairVisitor
    {
        var (x, y) = (px[p], py[p]);
        for (var q = from; q < to && px[q] <= lastX; q++)
        {
            var distance = Distances.Between(metric, x, y, px[q], py[q]);
            if (distance <= reach)
            {
                found.Found(q, distance);
            }
        }
    }

    private int LowerBound(int from, int to, double value)
    {
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            if (px[middle] < value)
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
}

/// <summary>Receives the neighbours of one point.</summary>
internal interface IPairVisitor
{
    /// <summary>A neighbour at position <paramref name="q"/>.</summary>
    void Found(int q, double distance);
}
