namespace SmallMatters.Patterns.Density;

/// <summary>
/// The exact Gaussian sum for many points: each cell keeps moments of its points about its centre, and Hermite functions
/// carry them to all cells. The order is chosen so that what is cut off lies below 1e-13 of a hill's peak, so that no
/// position is rounded; the cost follows the cells instead of the points.
/// </summary>
/// <remarks>Greengard and Strain (1991), "The fast Gauss transform", SIAM Journal on Scientific and Statistical Computing 12(1).</remarks>
internal static class HermiteSum
{
    private const int HighestOrder = 14;

    /// <summary>Order needed for cells of this size, or −1 when the hills are too narrow for it.</summary>
    public static int OrderFor(Grid grid, double bandwidth)
    {
        var offset = Math.Max(grid.CellWidth, grid.CellHeight) / 2 / bandwidth;
        var term = 1.0;
        for (var order = 0; order <= HighestOrder; order++)
        {
            // Cramér's inequality bounds the next term by offset^(order + 1) / √((order + 1)!).
            term *= offset / Math.Sqrt(order + 1);
            if (term < 1e-13)
            {
                return order;
            }
        }
        return -1;
    }

    /// <summary>Multiplications that the sum takes.</summary>
    public static double Cost(Grid grid, int order, int reachX, int reachY) =>
        (double)grid.Count
        * ((order + 1.0) * (order + 2) / 2 * Math.Min(grid.Rows, 2 * reachY) + (order + 1) * Math.Min(grid.Columns, 2 * reachX));

    /// <summary>Adds the hills of points inside the grid.</summary>
    public static double[] Sum(
        double[] x,
        double[] y,
        double[] weights,
        Grid grid,
        double bandwidth,
        int order,
        int reachX,
        int reachY,
        int threads
    )
    {
        var count = grid.Count;
        var moments = new double[(order + 1) * (order + 2) / 2][];
        for (var m = 0; m < moments.Length; m++)
        {
            moments[m] = new double[count];
        }
        for (var i = 0; i < x.Length; i++)
        {
            var cell = grid.CellOf(x[i], y[i]);
            var u = (x[i] - grid.CentreX(cell % grid.Columns)) / bandwidth;
            var v = (y[i] - grid.CentreY(cell / grid.Columns)) / bandwidth;
            var alongX = weights[i];
            for (int k = 0, m = 0; k <= order; k++)
            {
                var value = alongX;
                for (var l = 0; k + l <= order; l++, m++)
                {
                    moments[m][cell] += value;
                    value *= v / (l + 1);
                }
                alongX *= u / (k + 1);
            }
        }
        var tapsX = Enumerable
            .Range(0, order + 1)
            .Select(k => Hermite(k, grid.CellWidth, bandwidth, Math.Min(reachX, grid.Columns)))
            .ToArray();
        var tapsY = Enumerable
            .Range(0, order + 1)
            .Select(k => Hermite(k, grid.CellHeight, bandwidth, Math.Min(reachY, grid.Rows)))
            .ToArray();
        var result = new double[count];
        const int strip = 8;
        Parallel.For(
            0,
            (grid.Rows + strip - 1) / strip,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            block =>
            {
                var line = new double[grid.Columns];
                for (var row = block * strip; row < Math.Min(grid.Rows, (block + 1) * strip); row++)
                {
                    var target = result.AsSpan(row * grid.Columns, grid.Columns);
                    for (int k = 0, m = 0; k <= order; k++)
                    {
                        Array.Clear(line);
                        for (var l = 0; k + l <= order; l++, m++)
                        {
                            AlongY(moments[m], grid, row, tapsY[l], line);
                        }
                        AlongX(line, tapsX[k], target);
                    }
                }
            }
        );
        return result;
    }

    private static void AlongY(double[] moment, Grid grid, int row, double[] taps, double[] line)
    {
        var reach = taps.Length / 2;
        for (var from = Math.Max(0, row - reach); from <= Math.Min(grid.Rows - 1, row + reach); from++)
        {
            KernelDensity.AddScaled(line, moment.AsSpan(from * grid.Columns, grid.Columns), taps[row - from + reach]);
        }
    }

    private static void AlongX(double[] line, double[] taps, Span<double> target)
    {
        var reach = taps.Length / 2;
        for (var from = 0; from < line.Length; from++)
        {
            if (line[from] != 0)
            {
                var (low, high) = (Math.Max(0, from - reach), Math.Min(line.Length - 1, from + reach));
                KernelDensity.AddScaled(target[low..(high + 1)], taps.AsSpan(low - from + reach, high - low + 1), line[from]);
            }
        }
    }

    // Heₖ(d / σ) times the normal density, for every offset in cells.
    private static double[] Hermite(int k, double cell, double bandwidth, int reach)
    {
        var taps = new double[2 * reach + 1];
        for (var offset = -reach; offset <= reach; offset++)
        {
            var u = offset * cell / bandwidth;
            double previous = 0,
                value = 1;
            for (var j = 0; j < k; j++)
            {
                (previous, value) = (value, u * value - j * previous);
            }
            taps[offset + reach] = value * Math.Exp(-u * u / 2) / (bandwidth * Math.Sqrt(2 * Math.PI));
        }
        return taps;
    }
}
