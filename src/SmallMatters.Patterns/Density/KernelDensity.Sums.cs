using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SmallMatters.Patterns.Density;

public static partial class KernelDensity
{
    private const int QuarticLanes = 8;
    private const int QuarticRows = 4;

    // Few points are added one by one; many by the moments of squares. Both carry every position exactly.
    private static double[] GaussianSum(Points inside, Points outside, Grid grid, double bandwidth, int threads)
    {
        var reachX = Math.Min(grid.Columns, 2 * GaussianReach * bandwidth / grid.CellWidth + 1);
        var reachY = Math.Min(grid.Rows, 2 * GaussianReach * bandwidth / grid.CellHeight + 1);
        var oneByOne = inside.Count * (reachX * reachY / 4 + 10 * (reachX + reachY));
        if (HermiteSum.Cheapest(grid, bandwidth, inside.Count) is not { } plan || plan.Cost > oneByOne)
        {
            return OneByOne(inside.And(outside), grid, bandwidth, threads);
        }
        var result = HermiteSum.Sum(inside.X, inside.Y, inside.Weights, grid, bandwidth, plan, threads);
        if (outside.Count > 0)
        {
            AddScaled(result, OneByOne(outside, grid, bandwidth, threads), 1);
        }
        return result;
    }

    // A strip of rows belongs to one thread, so that nothing is shared and the order of additions is fixed.
    private static double[] OneByOne(Points all, Grid grid, double bandwidth, int threads)
    {
        var result = new double[grid.Count];
        var columns = grid.Columns;
        var reach = GaussianReach * bandwidth;
        var (points, starts) = all.ByRow(grid, reach);
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
                var from = starts[Points.RowOf(grid, grid.CentreY(firstRow) - reach) + 1];
                var to = starts[Points.RowOf(grid, grid.CentreY(lastRow - 1) + reach) + 2];
                var alongX = new double[columns];
                for (var i = from; i < to; i++)
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
                    var weight = points.Weights is null ? 1 : points.Weights[i];
                    for (var row = firstRow; row < lastRow; row++)
                    {
                        var dy = grid.CentreY(row) - points.Y[i];
                        if (Math.Abs(dy) <= reach)
                        {
                            AddScaled(
                                result.AsSpan(row * columns + first, last - first + 1),
                                alongX.AsSpan(first, last - first + 1),
                                weight * Gaussian(dy, bandwidth)
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

    // Within a row a hill is (a − u²)² between the columns where that is positive. Four rows are added at once, in whole
    // vectors with nought outside, at fixed steps, so that a vector just written is read again as it was written.
    private static double[] QuarticSum(Points all, Grid grid, double bandwidth, int threads)
    {
        var (points, starts) = all.ByRow(grid, bandwidth);
        var result = new double[grid.Count];
        var padded = (grid.Columns + QuarticLanes - 1) / QuarticLanes * QuarticLanes;
        var centres = Enumerable.Range(0, padded).Select(c => (c + 0.5) * grid.CellWidth / bandwidth).ToArray();
        var east = points.X.Select(x => (x - grid.MinX) / bandwidth).ToArray();
        var scale = bandwidth / grid.CellWidth;
        var peak = 3 / (Math.PI * bandwidth * bandwidth);
        Parallel.For(
            0,
            (grid.Rows + QuarticRows - 1) / QuarticRows,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => new double[QuarticRows * padded],
            (block, _, sums) =>
            {
                Array.Clear(sums);
                var firstRow = block * QuarticRows;
                var (south, north) = (grid.CentreY(firstRow), grid.CentreY(firstRow + QuarticRows - 1));
                var to = starts[Points.RowOf(grid, north + bandwidth) + 2];
                for (var i = starts[Points.RowOf(grid, south - bandwidth) + 1]; i < to; i++)
                {
                    var up =
                        (Vector256.Create(0.0, 1, 2, 3) * grid.CellHeight + Vector256.Create(south - points.Y[i])) / bandwidth;
                    var inside = Vector256<double>.One - up * up;
                    var widest = Math.Max(Math.Max(inside[0], inside[1]), Math.Max(inside[2], inside[3]));
                    if (widest <= 0)
                    {
                        continue;
                    }
                    var half = Math.Sqrt(widest);
                    var first = Math.Max(0, (int)((east[i] - half) * scale - 1));
                    var last = Math.Min(grid.Columns - 1, (int)((east[i] + half) * scale + 1));
                    AddQuartic(
                        sums,
                        centres,
                        (first / QuarticLanes * QuarticLanes, last),
                        (east[i], inside, points.Weights is null ? 1 : points.Weights[i])
                    );
                }
                for (var r = 0; r < QuarticRows && firstRow + r < grid.Rows; r++)
                {
                    var target = result.AsSpan((firstRow + r) * grid.Columns, grid.Columns);
                    for (var column = 0; column < target.Length; column++)
                    {
                        target[column] = sums[r * padded + column] * peak;
                    }
                }
                return sums;
            },
            _ => { }
        );
        return result;
    }

    private static void AddQuartic(
        double[] sums,
        double[] centres,
        (int First, int Last) columns,
        (double East, Vector256<double> Inside, double Weight) hill
    )
    {
        ref var centre = ref MemoryMarshal.GetArrayDataReference(centres);
        ref var row0 = ref MemoryMarshal.GetArrayDataReference(sums);
        ref var row1 = ref Unsafe.Add(ref row0, centres.Length);
        ref var row2 = ref Unsafe.Add(ref row1, centres.Length);
        ref var row3 = ref Unsafe.Add(ref row2, centres.Length);
        var (east, weight) = (Vector512.Create(hill.East), Vector512.Create(hill.Weight));
        var (a0, a1) = (Vector512.Create(hill.Inside[0]), Vector512.Create(hill.Inside[1]));
        var (a2, a3) = (Vector512.Create(hill.Inside[2]), Vector512.Create(hill.Inside[3]));
        for (var column = columns.First; column <= columns.Last; column += QuarticLanes)
        {
            var at = (nuint)column;
            var u = Vector512.LoadUnsafe(ref centre, at) - east;
            var u2 = u * u;
            AddHill(ref row0, at, a0 - u2, weight);
            AddHill(ref row1, at, a1 - u2, weight);
            AddHill(ref row2, at, a2 - u2, weight);
            AddHill(ref row3, at, a3 - u2, weight);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddHill(ref double row, nuint at, Vector512<double> inside, Vector512<double> weight)
    {
        var high = Vector512.Max(Vector512<double>.Zero, inside);
        Vector512.FusedMultiplyAdd(high * high, weight, Vector512.LoadUnsafe(ref row, at)).StoreUnsafe(ref row, at);
    }
}
