using System.Numerics;

namespace SmallMatters.Patterns.Density;

/// <summary>Fast Fourier transform of lengths that are powers of two (Cooley and Tukey 1965), and convolution by it.</summary>
internal static class FourierTransform
{
    /// <summary>
    /// Sum over all cells of value × mask shifted there; the mask has (2 reachX + 1) × (2 reachY + 1) values around its
    /// middle, and what would leave the rectangle is lost, not wrapped.
    /// </summary>
    public static double[] Convolve(double[] values, int columns, int rows, double[] mask, int reachX, int reachY)
    {
        var width = PowerOfTwo(columns + Math.Min(reachX, columns));
        var height = PowerOfTwo(rows + Math.Min(reachY, rows));
        var a = new Complex[width * height];
        // Both inputs are real: one rides as the real part and one as the imaginary part of a single transform.
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                a[row * width + column] = values[row * columns + column];
            }
        }
        for (var dy = -Math.Min(reachY, rows - 1); dy <= Math.Min(reachY, rows - 1); dy++)
        {
            for (var dx = -Math.Min(reachX, columns - 1); dx <= Math.Min(reachX, columns - 1); dx++)
            {
                var at = (dy + height) % height * width + (dx + width) % width;
                a[at] += new Complex(0, mask[(dy + reachY) * (2 * reachX + 1) + dx + reachX]);
            }
        }
        Transform(a, width, height, false);
        var product = new Complex[a.Length];
        for (var v = 0; v < height; v++)
        {
            for (var u = 0; u < width; u++)
            {
                var z = a[v * width + u];
                var mirror = Complex.Conjugate(a[(height - v) % height * width + (width - u) % width]);
                // First × second = ((z + mirror) / 2) × ((z − mirror) / 2i).
                product[v * width + u] = (z * z - mirror * mirror) * new Complex(0, -0.25);
            }
        }
        Transform(product, width, height, true);
        var result = new double[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                result[row * columns + column] = product[row * width + column].Real / a.Length;
            }
        }
        return result;
    }

    private static int PowerOfTwo(int least) => (int)BitOperations.RoundUpToPowerOf2((uint)least);

    private static void Transform(Complex[] values, int width, int height, bool inverse)
    {
        var (rowRoots, columnRoots) = (Roots(width, inverse), Roots(height, inverse));
        Parallel.For(0, height, row => Line(values.AsSpan(row * width, width), rowRoots));
        Parallel.For(
            0,
            (width + 7) / 8,
            block =>
            {
                // Eight columns at a time, so that each cache line is read once.
                var lines = new Complex[8 * height];
                var (first, count) = (block * 8, Math.Min(8, width - block * 8));
                for (var row = 0; row < height; row++)
                {
                    for (var c = 0; c < count; c++)
                    {
                        lines[c * height + row] = values[row * width + first + c];
                    }
                }
                for (var c = 0; c < count; c++)
                {
                    Line(lines.AsSpan(c * height, height), columnRoots);
                }
                for (var row = 0; row < height; row++)
                {
                    for (var c = 0; c < count; c++)
                    {
                        values[row * width + first + c] = lines[c * height + row];
                    }
                }
            }
        );
    }

    private static Complex[] Roots(int length, bool inverse) =>
        [
            .. Enumerable
                .Range(0, Math.Max(1, length / 2))
                .Select(k => Complex.FromPolarCoordinates(1, (inverse ? 2 : -2) * Math.PI * k / length)),
        ];

    private static void Line(Span<Complex> line, Complex[] roots)
    {
        var n = line.Length;
        for (int i = 1, j = 0; i < n; i++)
        {
            var bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }
            j ^= bit;
            if (i < j)
            {
                (line[i], line[j]) = (line[j], line[i]);
            }
        }
        for (var half = 1; half < n; half <<= 1)
        {
            var stride = n / (2 * half);
            for (var start = 0; start < n; start += 2 * half)
            {
                for (int k = 0, root = 0; k < half; k++, root += stride)
                {
                    var (even, odd, w) = (line[start + k], line[start + k + half], roots[root]);
                    var turned = new Complex(
                        odd.Real * w.Real - odd.Imaginary * w.Imaginary,
                        odd.Real * w.Imaginary + odd.Imaginary * w.Real
                    );
                    line[start + k] = even + turned;
                    line[start + k + half] = even - turned;
                }
            }
        }
    }
}
