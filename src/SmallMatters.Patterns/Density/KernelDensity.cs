using System.Numerics;
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
    internal const double GaussianReach = 8.5;

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
        var threads = cores > 0 ? cores : Environment.ProcessorCount;
        var (inside, outside) = Points.Of(x, y, weights).Split(grid);
        if (edge != EdgeCorrection.None)
        {
            outside = Points.None;
        }
        var result =
            kernel == Kernel.Gaussian
                ? GaussianSum(inside, outside, grid, bandwidth, threads)
                : QuarticSum(inside.And(outside), grid, bandwidth, threads);
        if (edge == EdgeCorrection.Uniform)
        {
            var mass = EdgeMass.Inside(grid, bandwidth, kernel);
            for (var cell = 0; cell < result.Length; cell++)
            {
                result[cell] /= mass[cell];
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

    private static void Check(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        Grid grid,
        double bandwidth,
        ReadOnlySpan<double> weights
    )
    {
        CoordinateCheck.RequireFinite(x, y);
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
}
