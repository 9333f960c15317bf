using SmallMatters.Patterns.Evaluation;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.Evaluation;

public class InterruptedSeriesTests
{
    [Fact]
    public void A_jump_and_a_new_slope_are_read_off_where_little_else_moves()
    {
        // 50 % rising by 0.2 points a month; then 10 points higher at once and 1 point a month more; one in a thousand either way.
        ShareCount At(int month, double share) =>
            new((long)Math.Round(10_000 * (share + (month % 3 == 0 ? 0.001 : -0.0005))), 10_000);
        var found = InterruptedSeries.Estimate(
            [.. Enumerable.Range(0, 12).Select(m => At(m, 0.5 + 0.002 * m))],
            [.. Enumerable.Range(12, 12).Select(m => At(m, 0.6 + 0.002 * m + 0.01 * (m - 12)))]
        );
        Assert.Null(found.WhyNot);
        Assert.Equal(0.10, found.Level!.Value, 2);
        Assert.Equal(0.01, found.Slope!.Value, 3);
        Assert.True(found.Level.IsClear && found.Slope.IsClear);
        Assert.True(found.Level.Low < 0.10 && 0.10 < found.Level.High);
    }

    [Theory]
    [InlineData(24, 0.0)]
    [InlineData(24, 0.4)]
    [InlineData(48, 0.6)]
    public void The_intervals_hold_what_was_planted_also_where_a_month_inherits_from_the_last(int months, double inherited)
    {
        const int rounds = 300;
        var (level, slope, alarms) = (0, 0, 0);
        for (var round = 0UL; round < rounds; round++)
        {
            var planted = Simulate(round, months, inherited, jump: 0.08, bend: 0.004);
            level += planted.Level!.Low <= 0.08 && 0.08 <= planted.Level.High ? 1 : 0;
            slope += planted.Slope!.Low <= 0.004 && 0.004 <= planted.Slope.High ? 1 : 0;
            alarms += Simulate(round, months, inherited, 0, 0).Level!.IsClear ? 1 : 0;
        }
        Assert.InRange(level, rounds * 92 / 100, rounds * 99 / 100);
        Assert.InRange(slope, rounds * 91 / 100, rounds * 99 / 100);
        Assert.InRange(alarms, 0, rounds * 8 / 100);
    }

    [Fact]
    public void A_rise_that_had_begun_before_is_no_effect()
    {
        var alarms = 0;
        for (var round = 0UL; round < 100; round++)
        {
            alarms += Simulate(round, 24, 0.2, 0, 0, rise: 0.01).Level!.IsClear ? 1 : 0;
        }
        Assert.InRange(alarms, 0, 10);
    }

    [Fact]
    public void What_cannot_be_said_is_not_said()
    {
        ShareCount[] Months(int count, Func<int, ShareCount> of) => [.. Enumerable.Range(0, count).Select(of)];
        var some = Months(12, m => new ShareCount(10 + m % 4, 20));
        Assert.Equal(Unsaid.TooFewPeriods, InterruptedSeries.Estimate(some[..7], some).WhyNot);
        Assert.Equal(Unsaid.TooFewPeriods, InterruptedSeries.Estimate(some, []).WhyNot);
        Assert.Equal(Unsaid.EmptyPeriod, InterruptedSeries.Estimate([.. some[..11], new ShareCount(0, 0)], some).WhyNot);
        var all = Months(12, _ => new ShareCount(20, 20));
        Assert.Equal(Unsaid.NoVariation, InterruptedSeries.Estimate(all, all).WhyNot);
        var jump = InterruptedSeries.Estimate(Months(12, _ => new ShareCount(10, 20)), all);
        Assert.Equal(Unsaid.NoVariation, jump.WhyNot);
        Assert.Null(jump.Level);
        Assert.Throws<ArgumentOutOfRangeException>(() => InterruptedSeries.Estimate(some, some, confidence: 1));
    }

    private static SeriesEffect Simulate(ulong seed, int months, double inherited, double jump, double bend, double rise = 0.001)
    {
        var stream = new SeededStream(seed, 23);
        var half = months / 2;
        var departure = 0.04 * stream.NextNormal() / Math.Sqrt(1 - inherited * inherited);
        var counts = new ShareCount[months];
        for (var month = 0; month < months; month++)
        {
            departure = inherited * departure + 0.04 * stream.NextNormal();
            var after = month >= half ? jump + bend * (month - half) : 0;
            var share = Math.Clamp(0.45 + rise * month + after + departure, 0, 1);
            counts[month] = new ShareCount((long)Math.Round(share * 10_000), 10_000);
        }
        return InterruptedSeries.Estimate(counts[..half], counts[half..]);
    }
}
