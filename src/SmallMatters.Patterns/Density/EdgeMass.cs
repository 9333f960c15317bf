using SmallMatters.Patterns.Numbers;

namespace SmallMatters.Patterns.Density;

/// <summary>How much of a hill stands inside the window.</summary>
internal static class EdgeMass
{
    /// <summary>Share of the hill of each cell centre that lies inside the grid's rectangle.</summary>
    public static double[] Inside(Grid grid, double bandwidth, Kernel kernel)
    {
        var inside = new double[grid.Count];
        if (kernel == Kernel.Gaussian)
        {
            double Share(double centre, double low, double high) =>
                Distributions.NormalLower((high - centre) / bandwidth) - Distributions.NormalLower((low - centre) / bandwidth);
            var alongX = Enumerable.Range(0, grid.Columns).Select(c => Share(grid.CentreX(c), grid.MinX, grid.MaxX)).ToArray();
            for (var row = 0; row < grid.Rows; row++)
            {
                var alongY = Share(grid.CentreY(row), grid.MinY, grid.MaxY);
                for (var column = 0; column < grid.Columns; column++)
                {
                    inside[row * grid.Columns + column] = alongX[column] * alongY;
                }
            }
            return inside;
        }
        Parallel.For(
            0,
            grid.Rows,
            row =>
            {
                for (var column = 0; column < grid.Columns; column++)
                {
                    inside[row * grid.Columns + column] = QuarticMass(
                        grid.MinX - grid.CentreX(column),
                        grid.MaxX - grid.CentreX(column),
                        grid.MinY - grid.CentreY(row),
                        grid.MaxY - grid.CentreY(row),
                        bandwidth
                    );
                }
            }
        );
        return inside;
    }

    // The inner integral over y is a polynomial of fifth degree; the outer one is taken by Simpson's rule.
    private static double QuarticMass(double west, double east, double south, double north, double h)
    {
        if (west <= -h && east >= h && south <= -h && north >= h)
        {
            return 1;
        }
        var (low, high) = (Math.Max(west, -h), Math.Min(east, h));
        const int Steps = 256;
        var sum = 0.0;
        for (var i = 0; i <= Steps; i++)
        {
            var x = low + (high - low) * i / Steps;
            var a = Math.Max(0, 1 - x * x / (h * h));
            var limit = h * Math.Sqrt(a);
            double Integral(double y) => a * a * y - 2 * a * y * y * y / (3 * h * h) + Math.Pow(y, 5) / (5 * Math.Pow(h, 4));
            var (from, to) = (Math.Clamp(south, -limit, limit), Math.Clamp(north, -limit, limit));
            sum +=
                (
                    i == 0 || i == Steps ? 1
                    : i % 2 == 1 ? 4
                    : 2
                ) * (Integral(to) - Integral(from));
        }
        return 3 / (Math.PI * h * h) * sum * (high - low) / Steps / 3;
    }
}
