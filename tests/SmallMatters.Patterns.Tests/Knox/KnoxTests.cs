using SmallMatters.Patterns.Knox;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.Knox;

public class KnoxTests
{
    [Theory]
    [InlineData(Metric.Euclidean, 120, 9)]
    [InlineData(Metric.Euclidean, 0, 0)]
    [InlineData(Metric.Euclidean, 5000, 400)]
    [InlineData(Metric.Manhattan, 150, 3)]
    public void The_count_of_close_pairs_equals_the_count_over_all_pairs(Metric metric, double space, double time)
    {
        var (x, y, t) = Simulated.Events(400, 1000, 60, 4);
        // Some events share a place, as real ones do.
        (x[5], y[5], x[9], y[9]) = (x[4], y[4], x[4], y[4]);
        Assert.Equal(
            AllPairs(x, y, t, metric, space, time),
            KnoxTest.Run(x, y, t, space, time, metric, new MonteCarlo(0)).ClosePairs
        );
    }

    [Theory]
    [InlineData(0, 20_000)]
    [InlineData(59.9, 30_000)]
    [InlineData(84, 400_000)]
    [InlineData(-89.5, 100_000)]
    public void Great_circle_pairs_are_found_across_the_date_line_and_near_the_poles(double latitude, double space)
    {
        var random = new SeededStream(8);
        var n = 500;
        var (x, y, t) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var longitude = 178 + random.NextDouble() * 4;
            x[i] = longitude > 180 ? longitude - 360 : longitude;
            y[i] = Math.Clamp(latitude + random.NextDouble() * 2 - 1, -90, 90);
            t[i] = random.NextInt(10);
        }
        if (Math.Abs(latitude) > 80)
        {
            for (var i = 0; i < n; i++)
            {
                x[i] = random.NextDouble() * 360 - 180;
            }
        }
        Assert.Equal(
            AllPairs(x, y, t, Metric.GreatCircle, space, 3),
            KnoxTest.Run(x, y, t, space, 3, Metric.GreatCircle, new MonteCarlo(0)).ClosePairs
        );
    }

    [Fact]
    public void The_quarter_meridian_is_ten_thousand_kilometres_long() =>
        Assert.Equal(10_007_557, Distances.Between(Metric.GreatCircle, 0, 0, 0, 90), 1.0);

    [Fact]
    public void The_answer_does_not_depend_on_the_number_of_cores()
    {
        var (x, y, t) = Simulated.Events(600, 1000, 50, 2);
        var one = KnoxTest.Run(x, y, t, 40, 3, monteCarlo: new MonteCarlo(199, 7, 1));
        var many = KnoxTest.Run(x, y, t, 40, 3, monteCarlo: new MonteCarlo(199, 7, 4));
        Assert.Equal(one.Simulated, many.Simulated);
        Assert.Equal(one.P, many.P);
        Assert.NotEqual(one.Simulated, KnoxTest.Run(x, y, t, 40, 3, monteCarlo: new MonteCarlo(199, 8, 4)).Simulated);
    }

    [Fact]
    public void Whole_days_and_the_same_days_in_seconds_give_the_same_answer()
    {
        var (x, y, t) = Simulated.Events(500, 1000, 50, 3);
        var days = KnoxTest.Run(x, y, t, 60, 3);
        var seconds = KnoxTest.Run(x, y, [.. t.Select(d => d * 86_400)], 60, 3 * 86_400);
        Assert.Equal(days.ClosePairs, seconds.ClosePairs);
        Assert.Equal(days.Simulated, seconds.Simulated);
    }

    [Fact]
    public void Shift_scale_and_relabelling_change_nothing()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var (x, y, t) = Simulated.Events(120, 1024, 40, seed);
            for (var i = 0; i < x.Length; i++)
            {
                // Whole coordinates keep shifted and scaled distances exactly comparable.
                (x[i], y[i]) = (Math.Floor(x[i]), Math.Floor(y[i]));
            }
            var plain = KnoxTest.Run(x, y, t, 100, 4, monteCarlo: new MonteCarlo(0));
            var moved = KnoxTest.Run(
                [.. x.Select(v => v * 4 + 4096)],
                [.. y.Select(v => v * 4 - 512)],
                [.. t.Select(v => v * 2 - 31)],
                400,
                8,
                monteCarlo: new MonteCarlo(0)
            );
            var order = Enumerable.Range(0, x.Length).ToArray();
            new SeededStream(seed, 1).Shuffle<int>(order);
            var relabelled = KnoxTest.Run(
                [.. order.Select(i => x[i])],
                [.. order.Select(i => y[i])],
                [.. order.Select(i => t[i])],
                100,
                4,
                monteCarlo: new MonteCarlo(0)
            );
            Assert.Equal((plain.ClosePairs, plain.Expected), (moved.ClosePairs, moved.Expected));
            Assert.Equal((plain.ClosePairs, plain.Expected), (relabelled.ClosePairs, relabelled.Expected));
        }
    }

    [Fact]
    public void The_mean_of_the_replicas_is_the_exact_expectation()
    {
        var (x, y, t) = Simulated.Events(300, 1000, 60, 5);
        var result = KnoxTest.Run(x, y, t, 100, 5, monteCarlo: new MonteCarlo(4000));
        var mean = result.Simulated.Average();
        var error = Math.Sqrt(result.Simulated.Average(s => (s - mean) * (s - mean)) / 4000);
        Assert.InRange(result.Expected, mean - 5 * error, mean + 5 * error);
    }

    [Fact]
    public void Among_1000_data_sets_without_interaction_false_alarms_are_as_rare_as_promised()
    {
        var alarms = 0;
        for (ulong set = 0; set < 1000; set++)
        {
            var (x, y, t) = Simulated.Events(60, 1000, 30, 1000 + set);
            alarms += KnoxTest.Run(x, y, t, 150, 3, monteCarlo: new MonteCarlo(99, set)).P <= 0.05 ? 1 : 0;
        }
        // 99.9 % binomial interval around 50 in 1,000; ties only make the test more careful, hence the lower end.
        Assert.InRange(alarms, 28, 74);
    }

    [Fact]
    public void A_planted_interaction_is_found_in_nine_of_ten_data_sets()
    {
        var found = 0;
        for (ulong set = 0; set < 100; set++)
        {
            var (x, y, t) = Simulated.Events(200, 1000, 60, 5000 + set);
            var random = new SeededStream(set, 3);
            for (var pair = 0; pair < 18; pair++)
            {
                x[2 * pair + 1] = x[2 * pair] + random.NextNormal() * 10;
                y[2 * pair + 1] = y[2 * pair] + random.NextNormal() * 10;
                t[2 * pair + 1] = t[2 * pair] + random.NextInt(3);
            }
            found += KnoxTest.Run(x, y, t, 50, 3, monteCarlo: new MonteCarlo(199, set)).P <= 0.05 ? 1 : 0;
        }
        Assert.True(found >= 90, $"Found {found} of 100.");
    }

    [Fact]
    public void Useless_coordinates_are_refused_with_the_reason()
    {
        static CoordinateFault Fault(double[] x, double[] y, double[] t, Metric metric = Metric.Euclidean) =>
            Assert.Throws<UnusableCoordinatesException>(() => KnoxTest.Run(x, y, t, 1, 1, metric)).Finding.Fault;
        Assert.Equal(CoordinateFault.Empty, Fault([], [], []));
        Assert.Equal(CoordinateFault.Ragged, Fault([1, 2], [1], [1, 2]));
        Assert.Equal(CoordinateFault.Ragged, Fault([1, 2], [1, 3], [1]));
        Assert.Equal(CoordinateFault.NotFinite, Fault([1, double.NaN], [1, 2], [1, 2]));
        Assert.Equal(CoordinateFault.NotFinite, Fault([1, 2], [1, 2], [1, double.PositiveInfinity]));
        Assert.Equal(CoordinateFault.Constant, Fault([4, 4], [5, 5], [1, 2]));
        Assert.Equal(CoordinateFault.Misprojected, Fault([500_000, 500_100], [30, 31], [1, 2], Metric.GreatCircle));
    }

    [Fact]
    public void Degrees_in_a_plane_and_piled_up_points_are_warned_about()
    {
        var random = new SeededStream(2);
        var x = Enumerable.Range(0, 100).Select(_ => 121.4 + random.NextDouble() * 0.1).ToArray();
        var y = Enumerable.Range(0, 100).Select(_ => 31.2 + random.NextDouble() * 0.1).ToArray();
        Assert.Equal([CoordinateFault.Misprojected], CoordinateCheck.Look(x, y, Metric.Euclidean).Select(f => f.Fault));
        Assert.Empty(CoordinateCheck.Look(x, y, Metric.GreatCircle));
        for (var i = 0; i < 20; i++)
        {
            (x[i], y[i]) = (121.45, 31.25);
        }
        var finding = Assert.Single(CoordinateCheck.Look(x, y, Metric.GreatCircle));
        Assert.Equal((CoordinateFault.PiledUp, 20, false), (finding.Fault, finding.Count, finding.IsFatal));
    }

    private static long AllPairs(double[] x, double[] y, double[] t, Metric metric, double space, double time)
    {
        var count = 0L;
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                count += Distances.Between(metric, x[i], y[i], x[j], y[j]) <= space && Math.Abs(t[i] - t[j]) <= time ? 1 : 0;
            }
        }
        return count;
    }
}
