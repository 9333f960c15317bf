using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SmallMatters.Patterns.Density;

/// <summary>
/// Carries moments of squares to the centres of all cells: first along y, then along x, as products of blocks of four
/// rows by sixteen columns that stay in registers. What lies beyond the reach of a Gaussian hill is never touched.
/// </summary>
internal sealed class HermiteCarry
{
    private const int Wide = 16;
    private const int High = 4;

    /// <summary>1 / k.</summary>
    public static readonly double[] Inverse = [0, .. Enumerable.Range(1, 40).Select(k => 1.0 / k)];

    private readonly Grid grid;
    private readonly double bandwidth;
    private readonly double squareWidth;
    private readonly double squareHeight;
    private readonly int across;
    private readonly int up;
    private readonly int order;
    private readonly int[] starts;

    public HermiteCarry(Grid grid, double bandwidth, int side, int order)
    {
        (this.grid, this.bandwidth, this.order) = (grid, bandwidth, order);
        (squareWidth, squareHeight) = (side * grid.CellWidth, side * grid.CellHeight);
        (across, up) = ((grid.Columns + side - 1) / side, (grid.Rows + side - 1) / side);
        starts = new int[order + 2];
        for (var k = 0; k <= order; k++)
        {
            starts[k + 1] = starts[k] + Blocks(across) * up * (order - k + 1) * Wide;
        }
    }

    /// <summary>Number of squares.</summary>
    public int Squares => across * up;

    /// <summary>Multiplications that carrying takes.</summary>
    public double Multiplications
    {
        get
        {
            var sourcesY = Math.Min(up, 2 * Reach(squareHeight) / squareHeight + 1);
            var sourcesX = Math.Min(across, 2 * Reach(squareWidth) / squareWidth + 1 + Wide * grid.CellWidth / squareWidth);
            return grid.Rows
                * (
                    (order + 1.0) * (order + 2) / 2 * sourcesY * Blocks(across) * Wide
                    + (order + 1.0) * sourcesX * Blocks(grid.Columns) * Wide
                );
        }
    }

    /// <summary>The square of a point inside the grid, and its offset from the middle in bandwidths.</summary>
    public (int Square, double U, double V) SquareOf(double x, double y)
    {
        var column = Math.Clamp((int)((x - grid.MinX) / squareWidth), 0, across - 1);
        var row = Math.Clamp((int)((y - grid.MinY) / squareHeight), 0, up - 1);
        return (
            row * across + column,
            (x - (grid.MinX + (column + 0.5) * squareWidth)) / bandwidth,
            (y - (grid.MinY + (row + 0.5) * squareHeight)) / bandwidth
        );
    }

    /// <summary>Room for the moments of all squares, all nought.</summary>
    public double[] NewMoments() => new double[starts[^1]];

    /// <summary>Where the moment of degrees k in x and l in y is kept.</summary>
    public int Place(int square, int k, int l)
    {
        var (row, column) = (square / across, square % across);
        return starts[k] + ((column / Wide * up + row) * (order - k + 1) + l) * Wide + column % Wide;
    }

    /// <summary>The density at the centres of all cells.</summary>
    public double[] Carry(double[] moments, int threads)
    {
        var result = new double[grid.Count];
        var alongX = new (int First, double[] Lines)[Blocks(grid.Columns)];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, alongX.Length, options, block => alongX[block] = LinesAlongX(block));
        Parallel.For(
            0,
            (grid.Rows + High - 1) / High,
            options,
            () => new double[(2 * up * (order + 1) + across * (order + 1)) * High],
            (block, _, scratch) =>
            {
                var alongY = scratch.AsSpan(0, up * (order + 1) * High);
                var part = scratch.AsSpan(alongY.Length, alongY.Length);
                var middle = scratch.AsSpan(2 * alongY.Length);
                Span<double> sums = stackalloc double[High * Wide];
                var (first, count) = CoefficientsAlongY(block, alongY);
                for (var k = 0; k <= order; k++)
                {
                    var terms = order - k + 1;
                    // Of each source the first coefficients, as many as this degree in x leaves.
                    for (var source = 0; source < count; source++)
                    {
                        alongY.Slice(source * (order + 1) * High, terms * High).CopyTo(part[(source * terms * High)..]);
                    }
                    for (var columns = 0; columns < Blocks(across); columns++)
                    {
                        var at = starts[k] + (columns * up + first) * terms * Wide;
                        Product(part[..(count * terms * High)], moments.AsSpan(at, count * terms * Wide), sums);
                        for (var c = 0; c < Wide && columns * Wide + c < across; c++)
                        {
                            for (var r = 0; r < High; r++)
                            {
                                middle[((columns * Wide + c) * (order + 1) + k) * High + r] = sums[r * Wide + c];
                            }
                        }
                    }
                }
                for (var columns = 0; columns < alongX.Length; columns++)
                {
                    var (from, lines) = alongX[columns];
                    Product(middle.Slice(from * (order + 1) * High, lines.Length / Wide * High), lines, sums);
                    var kept = Math.Min(Wide, grid.Columns - columns * Wide);
                    for (var r = 0; r < High && block * High + r < grid.Rows; r++)
                    {
                        sums.Slice(r * Wide, kept)
                            .CopyTo(result.AsSpan((block * High + r) * grid.Columns + columns * Wide, kept));
                    }
                }
                return scratch;
            },
            _ => { }
        );
        return result;
    }

    private static int Blocks(int columns) => (columns + Wide - 1) / Wide;

    // A point may stand half a square nearer than the middle of its square.
    private double Reach(double square) => KernelDensity.GaussianReach * bandwidth + square / 2;

    private static (int First, int Count) Sources(double low, double high, double square, int count)
    {
        var first = Math.Clamp((int)Math.Floor(low / square - 0.5), 0, count - 1);
        var last = Math.Clamp((int)Math.Ceiling(high / square - 0.5), 0, count - 1);
        return (first, last - first + 1);
    }

    private (int First, double[] Lines) LinesAlongX(int block)
    {
        var (west, east) = (grid.CentreX(block * Wide) - grid.MinX, grid.CentreX(block * Wide + Wide - 1) - grid.MinX);
        var (first, count) = Sources(west - Reach(squareWidth), east + Reach(squareWidth), squareWidth, across);
        var lines = new double[count * (order + 1) * Wide];
        for (var source = 0; source < count; source++)
        {
            var middle = grid.MinX + (first + source + 0.5) * squareWidth;
            for (var c = 0; c < Wide; c++)
            {
                Hermite(
                    (grid.CentreX(block * Wide + c) - middle) / bandwidth,
                    lines.AsSpan(source * (order + 1) * Wide + c),
                    Wide
                );
            }
        }
        return (first, lines);
    }

    private (int First, int Count) CoefficientsAlongY(int block, Span<double> coefficients)
    {
        var (south, north) = (grid.CentreY(block * High) - grid.MinY, grid.CentreY(block * High + High - 1) - grid.MinY);
        var (first, count) = Sources(south - Reach(squareHeight), north + Reach(squareHeight), squareHeight, up);
        for (var source = 0; source < count; source++)
        {
            var middle = grid.MinY + (first + source + 0.5) * squareHeight;
            for (var r = 0; r < High; r++)
            {
                Hermite(
                    (grid.CentreY(block * High + r) - middle) / bandwidth,
                    coefficients[(source * (order + 1) * High + r)..],
                    High
                );
            }
        }
        return (first, count);
    }

    // Heₖ(u) times the normal density, for k = 0 … order.
    private void Hermite(double u, Span<double> values, int step)
    {
        double previous = 0,
            value = Math.Exp(-u * u / 2) / (bandwidth * Math.Sqrt(2 * Math.PI));
        for (var k = 0; k <= order; k++)
        {
            values[k * step] = value;
            (previous, value) = (value, u * value - k * previous);
        }
    }

    // sums[r, c] = Σᵢ coefficients[i, r] × lines[i, c]
    private static void Product(ReadOnlySpan<double> coefficients, ReadOnlySpan<double> lines, Span<double> sums)
    {
        ref var coefficient = ref MemoryMarshal.GetReference(coefficients);
        ref var line = ref MemoryMarshal.GetReference(lines);
        Vector512<double> a0 = default,
            a1 = default,
            b0 = default,
            b1 = default,
            c0 = default,
            c1 = default,
            d0 = default,
            d1 = default;
        var count = (nuint)(coefficients.Length / High);
        for (nuint i = 0; i < count; i++)
        {
            var (left, right) = (Vector512.LoadUnsafe(ref line, i * Wide), Vector512.LoadUnsafe(ref line, i * Wide + 8));
            var a = Vector512.Create(Unsafe.Add(ref coefficient, i * High));
            (a0, a1) = (Vector512.FusedMultiplyAdd(a, left, a0), Vector512.FusedMultiplyAdd(a, right, a1));
            var b = Vector512.Create(Unsafe.Add(ref coefficient, i * High + 1));
            (b0, b1) = (Vector512.FusedMultiplyAdd(b, left, b0), Vector512.FusedMultiplyAdd(b, right, b1));
            var c = Vector512.Create(Unsafe.Add(ref coefficient, i * High + 2));
            (c0, c1) = (Vector512.FusedMultiplyAdd(c, left, c0), Vector512.FusedMultiplyAdd(c, right, c1));
            var d = Vector512.Create(Unsafe.Add(ref coefficient, i * High + 3));
            (d0, d1) = (Vector512.FusedMultiplyAdd(d, left, d0), Vector512.FusedMultiplyAdd(d, right, d1));
        }
        ref var sum = ref MemoryMarshal.GetReference(sums);
        a0.StoreUnsafe(ref sum);
        a1.StoreUnsafe(ref sum, 8);
        b0.StoreUnsafe(ref sum, 16);
        b1.StoreUnsafe(ref sum, 24);
        c0.StoreUnsafe(ref sum, 32);
        c1.StoreUnsafe(ref sum, 40);
        d0.StoreUnsafe(ref sum, 48);
        d1.StoreUnsafe(ref sum, 56);
    }
}
