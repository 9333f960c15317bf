using SmallMatters.Patterns.Knox;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.Knox;

public class JacquezTests
{
    [Fact]
    public void The_published_statistic_of_the_Burkitt_lymphoma_data_is_12()
    {
        var rows = EvaluationData.Rows("space-time/burkitt.csv");
        var result = JacquezTest.Run(rows.Numbers("X"), rows.Numbers("Y"), rows.Numbers("T"), 3, monteCarlo: new MonteCarlo(99));
        Assert.Equal((188, 12), (result.Events, (int)result.Statistic));
    }

    [Theory]
    [InlineData(Metric.Euclidean)]
    [InlineData(Metric.Manhattan)]
    [InlineData(Metric.GreatCircle)]
    public void The_tree_finds_the_neighbours_that_sorting_finds_ties_in_file_order(Metric metric)
    {
        var (x, y, _) = Simulated.Events(300, 12, 5, 1);
        for (var i = 0; i < x.Length; i++)
        {
            (x[i], y[i]) = (Math.Floor(x[i]), Math.Floor(y[i]));
        }
        var found = NearestNeighbours.Find(x, y, metric, 7);
        for (var i = 0; i < x.Length; i++)
        {
            double To(int j) => Distances.Between(metric, x[i], y[i], x[j], y[j]);
            var sorted = Enumerable.Range(0, x.Length).Where(j => j != i).OrderBy(To).ThenBy(j => j).Take(7);
            if (metric == Metric.GreatCircle)
            {
                Assert.Equal(sorted.Select(To), found[i].Select(To), (a, b) => Math.Abs(a - b) < 0.01);
            }
            else
            {
                Assert.Equal(sorted, found[i]);
            }
        }
    }

    [Fact]
    public void Neighbours_in_time_are_those_that_sorting_finds()
    {
        var t = Simulated.Events(200, 1, 40, 6).T;
        var found = NearestNeighbours.FindOnLine(t, 4);
        for (var i = 0; i < t.Length; i++)
        {
            Assert.Equal(
                Enumerable.Range(0, t.Length).Where(j => j != i).OrderBy(j => Math.Abs(t[j] - t[i])).ThenBy(j => j).Take(4),
                found[i]
            );
        }
    }

    [Fact]
    public void The_mean_of_the_replicas_is_the_exact_expectation()
    {
        var (x, y, t) = Simulated.Events(150, 1000, 1_000_000, 5);
        var result = JacquezTest.Run(x, y, t, 4, monteCarlo: new MonteCarlo(2000));
        var mean = result.Simulated.Average();
        var error = Math.Sqrt(result.Simulated.Average(s => (s - mean) * (s - mean)) / 2000);
        Assert.InRange(result.Expected, mean - 5 * error, mean + 5 * error);
    }

    [Fact]
    public void The_answer_does_not_depend_on_the_number_of_cores()
    {
        var (x, y, t) = Simulated.Events(200, 1000, 50, 2);
        Assert.Equal(
            JacquezTest.Run(x, y, t, 3, monteCarlo: new MonteCarlo(99, 5, 1)).Simulated,
            JacquezTest.Run(x, y, t, 3, monteCarlo: new MonteCarlo(99, 5, 3)).Simulated
        );
    }
}
