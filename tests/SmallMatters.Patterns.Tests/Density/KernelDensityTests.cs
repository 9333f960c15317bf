using SmallMatters.Patterns.Density;
using SmallMatters.Patterns.Places;
using Xunit;

namespace SmallMatters.Patterns.Tests.Density;

public class KernelDensityTests
{
    private static readonly Grid Field = new(0, 0, 1000, 800, 50, 40);

    [Theory]
    [InlineData(Kernel.Gaussian, 30)]
    [InlineData(Kernel.Gaussian, 400)]
    [InlineData(Kernel.Quartic, 70)]
    [InlineData(Kernel.Quartic, 900)]
    public void The_exact_density_is_the_sum_over_all_points(Kernel kernel, double bandwidth)
    {
        var (x, y, w) = Simulated.Events(200, 1200, 5, 3);
        var density = KernelDensity.Exact(x, y, Field, bandwidth, kernel, weights: w);
        var largest = density.Max();
        for (var row = 0; row < Field.Rows; row += 7)
        {
            for (var column = 0; column < Field.Columns; column += 3)
            {
                var sum = 0.0;
                for (var i = 0; i < x.Length; i++)
                {
                    var d2 = Math.Pow(x[i] - Field.CentreX(column), 2) + Math.Pow(y[i] - Field.CentreY(row), 2);
                    sum +=
                        w[i]
                        * (
                            kernel == Kernel.Gaussian
                                ? Math.Exp(-d2 / (2 * bandwidth * bandwidth)) / (2 * Math.PI * bandwidth * bandwidth)
                                : 3
                                    / (Math.PI * bandwidth * bandwidth)
                                    * Math.Pow(Math.Max(0, 1 - d2 / (bandwidth * bandwidth)), 2)
                        );
                }
                Assert.Equal(sum, density[row * Field.Columns + column], 1e-12 * largest);
            }
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(400)]
    public void For_many_points_the_exact_density_is_still_the_sum_over_all_points(double bandwidth)
    {
        // Some points lie outside the grid and count as well.
        var (x, y, w) = Simulated.Events(30_000, 1100, 5, 13);
        var density = KernelDensity.Exact(x, y, Field, bandwidth, weights: w);
        var largest = density.Max();
        foreach (var (row, column) in (ValueTuple<int, int>[])[(0, 0), (17, 23), (39, 49), (5, 44)])
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                var d2 = Math.Pow(x[i] - Field.CentreX(column), 2) + Math.Pow(y[i] - Field.CentreY(row), 2);
                sum += w[i] * Math.Exp(-d2 / (2 * bandwidth * bandwidth)) / (2 * Math.PI * bandwidth * bandwidth);
            }
            Assert.Equal(sum, density[row * Field.Columns + column], 1e-11 * largest);
        }
    }

    [Theory]
    [InlineData(Kernel.Gaussian)]
    [InlineData(Kernel.Quartic)]
    public void Each_point_adds_one_to_the_integral(Kernel kernel)
    {
        var density = KernelDensity.Exact([512, 480, 300], [388, 410, 402], Field, 90, kernel);
        Assert.Equal(3, density.Sum() * Field.CellWidth * Field.CellHeight, 0.02);
    }

    [Theory]
    [InlineData(Kernel.Gaussian)]
    [InlineData(Kernel.Quartic)]
    public void Near_the_edge_only_the_corrected_density_of_an_even_field_stays_level(Kernel kernel)
    {
        var points =
            from i in Enumerable.Range(0, 100)
            from j in Enumerable.Range(0, 80)
            select (X: 5.0 + 10 * i, Y: 5.0 + 10 * j);
        double[] x = [.. points.Select(p => p.X)],
            y = [.. points.Select(p => p.Y)];
        var plain = KernelDensity.Exact(x, y, Field, 60, kernel);
        var corrected = KernelDensity.Exact(x, y, Field, 60, kernel, EdgeCorrection.Uniform);
        Assert.True(plain[0] < 0.006);
        Assert.All(corrected, value => Assert.InRange(value, 0.0098, 0.0102));
    }

    [Theory]
    [InlineData(Kernel.Gaussian)]
    [InlineData(Kernel.Quartic)]
    public void The_binned_density_is_near_the_exact_one_and_nearer_with_smaller_cells(Kernel kernel)
    {
        var (x, y, _) = Simulated.Events(3000, 790, 5, 8);
        double Worst(Grid grid)
        {
            var exact = KernelDensity.Exact(x, y, grid, 100, kernel);
            var binned = KernelDensity.Binned(x, y, grid, 100, kernel);
            return exact.Zip(binned, (a, b) => Math.Abs(a - b)).Max() / exact.Max();
        }
        var coarse = Worst(new Grid(0, 0, 800, 800, 40, 40));
        var fine = Worst(new Grid(0, 0, 800, 800, 160, 160));
        Assert.InRange(coarse, 0, 0.03);
        Assert.True(fine < coarse / 6, $"{coarse} {fine}");
    }

    [Fact]
    public void The_transform_smooths_as_summing_does_also_where_the_kernel_is_wider_than_the_field()
    {
        // All points on cell centres: linear binning is then exact, so that only the transform is judged.
        var grid = new Grid(0, 0, 130, 70, 13, 7);
        double[] x = [5, 65, 125, 65],
            y = [5, 35, 65, 35];
        foreach (var bandwidth in (double[])[15, 60, 400])
        {
            var exact = KernelDensity.Exact(x, y, grid, bandwidth, Kernel.Quartic);
            var binned = KernelDensity.Binned(x, y, grid, bandwidth, Kernel.Quartic);
            Assert.All(exact.Zip(binned), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        }
    }

    [Fact]
    public void Shift_and_scale_carry_over_to_the_density()
    {
        var (x, y, _) = Simulated.Events(100, 800, 5, 8);
        var plain = KernelDensity.Exact(x, y, Field, 50);
        var moved = KernelDensity.Exact(
            [.. x.Select(v => v * 2 + 4096)],
            [.. y.Select(v => v * 2 - 1024)],
            new Grid(4096, -1024, 6096, 576, 50, 40),
            100
        );
        Assert.All(plain.Zip(moved), pair => Assert.Equal(pair.First, pair.Second * 4, 1e-12));
    }

    [Fact]
    public void Points_without_sense_are_refused()
    {
        Assert.Throws<UnusableCoordinatesException>(() => KernelDensity.Exact([1, double.NaN], [1, 2], Field, 10));
        Assert.Throws<UnusableCoordinatesException>(() => KernelDensity.Exact([], [], Field, 10));
        Assert.Throws<ArgumentException>(() => KernelDensity.Exact([1], [1], Field, 0));
    }
}
