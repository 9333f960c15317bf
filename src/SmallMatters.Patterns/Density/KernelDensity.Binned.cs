namespace SmallMatters.Patterns.Density;

public static partial class KernelDensity
{
    private const int SmallMask = 2000;

    /// <summary>
    /// Points are first shared out among the four nearest cell centres (linear binning), then smoothed; much faster for
    /// many points, with an error that falls with the square of cell over bandwidth. Points outside the grid are left out.
    /// </summary>
    /// <inheritdoc cref="Exact"/>
    public static double[] Binned(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        Grid grid,
        double bandwidth,
        Kernel kernel = Kernel.Gaussian,
        EdgeCorrection edge = EdgeCorrection.None,
        ReadOnlySpan<double> weights = default
    )
    {
        Check(x, y, grid, bandwidth, weights);
        var counts = new double[grid.Count];
        var (scaleX, scaleY) = (1 / grid.CellWidth, 1 / grid.CellHeight);
        for (var i = 0; i < x.Length; i++)
        {
            if (!(x[i] >= grid.MinX && x[i] <= grid.MaxX && y[i] >= grid.MinY && y[i] <= grid.MaxY))
            {
                continue;
            }
            var weight = weights.IsEmpty ? 1 : weights[i];
            var (column, shareX) = Neighbour((x[i] - grid.MinX) * scaleX - 0.5, grid.Columns);
            var (row, shareY) = Neighbour((y[i] - grid.MinY) * scaleY - 0.5, grid.Rows);
            var here = row * grid.Columns + column;
            var right = column + 1 < grid.Columns ? 1 : 0;
            var up = row + 1 < grid.Rows ? grid.Columns : 0;
            var (south, north) = (weight * (1 - shareY), weight * shareY);
            counts[here] += south * (1 - shareX);
            counts[here + right] += south * shareX;
            counts[here + up] += north * (1 - shareX);
            counts[here + up + right] += north * shareX;
        }
        var result = Smooth(counts, grid, bandwidth, kernel);
        if (edge == EdgeCorrection.Uniform)
        {
            var inside = EdgeMass.Inside(grid, bandwidth, kernel);
            for (var cell = 0; cell < result.Length; cell++)
            {
                result[cell] /= inside[cell];
            }
        }
        return result;
    }

    private static (int Cell, double Share) Neighbour(double position, int count)
    {
        var cell = Math.Min((int)Math.Max(position, 0), count - 1);
        return (cell, Math.Clamp(position - cell, 0, 1));
    }

    private static double[] Smooth(double[] counts, Grid grid, double bandwidth, Kernel kernel)
    {
        if (kernel == Kernel.Gaussian)
        {
            // What stands on cell centres has no moments but its sum.
            var carry = new HermiteCarry(grid, bandwidth, 1, 0);
            var sums = carry.NewMoments();
            for (var cell = 0; cell < counts.Length; cell++)
            {
                sums[carry.Place(cell, 0, 0)] = counts[cell];
            }
            return carry.Carry(sums, Environment.ProcessorCount);
        }
        var reachX = (int)Math.Ceiling(bandwidth / grid.CellWidth);
        var reachY = (int)Math.Ceiling(bandwidth / grid.CellHeight);
        var mask = new double[(2 * reachX + 1) * (2 * reachY + 1)];
        for (var dy = -reachY; dy <= reachY; dy++)
        {
            for (var dx = -reachX; dx <= reachX; dx++)
            {
                mask[(dy + reachY) * (2 * reachX + 1) + dx + reachX] = QuarticAt(
                    dx * grid.CellWidth,
                    dy * grid.CellHeight,
                    bandwidth
                );
            }
        }
        return mask.Length <= SmallMask
            ? AddShifted(counts, grid, mask, reachX, reachY)
            : FourierTransform.Convolve(counts, grid.Columns, grid.Rows, mask, reachX, reachY);
    }

    // For a small mask adding shifted rows is faster than transforming twice.
    private static double[] AddShifted(double[] counts, Grid grid, double[] mask, int reachX, int reachY)
    {
        var (columns, rows) = (grid.Columns, grid.Rows);
        var result = new double[counts.Length];
        Parallel.For(
            0,
            rows,
            row =>
            {
                var target = result.AsSpan(row * columns, columns);
                for (var from = Math.Max(0, row - reachY); from <= Math.Min(rows - 1, row + reachY); from++)
                {
                    var source = counts.AsSpan(from * columns, columns);
                    for (var dx = -Math.Min(reachX, columns - 1); dx <= Math.Min(reachX, columns - 1); dx++)
                    {
                        var factor = mask[(row - from + reachY) * (2 * reachX + 1) + dx + reachX];
                        var length = columns - Math.Abs(dx);
                        if (factor > 0)
                        {
                            AddScaled(target.Slice(Math.Max(0, dx), length), source.Slice(Math.Max(0, -dx), length), factor);
                        }
                    }
                }
            }
        );
        return result;
    }
}
