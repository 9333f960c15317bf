using System.Text.Json;
using SmallMatters.Patterns.NearRepeat;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.NearRepeat;

public class NearRepeatTests
{
    private static readonly double Endless = double.PositiveInfinity;

    [Fact]
    public void The_Near_Repeat_Calculators_table_of_Chicago_burglary_is_met_to_the_unit()
    {
        var result = Chicago([0, 1, 100, 200, 300, Endless], [0, 7, 14, 21, Endless]);
        var answer = KnownAnswer("chicago_be_month1_near_repeat_calculator");
        Assert.Equal(Table<long>(answer, "observed"), result.Observed);
        // Its ratios divide by the mean of its own twenty replicas, printed to two digits.
        var published = Table<double>(answer, "knox_ratio_first_three_rows");
        for (var i = 0; i < published.Length; i++)
        {
            AssertWithinMonteCarloError(published[i], result, i, 20, 0.005);
        }
    }

    [Fact]
    public void The_published_ratios_and_p_values_of_Chicago_burglary_are_met_within_their_Monte_Carlo_error()
    {
        var result = Chicago([0, 0.1, 200, 400, 600], [0, 7, 14, 21]);
        var answer = KnownAnswer("chicago_be_month1_vignette_pvalues");
        Assert.Equal(Table<long>(answer, "observed"), result.Observed);
        var ratios = Table<double>(answer, "knox_ratio");
        var p = Table<double>(answer, "pvalues");
        for (var i = 0; i < 4; i++)
        {
            AssertWithinMonteCarloError(ratios[i], result, i, 999, 0.00005);
            for (var j = 0; j < 3; j++)
            {
                // Two independent estimates from 999 replicas each.
                var error = 4 * Math.Sqrt(2 * Math.Max(p[i][j] * (1 - p[i][j]), 0.001) / 999);
                Assert.InRange(result.P[i][j], p[i][j] - error, p[i][j] + error);
            }
        }
        Assert.Equal((0.001, 0.001, 1.0), (result.P[0][0], result.P[1][0], result.P[0][1]));
    }

    [Fact]
    public void The_Near_Repeat_Calculators_table_of_Chicago_arson_is_met_to_the_unit()
    {
        var rows = EvaluationData.Rows("space-time/chicago-arson.csv");
        var result = NearRepeatTable.Compute(
            Single(rows.Numbers("X")),
            Single(rows.Numbers("Y")),
            rows.Days("date"),
            [0, 0.01, 200, 400, 600, Endless],
            [0, 1, 2, 3, Endless],
            Closed.Left,
            Metric.Manhattan,
            new MonteCarlo(99)
        );
        var answer = KnownAnswer("chicago_arson_near_repeat_calculator");
        Assert.Equal(522, rows.Count);
        Assert.Equal(Table<long>(answer, "observed"), result.Observed);
        Assert.Equal(answer.GetProperty("p").GetDouble(), result.P[1][0]);
        // 74.25 is 9 pairs over a mean of 12 in 99 replicas; ours would be 12 to within Poisson error.
        var inTheirReplicas = 9 / answer.GetProperty("knox_ratio_top").GetDouble() * 99;
        Assert.InRange(
            inTheirReplicas - result.Expected[1][0] * 99,
            -3 * Math.Sqrt(inTheirReplicas),
            3 * Math.Sqrt(inTheirReplicas)
        );
    }

    [Theory]
    [InlineData(Closed.Left, 29, 45, 106, 88)]
    [InlineData(Closed.Right, 31, 50, 118, 100)]
    public void Which_end_belongs_to_a_bin_changes_the_table(Closed closed, int same, int first, int second, int third)
    {
        var result = Chicago([0, 1, 101, 201, 301], [0, 8, 15, 22], closed);
        Assert.Equal([same, first, second, third], result.Observed.Select(row => (int)row[0]));
    }

    [Fact]
    public void Rows_and_columns_of_a_whole_table_add_up_to_all_pairs_and_so_do_expectations()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            var (x, y, t) = Simulated.Events(150, 1000, 60, seed);
            var result = NearRepeatTable.Compute(
                x,
                y,
                t,
                [0, 50, 200, Endless],
                [0, 3, 9, Endless],
                monteCarlo: new MonteCarlo(0)
            );
            Assert.Equal(150 * 149 / 2, result.Observed.Sum(r => r.Sum()));
            Assert.Equal(150 * 149 / 2, result.Expected.Sum(r => r.Sum()), 1e-6);
            Assert.All(result.Observed, row => Assert.All(row, cell => Assert.True(cell >= 0)));
        }
    }

    [Fact]
    public void A_table_that_starts_above_nought_leaves_the_nearer_pairs_out()
    {
        var (x, y, t) = Simulated.Events(200, 1000, 60, 3);
        var whole = NearRepeatTable.Compute(x, y, t, [0, 100, 300], [0, 5, 10], monteCarlo: new MonteCarlo(19));
        var part = NearRepeatTable.Compute(x, y, t, [100, 300], [5, 10], monteCarlo: new MonteCarlo(19));
        // The lowest break belongs to the first bin; no distance is exactly 100 here, but differences of 5 days are.
        var atFive = NearRepeatTable.Compute(x, y, t, [100, 300], [4.5, 5], monteCarlo: new MonteCarlo(19)).Observed[0][0];
        Assert.Equal(whole.Observed[1][1] + atFive, part.Observed[0][0]);
    }

    [Fact]
    public void Adjusted_p_values_are_never_smaller_and_false_alarms_over_the_whole_table_stay_rare()
    {
        var alarms = 0;
        for (ulong set = 0; set < 300; set++)
        {
            var (x, y, t) = Simulated.Events(80, 1000, 30, 100 + set);
            var result = NearRepeatTable.Compute(x, y, t, [0, 100, 200, 300], [0, 3, 6, 9], monteCarlo: new MonteCarlo(99, set));
            for (var i = 0; i < 3; i++)
            {
                for (var j = 0; j < 3; j++)
                {
                    Assert.True(result.PAdjusted[i][j] >= result.P[i][j] - 1e-12);
                }
            }
            alarms += result.PAdjusted.Any(row => row.Any(p => p <= 0.05)) ? 1 : 0;
        }
        Assert.InRange(alarms, 1, 30);
    }

    [Fact]
    public void Breaks_that_do_not_rise_are_refused() =>
        Assert.Throws<ArgumentException>(() => NearRepeatTable.Compute([1, 2], [1, 2], [1, 2], [0, 5, 5], [0, 1]));

    // The calculator keeps coordinates in single precision: one pair at 399.96 m stands at 400 m there.
    private static double[] Single(double[] values) => [.. values.Select(v => (double)(float)v)];

    private static NearRepeatResult Chicago(double[] space, double[] time, Closed closed = Closed.Left)
    {
        var rows = EvaluationData.Rows("space-time/chicago-burglary-month1.csv", "X", "Y", "date");
        return NearRepeatTable.Compute(
            rows.Numbers("X"),
            rows.Numbers("Y"),
            rows.Days("date"),
            space,
            time,
            closed,
            Metric.Manhattan
        );
    }

    private static void AssertWithinMonteCarloError(
        double[] published,
        NearRepeatResult result,
        int row,
        int replicas,
        double rounding
    )
    {
        for (var j = 0; j < published.Length; j++)
        {
            // The mean of r counts, each nearly Poisson, has the relative error 1 / √(r × expected).
            var error = 4 * result.Ratio[row][j] / Math.Sqrt(replicas * result.Expected[row][j]) + rounding;
            Assert.InRange(published[j], result.Ratio[row][j] - error, result.Ratio[row][j] + error);
        }
    }

    private static JsonElement KnownAnswer(string name)
    {
        using var file = File.OpenRead(EvaluationData.Path("space-time/known-answers.json"));
        return JsonDocument
            .Parse(file)
            .RootElement.GetProperty("cases")
            .EnumerateArray()
            .Single(c => c.GetProperty("name").GetString() == name)
            .GetProperty("answer");
    }

    private static T[][] Table<T>(JsonElement answer, string name) => answer.GetProperty(name).Deserialize<T[][]>()!;
}
