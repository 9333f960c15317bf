using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.ControlCharts;

public class ControlChartTests
{
    [Theory]
    // Newcombe (1998), Statistics in Medicine 17, table I: score method without continuity correction.
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_intervals_are_those_of_the_published_table(int successes, int trials, double low, double high)
    {
        var interval = Wilson.Interval(successes, trials);
        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]
    public void Without_trials_anything_between_nought_and_one_is_possible() =>
        Assert.Equal((0.0, 1.0), (Wilson.Interval(0, 0).Low, Wilson.Interval(0, 0).High));

    [Fact]
    public void Swapping_success_and_failure_mirrors_the_interval()
    {
        for (var trials = 1; trials < 40; trials++)
        {
            for (var successes = 0; successes <= trials; successes++)
            {
                var (a, b) = (Wilson.Interval(successes, trials), Wilson.Interval(trials - successes, trials));
                Assert.Equal(a.Low, 1 - b.High, 1e-12);
                Assert.True(a.Low <= a.Share && a.Share <= a.High && a.Low >= 0 && a.High <= 1);
            }
        }
    }

    [Fact]
    public void A_wilson_interval_covers_the_truth_about_as_often_as_it_says()
    {
        var random = new SeededStream(4);
        var covered = 0;
        for (var i = 0; i < 4000; i++)
        {
            var successes = Enumerable.Range(0, 60).Count(_ => random.NextDouble() < 0.3);
            var interval = Wilson.Interval(successes, 60);
            covered += interval.Low <= 0.3 && 0.3 <= interval.High ? 1 : 0;
        }
        Assert.InRange(covered / 4000.0, 0.935, 0.97);
    }

    [Fact]
    public void A_p_chart_has_wider_limits_for_small_periods_and_signals_beyond_three_deviations()
    {
        var chart = ControlChart.P([10, 12, 9, 40, 1], [100, 100, 100, 100, 10], baseline: 3);
        var centre = 31 / 300.0;
        Assert.Equal(centre, chart[0].Centre, 1e-12);
        Assert.Equal(centre + 3 * Math.Sqrt(centre * (1 - centre) / 100), chart[0].High, 1e-12);
        Assert.True(chart[4].High > chart[0].High);
        Assert.Equal([0, 0, 0, 1, 0], chart.Select(p => p.Signal));
    }

    [Fact]
    public void A_u_chart_divides_by_exposure()
    {
        var chart = ControlChart.U([4, 16, 9], [1, 4, 1]);
        Assert.Equal([4.0, 4.0, 9.0], chart.Select(p => p.Value));
        Assert.Equal(29 / 6.0, chart[0].Centre, 1e-12);
        Assert.Equal(29 / 6.0 + 3 * Math.Sqrt(29 / 6.0 / 4), chart[1].High, 1e-12);
    }

    [Fact]
    public void A_cusum_adds_up_a_small_lasting_shift_that_no_single_value_shows()
    {
        // Ten values one deviation above the mean: each adds 1 − 0.5, so that the sum passes 4 at the ninth.
        var chart = ControlChart.Cusum([.. Enumerable.Repeat(11.0, 10)], 10, 1, 0.5, 4);
        Assert.Equal(0.5, chart[0].Up);
        Assert.Equal(8, chart.Select((p, i) => (p, i)).First(c => c.p.Signal == 1).i);
        Assert.All(chart, p => Assert.Equal(0, p.Down));
        Assert.Equal(-1, ControlChart.Cusum([.. Enumerable.Repeat(9.0, 10)], 10, 1, 0.5, 4)[9].Signal);
    }

    [Fact]
    public void An_EWMA_starts_with_narrow_limits_that_reach_their_final_width()
    {
        var chart = ControlChart.Ewma([.. Enumerable.Repeat(10.0, 200)], 10, 2, 0.2);
        Assert.Equal(10 + 3 * 2 * 0.2, chart[0].High, 1e-12);
        Assert.Equal(10 + 3 * 2 * Math.Sqrt(0.2 / 1.8), chart[199].High, 1e-9);
        Assert.All(chart, p => Assert.Equal(0, p.Signal));
    }

    [Fact]
    public void A_funnel_without_extra_variation_has_phi_near_one_and_few_units_outside()
    {
        var random = new SeededStream(6);
        var trials = Enumerable.Range(0, 300).Select(i => 20 + i).ToArray();
        var successes = trials.Select(n => Enumerable.Range(0, n).Count(_ => random.NextDouble() < 0.7)).ToArray();
        var plot = Funnel.Shares(successes, trials);
        Assert.InRange(plot.Phi, 0.6, 1.15);
        Assert.InRange(plot.Points.Count(p => p.Value < p.Low95 || p.Value > p.High95), 3, 30);
        Assert.True(plot.Points[0].High95 - plot.Points[0].Low95 > plot.Points[299].High95 - plot.Points[299].Low95);
    }

    [Fact]
    public void Extra_variation_between_units_widens_the_funnel_so_that_ordinary_units_are_not_accused()
    {
        var random = new SeededStream(7);
        var exposure = Enumerable.Range(0, 200).Select(_ => 400.0).ToArray();
        var events = exposure.Select(x => random.NextPoisson(x * 0.25 * Math.Exp(0.4 * random.NextNormal()))).ToArray();
        var naive = Funnel.Rates(events, exposure, OverDispersion.None);
        int Outside(FunnelPlot plot) => plot.Points.Count(p => p.Value < p.Low998 || p.Value > p.High998);
        Assert.True(naive.Phi > 5 && Outside(naive) > 40);
        Assert.InRange(Outside(Funnel.Rates(events, exposure, OverDispersion.Additive)), 0, 8);
        Assert.InRange(Outside(Funnel.Rates(events, exposure, OverDispersion.Multiplicative)), 0, 8);
    }

    [Fact]
    public void Where_months_differ_by_chance_alone_the_wider_limits_are_those_of_the_p_chart_and_never_narrower()
    {
        int[] yes = [80, 80, 80, 80, 80, 80];
        int[] answers = [100, 100, 100, 100, 100, 100];
        Assert.Equal(ControlChart.P(yes, answers), ControlChart.PPrime(yes, answers));
    }

    [Fact]
    public void With_thousands_of_answers_ordinary_ups_and_downs_are_no_signal_but_a_fall_is()
    {
        // Shares move by two points from month to month; chance alone would move them by half a point.
        int[] yes = [8000, 8200, 7900, 8100, 8050, 7850, 8150, 7950, 8100, 7900, 8000, 8050, 7100];
        var answers = Enumerable.Repeat(10_000, yes.Length).ToArray();
        Assert.Contains(ControlChart.P(yes, answers, 12).Take(12), p => p.Signal != 0);
        var wider = ControlChart.PPrime(yes, answers, 12);
        Assert.All(wider.Take(12), p => Assert.Equal(0, p.Signal));
        Assert.Equal(-1, wider[12].Signal);
    }

    [Fact]
    public void Eight_months_on_one_side_are_a_run_and_a_month_on_the_centre_ends_it()
    {
        static ChartPoint At(double value) => new(value, 0.5, 0, 1, 0);
        var values = Enumerable.Repeat(0.4, 9).Append(0.5).Concat(Enumerable.Repeat(0.6, 8)).Select(At).ToList();
        var runs = ControlChart.Runs(values);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 1], runs);
    }

    [Fact]
    public void When_nothing_changes_a_run_or_a_point_beyond_is_seldom()
    {
        var random = new SeededStream(7);
        var (signals, months) = (0, 0);
        for (var series = 0; series < 400; series++)
        {
            var yes = Enumerable
                .Range(0, 24)
                .Select(_ => Enumerable.Range(0, 200).Count(_ => random.NextDouble() < 0.8))
                .ToList();
            var points = ControlChart.PPrime(yes, [.. Enumerable.Repeat(200, 24)]);
            signals += points.Count(p => p.Signal != 0);
            months += points.Count;
        }
        Assert.InRange((double)signals / months, 0, 0.005);
    }
}
