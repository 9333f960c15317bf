using SmallMatters.Patterns.Outbreak;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.Outbreak;

public class OutbreakTests
{
    [Fact]
    public void C1_and_C2_compare_with_the_mean_of_seven_days_next_to_or_two_days_before()
    {
        int[] counts = [1, 2, 3, 4, 5, 6, 7, 100, 0, 20];
        // Mean 4 and standard deviation √(28 / 6) of the first seven days; Φ⁻¹(0.999) = 3.0902323.
        var c1 = Ears.Detect(counts, EarsMethod.C1)[0];
        Assert.Equal((7, 4.0), (c1.Index, c1.Expected));
        Assert.Equal(4 + 3.0902323061678132 * Math.Sqrt(28 / 6.0), c1.UpperBound, 1e-9);
        Assert.True(c1.Alarm);
        var c2 = Ears.Detect(counts, EarsMethod.C2)[0];
        Assert.Equal(9, c2.Index);
        Assert.Equal(c1.UpperBound, c2.UpperBound, 1e-9);
        // The day of 100 lies in C1's baseline of day 9 and hides it; C2 leaves it out.
        Assert.True(c2.Alarm);
        Assert.False(Ears.Detect(counts, EarsMethod.C1)[^1].Alarm);
    }

    [Fact]
    public void C3_finds_a_slow_rise_that_C2_lets_pass()
    {
        int[] counts = [5, 6, 4, 5, 6, 4, 5, 5, 5, 7, 7, 6];
        Assert.DoesNotContain(Ears.Detect(counts, EarsMethod.C2), p => p.Alarm);
        Assert.Contains(Ears.Detect(counts, EarsMethod.C3), p => p.Alarm && p.Index == 11);
    }

    [Fact]
    public void Among_quiet_series_C1_raises_few_alarms_and_finds_a_tripled_day()
    {
        var random = new SeededStream(3);
        var (alarms, days, found) = (0, 0, 0);
        for (var series = 0; series < 200; series++)
        {
            var counts = Enumerable.Range(0, 60).Select(_ => random.NextPoisson(20)).ToArray();
            var quiet = Ears.Detect(counts, EarsMethod.C1, 28);
            alarms += quiet.Count(p => p.Alarm);
            days += quiet.Count;
            counts[50] += 40;
            found += Ears.Detect(counts, EarsMethod.C1, 28).Any(p => p.Index == 50 && p.Alarm) ? 1 : 0;
        }
        Assert.InRange((double)alarms / days, 0.0005, 0.008);
        Assert.True(found >= 195);
    }

    [Theory]
    [InlineData(FarringtonThreshold.NegativeBinomial)]
    [InlineData(FarringtonThreshold.NegativeBinomialOfUpperMean)]
    [InlineData(FarringtonThreshold.TwoThirdsPower)]
    public void Farrington_keeps_its_error_on_a_season_with_trend_and_finds_an_outbreak(FarringtonThreshold threshold)
    {
        var settings = new FarringtonSettings { Alpha = 0.01, Threshold = threshold };
        var (alarms, weeks, found) = (0, 0, 0);
        for (ulong seed = 0; seed < 12; seed++)
        {
            var counts = Seasonal(seed, 52 * 7);
            var points = FarringtonFlexible.Detect(counts, settings, 52 * 6 + 3);
            alarms += points.Count(p => p.Alarm);
            weeks += points.Count;
            var (mean, at) = (points[20].Expected, points[20].Index);
            counts[at] = (int)(mean * 3) + 5;
            found += FarringtonFlexible.Detect(counts, settings, at)[0].Alarm ? 1 : 0;
        }
        Assert.InRange((double)alarms / weeks, 0.0, 0.03);
        Assert.True(found >= 11);
    }

    [Fact]
    public void A_past_outbreak_does_not_raise_the_threshold_much()
    {
        var counts = Seasonal(40, 52 * 6 + 10);
        var k = 52 * 6;
        var plain = FarringtonFlexible.Detect(counts, from: k)[0];
        for (var t = k - 52 - 1; t <= k - 52 + 1; t++)
        {
            counts[t] += 120;
        }
        var reweighted = FarringtonFlexible.Detect(counts, from: k)[0];
        var not = FarringtonFlexible.Detect(counts, new FarringtonSettings { ReweightAbove = double.PositiveInfinity }, k)[0];
        Assert.True(
            reweighted.UpperBound - plain.UpperBound < (not.UpperBound - plain.UpperBound) / 2,
            $"{plain.UpperBound} {reweighted.UpperBound} {not.UpperBound}"
        );
    }

    [Fact]
    public void Too_few_events_give_no_alarm_and_too_little_history_is_refused()
    {
        var counts = new int[300];
        counts[299] = 4;
        var point = FarringtonFlexible.Detect(counts, from: 299)[0];
        Assert.False(point.Alarm);
        Assert.Throws<ArgumentException>(() => FarringtonFlexible.Detect(new int[300], from: 262));
    }

    public static int[] Seasonal(ulong seed, int weeks)
    {
        var random = new SeededStream(seed, 50);
        return
        [
            .. Enumerable
                .Range(0, weeks)
                .Select(t =>
                    random.NextPoisson(
                        20 * Math.Exp(0.3 * Math.Sin(2 * Math.PI * t / 52) + 0.0005 * t + 0.1 * random.NextNormal())
                    )
                ),
        ];
    }
}
