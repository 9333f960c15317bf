using System.Numerics;
using System.Runtime.Intrinsics;
using SmallMatters.Patterns.Places;

namespace SmallMatters.Patterns.Density;

/// <summary>Shape of the hill that each point contributes.</summary>
public enum Kernel
{
    /// <summary>Normal with standard deviation = bandwidth; cut at 8.5 bandwidths, where 2e-16 of the peak is left.</summary>
    Gaussian,

    /// <summary>Biweight: 3 / (π h²) (1 − d²/h²)², nothing beyond the bandwidth h.</summary>
    Quartic,
}

/// <summary>What is done about the part of a hill that lies outside the window.</summary>
public enum EdgeCorrection
{
    /// <summary>Nothing: density is too low near the edge.</summary>
    None,

    /// <summary>The value at each place is divided by the share of its own hill that lies inside (Diggle 1985, Applied Statistics 34; uniform correction).</summary>
    Uniform,
}

/// <summary>Kernel density at the centres of a grid: points per unit of area (per square metre for metres), times their weights.</summary>
/// <remarks>Silverman (1986), "Density Estimation for Statistics and Data Analysis", chapter 4.</remarks>
public static partial class KernelDensity
{
    private const double GaussianReach = 8.5;

    /// <summary>Every point at its own position; no rounding to cells.</summary>
    /// <param name="x">East coordinates.</param>
    /// <param name="y">North coordinates, same length and unit.</param>
    /// <param name="grid">Where density is wanted; points outside contribute too, unless the edge is corrected.</param>
    /// <param name="bandwidth">In the coordinates' unit, positive.</param>
    /// <param name="kernel">Shape.</param>
    /// <param name="edge">Treatment of the edge; with a correction, points outside the grid are left out.</param>
    /// <param name="weights">One for each point; null for 1.</param>
    /// <param name="cores">Most threads; 0 for all. Does not change the answer beyond the last bits.</param>
    /// <returns>One value a cell, row by row from the south-west.</returns>
    /// <exception cref="UnusableCoordinatesException">Empty, ragged or non-finite coordinates.</exception>
    /// <exception cref="ArgumentException">Grid, bandwidth or weights out of range.</exception>
    public static double[] Exact(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        Grid grid,
        double bandwidth,
        Kernel kernel = Kernel.Gaussian,
        EdgeCorrection edge = EdgeCorrection.None,
        ReadOnlySpan<double> weights = default,
        int cores = 0
    )
    {
        Check(x, y, grid, bandwidth, weights);
        var points = PointsByRow(x, y, weights, grid, edge);
        var threads = cores > 0 ? cores : Environment.ProcessorCount;
        var result =
            kernel == Kernel.Gaussian
                ? GaussianSum(points, grid, bandwidth, threads)
                : QuarticSum(points, grid, bandwidth, threads);
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

    private static double Gaussian(double d, double bandwidth) =>
        Math.Exp(-d * d / (2 * bandwidth * bandwidth)) / (bandwidth * Math.Sqrt(2 * Math.PI));

    private static double QuarticAt(double dx, double dy, double bandwidth)
    {
        var inside = 1 - (dx * dx + dy * dy) / (bandwidth * bandwidth);
        return inside > 0 ? 3 / (Math.PI * bandwidth * bandwidth) * inside * inside : 0;
    }

    internal static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double scale)
    {
        var width = Vector<double>.Count;
        var at = 0;
        var factor = new Vector<double>(scale);
        for (; at <= target.Length - width; at += width)
        {
            var sum = Vector.FusedMultiplyAdd(new Vector<double>(source[at..]), factor, new Vector<double>(target[at..]));
            sum.CopyTo(target[at..]);
        }
        for (; at < target.Length; at++)
        {
            target[at] += source[at] * scale;
        }
    }

    // Few points are added one by one; many by the moments of their cells. Both carry every position exactly.
    private static double[] GaussianSum(Points points, Grid grid, double bandwidth, int threads)
    {
        var reachX = (int)(GaussianReach * bandwidth / grid.CellWidth) + 1;
        var reachY = (int)(GaussianReach * bandwidth / grid.CellHeight) + 1;
        var order = HermiteSum.OrderFor(grid, bandwidth);
        var oneByOne = (double)points.X.Length * Math.Min(grid.Columns, 2 * reachX) * Math.Min(grid.Rows, 2 * reachY);
        if (order < 0 || HermiteSum.Cost(grid, order, reachX, reachY) > oneByOne)
        {
            return OneByOne(points, grid, bandwidth, threads);
        }
        var (inside, outside) = points.Split(grid);
        var result = HermiteSum.Sum(inside.X, inside.Y, inside.Weight, grid, bandwidth, order, reachX, reachY, threads);
        if (outside.X.Length > 0)
        {
            AddScaled(result, OneByOne(outside, grid, bandwidth, threads), 1);
        }
        return result;
    }

    // A strip of rows belongs to one thread, so that nothing is shared and the order of additions is fixed.
    private static double[] OneByOne(Points points, Grid grid, double bandwidth, int threads)
    {
        var result = new double[grid.Count];
        var columns = grid.Columns;
        var reach = GaussianReach * bandwidth;
        var strip = Math.Max(1, Math.Min(16, grid.Rows / (2 * threads)));
        var strips = (grid.Rows + strip - 1) / strip;
        Parallel.For(
            0,
            strips,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            index =>
            {
                var firstRow = index * strip;
                var lastRow = Math.Min(grid.Rows, firstRow + strip);
                var (south, north) = (grid.CentreY(firstRow) - reach, grid.CentreY(lastRow - 1) + reach);
                var alongX = new double[columns];
                for (var i = points.FirstFrom(south); i < points.X.Length && points.Y[i] <= north; i++)
                {
                    var first = Math.Max(0, (int)Math.Ceiling((points.X[i] - reach - grid.MinX) / grid.CellWidth - 0.5));
                    var last = Math.Min(columns - 1, (int)Math.Floor((points.X[i] + reach - grid.MinX) / grid.CellWidth - 0.5));
                    if (first > last)
                    {
                        continue;
                    }
                    FillGaussian(
                        alongX.AsSpan(first, last - first + 1),
                        grid.CentreX(first) - points.X[i],
                        grid.CellWidth,
                        bandwidth
                    );
                    for (var row = firstRow; row < lastRow; row++)
                    {
                        var dy = grid.CentreY(row) - points.Y[i];
                        if (Math.Abs(dy) <= reach)
                        {
                            AddScaled(
                                result.AsSpan(row * columns + first, last - first + 1),
                                alongX.AsSpan(first, last - first + 1),
                                points.Weight[i] * Gaussian(dy, bandwidth)
                            );
                        }
                    }
                }
            }
        );
        return result;
    }

    private static void FillGaussian(Span<double> values, double from, double step, double bandwidth)
    {
        var scale = 1 / (bandwidth * Math.Sqrt(2 * Math.PI));
        var factor = -1 / (2 * bandwidth * bandwidth);
        var at = 0;
        var lanes = Vector256.Create(0.0, 1, 2, 3);
        for (; at <= values.Length - 4; at += 4)
        {
            var d = Vector256.Create(from + at * step) + lanes * step;
            (Vector256.Exp(d * d * factor) * scale).CopyTo(values[at..]);
        }
        for (; at < values.Length; at++)
        {
            var d = from + at * step;
            values[at] = Math.Exp(d * d * factor) * scale;
        }
    }

    private static double[] QuarticSum(Points points, Grid grid, double bandwidth, int threads)
    {
        var result = new double[grid.Count];
        Parallel.For(
            0,
            grid.Rows,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            row =>
            {
                var centre = grid.CentreY(row);
                for (var i = points.FirstFrom(centre - bandwidth); i < points.X.Length && points.Y[i] <= centre + bandwidth; i++)
                {
                    var dy = centre - points.Y[i];
                    var half = Math.Sqrt(Math.Max(0, bandwidth * bandwidth - dy * dy));
                    var first = Math.Max(0, (int)Math.Ceiling((points.X[i] - half - grid.MinX) / grid.CellWidth - 0.5));
                    var last = Math.Min(
                        grid.Columns - 1,
                        (int)Math.Floor((points.X[i] + half - grid.MinX) / grid.CellWidth - 0.5)
                    );
                    for (var column = first; column <= last; column++)
                    {
                        result[row * grid.Columns + column] +=
                            points.Weight[i] * QuarticAt(grid.CentreX(column) - points.X[i], dy, bandwidth);
                    }
                }
            }
        );
        return result;
    }

    private static Points PointsByRow(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> weights,
        Grid grid,
        EdgeCorrection edge
    )
    {
        var kept = new List<int>(x.Length);
        for (var i = 0; i < x.Length; i++)
        {
            if (edge == EdgeCorrection.None || grid.CellOf(x[i], y[i]) >= 0)
            {
                kept.Add(i);
            }
        }
        var order = kept.ToArray();
        var keys = new double[order.Length];
        for (var k = 0; k < order.Length; k++)
        {
            keys[k] = y[order[k]];
        }
        Array.Sort(keys, order);
        var (px, weight) = (new double[order.Length], new double[order.Length]);
        for (var k = 0; k < order.Length; k++)
        {
            px[k] = x[order[k]];
            weight[k] = weights.IsEmpty ? 1 : weights[order[k]];
        }
        return new Points(px, keys, weight);
    }

    private static void Check(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        Grid grid,
        double bandwidth,
        ReadOnlySpan<double> weights
    )
    {
        foreach (var finding in CoordinateCheck.Look(x, y, Metric.Euclidean))
        {
            // One place is a fair input here: its density is a single hill.
            if (finding.IsFatal && finding.Fault != CoordinateFault.Constant)
            {
                throw new UnusableCoordinatesException(finding);
            }
        }
        grid.Check();
        if (!(bandwidth > 0) || double.IsInfinity(bandwidth))
        {
            throw new ArgumentException("A bandwidth is a positive finite number.", nameof(bandwidth));
        }
        if (!weights.IsEmpty && weights.Length != x.Length)
        {
            throw new ArgumentException("One weight for each point.", nameof(weights));
        }
    }

    private sealed record Points(double[] X, double[] Y, double[] Weight)
    {
        public (Points Inside, Points Outside) Split(Grid grid)
        {
            var inside = Enumerable.Range(0, X.Length).ToLookup(i => grid.CellOf(X[i], Y[i]) >= 0);
            Points Of(IEnumerable<int> rows) =>
                new([.. rows.Select(i => X[i])], [.. rows.Select(i => Y[i])], [.. rows.Select(i => Weight[i])]);
            return (Of(inside[true]), Of(inside[false]));
        }

        public int FirstFrom(double y)
        {
            var (from, to) = (0, Y.Length);
            while (from < to)
            {
                var middle = (from + to) >>> 1;
                if (Y[middle] < y)
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
}
