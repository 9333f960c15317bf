using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SmallMatters.Patterns.Density;

/// <summary>
/// The exact Gaussian sum for many points: squares of several cells keep moments of their points about their middle, and
/// Hermite functions carry them to all cells. The order is chosen so that what is cut off lies below 1e-13 of a hill's
/// peak, so that no position is rounded; the cost follows the cells instead of the points.
/// </summary>
/// <remarks>Greengard and Strain (1991), "The fast Gauss transform", SIAM Journal on Scientific and Statistical Computing 12(1).</remarks>
internal static class HermiteSum
{
    private const int HighestOrder = 24;
    private const int MostMoments = 50_000_000;

    /// <summary>Squares of <paramref name="Side"/> × <paramref name="Side"/> cells and moments up to <paramref name="Order"/>; the cost is in additions.</summary>
    public sealed record Plan(int Side, int Order, double Cost);

    /// <summary>The cheapest squares for so many points, or null where the hills are too narrow for any.</summary>
    public static Plan? Cheapest(Grid grid, double bandwidth, int points)
    {
        Plan? best = null;
        for (var side = 1; side <= 32 && side <= Math.Max(grid.Columns, grid.Rows); side *= 2)
        {
            var order = OrderFor(Math.Max(grid.CellWidth, grid.CellHeight) * side / 2 / bandwidth);
            if (order < 0)
            {
                break;
            }
            var moments = (order + 1.0) * (order + 2) / 2;
            if ((double)grid.Count / (side * side) * moments > MostMoments)
            {
                continue;
            }
            var carry = new HermiteCarry(grid, bandwidth, side, order);
            var cost = moments * (points + carry.Squares) + carry.Multiplications / 8;
            if (best is null || cost < best.Cost)
            {
                best = new Plan(side, order, cost);
            }
        }
        return best;
    }

    /// <summary>Adds the hills of points inside the grid.</summary>
    public static double[] Sum(double[] x, double[] y, double[]? weights, Grid grid, double bandwidth, Plan plan, int threads)
    {
        var carry = new HermiteCarry(grid, bandwidth, plan.Side, plan.Order);
        var starts = new int[plan.Order + 2];
        for (var k = 0; k <= plan.Order; k++)
        {
            // Whole vectors only: the moments that fill up the last one are never looked at.
            starts[k + 1] = starts[k] + (plan.Order - k) / 4 * 4 + 4;
        }
        var size = starts[^1];
        // The number of parts follows the points, never the cores, so that the order of additions is fixed.
        var parts = (int)Math.Clamp(Math.Min(x.Length / 20_000, 8_000_000L / ((long)carry.Squares * size)), 1, 8);
        var sums = new double[parts][];
        Parallel.For(
            0,
            parts,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            part =>
            {
                var (from, to) = ((int)((long)x.Length * part / parts), (int)((long)x.Length * (part + 1) / parts));
                var own = new double[carry.Squares * size];
                Span<double> alongX = stackalloc double[HighestOrder + 5];
                Span<double> alongY = stackalloc double[HighestOrder + 5];
                for (var i = from; i < to; i++)
                {
                    var (square, u, v) = carry.SquareOf(x[i], y[i]);
                    Powers(alongX[..(plan.Order + 1)], u, weights is null ? 1 : weights[i]);
                    Powers(alongY[..(plan.Order / 4 * 4 + 4)], v, 1);
                    AddProducts(alongX, alongY, plan.Order, own.AsSpan(square * size, size));
                }
                sums[part] = own;
            }
        );
        var moments = carry.NewMoments();
        for (var square = 0; square < carry.Squares; square++)
        {
            for (var k = 0; k <= plan.Order; k++)
            {
                for (var l = 0; k + l <= plan.Order; l++)
                {
                    var sum = 0.0;
                    foreach (var part in sums)
                    {
                        sum += part[square * size + starts[k] + l];
                    }
                    moments[carry.Place(square, k, l)] = sum;
                }
            }
        }
        return carry.Carry(moments, threads);
    }

    // Order needed for points at most so many bandwidths from the middle in each direction. Cramér's inequality bounds the
    // terms of degree n, of which there are n + 1, together by 1.2 offset^n √((n + 1) 2^n / n!).
    private static int OrderFor(double offset)
    {
        var term = 1.2;
        for (var degree = 1; degree <= HighestOrder + 1; degree++)
        {
            term *= offset * Math.Sqrt(2.0 / degree);
            if (term * Math.Sqrt(degree + 1) < 1e-13)
            {
                return degree - 1;
            }
        }
        return -1;
    }

    private static void Powers(Span<double> values, double of, double first)
    {
        values[0] = first;
        for (var k = 1; k < values.Length; k++)
        {
            values[k] = values[k - 1] * of * HermiteCarry.Inverse[k];
        }
    }

    private static void AddProducts(ReadOnlySpan<double> alongX, ReadOnlySpan<double> alongY, int order, Span<double> sums)
    {
        ref var y = ref MemoryMarshal.GetReference(alongY);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        nuint at = 0;
        for (var k = 0; k <= order; k++)
        {
            var factor = Vector256.Create(alongX[k]);
            for (nuint l = 0; l <= (nuint)(order - k); l += 4, at += 4)
            {
                Vector256
                    .FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref y, l), Vector256.LoadUnsafe(ref sum, at))
                    .StoreUnsafe(ref sum, at);
            }
        }
    }
}
