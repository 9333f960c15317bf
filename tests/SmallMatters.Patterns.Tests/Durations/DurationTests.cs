using SmallMatters.Patterns.Durations;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.Durations;

public class DurationTests
{
    /// <summary>
    /// Remission of leukaemia in weeks: Miller, R. G. (1981), Survival Analysis, p. 49. The medians and their intervals are those that the
    /// package survival of R prints for this table: 31 (18, none) and 23 (8, none).
    /// </summary>
    [Fact]
    public void The_published_table_has_its_published_medians_and_intervals()
    {
        var maintained = MedianDuration.Of([
            (9, true),
            (13, true),
            (13, false),
            (18, true),
            (23, true),
            (28, false),
            (31, true),
            (34, true),
            (45, false),
            (48, true),
            (161, false),
        ]);
        Assert.Equal(new MedianDuration(31, 18, double.PositiveInfinity, 7, 4), maintained);
        var others = MedianDuration.Of([
            (5, true),
            (5, true),
            (8, true),
            (8, true),
            (12, true),
            (16, false),
            (23, true),
            (27, true),
            (30, true),
            (33, true),
            (43, true),
            (45, true),
        ]);
        Assert.Equal(new MedianDuration(23, 8, double.PositiveInfinity, 11, 1), others);
    }

    [Fact]
    public void Without_an_end_nothing_is_claimed()
    {
        var none = MedianDuration.Of([(3, false), (9, false)]);
        Assert.True(double.IsInfinity(none.Median) && double.IsInfinity(none.Low));
        Assert.Throws<ArgumentOutOfRangeException>(() => MedianDuration.Of([(-1, true)]));
    }

    [Fact]
    public void The_interval_of_the_median_holds_the_truth_about_as_often_as_it_says_although_some_still_run()
    {
        const int Runs = 4_000;
        var held = 0;
        for (var run = 0; run < Runs; run++)
        {
            var stream = new SeededStream(20261122, (ulong)run);
            // Exponential with a median of 20 days, looked at after up to 60: some still run.
            var sample = Enumerable
                .Range(0, 60)
                .Select(_ =>
                {
                    var (length, seen) = (-20 / Math.Log(2) * Math.Log(1 - stream.NextDouble()), 60 * stream.NextDouble());
                    return (Math.Min(length, seen), length <= seen);
                })
                .ToList();
            var median = MedianDuration.Of(sample);
            held += median.Low <= 20 && 20 <= median.High ? 1 : 0;
        }
        Assert.InRange(held / (double)Runs, 0.93, 0.985);
    }

    [Theory]
    [InlineData(200, 20, 0.1)]
    [InlineData(200, 60, 0.25)]
    [InlineData(1000, 100, 0.03)]
    [InlineData(50, 25, 0.5)]
    public void The_interval_of_the_unfound_holds_the_truth_about_as_often_as_it_says(int population, int drawn, double rate)
    {
        const int Runs = 3_000;
        var held = 0;
        for (var run = 0; run < Runs; run++)
        {
            var stream = new SeededStream(7, (ulong)((population * 10_000) + run));
            var has = Enumerable.Range(0, population).Select(_ => stream.NextDouble() < rate).ToArray();
            // The first of a shuffle are the drawn ones.
            for (var i = 0; i < drawn; i++)
            {
                var other = i + (int)(stream.NextDouble() * (population - i));
                (has[i], has[other]) = (has[other], has[i]);
            }
            var estimate = RandomShare.Of(population, drawn, has.Take(drawn).Count(h => h));
            var truth = has.Skip(drawn).Count(h => h);
            held += estimate.Low <= truth && truth <= estimate.High ? 1 : 0;
        }
        Assert.InRange(held / (double)Runs, 0.93, 1);
    }

    [Fact]
    public void Nothing_drawn_says_nothing_and_all_drawn_leaves_nothing()
    {
        Assert.Equal((0d, 10d), (RandomShare.Of(10, 0, 0).Low, RandomShare.Of(10, 0, 0).High));
        Assert.True(double.IsNaN(RandomShare.Of(10, 0, 0).Expected));
        Assert.Equal(new RandomShare(0, 0, 0, 0), RandomShare.Of(10, 10, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => RandomShare.Of(10, 11, 0));
    }
}
