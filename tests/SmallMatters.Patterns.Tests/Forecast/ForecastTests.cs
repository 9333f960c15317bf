using SmallMatters.Patterns.Density;
using SmallMatters.Patterns.Forecast;
using SmallMatters.Patterns.Sampling;
using Xunit;

namespace SmallMatters.Patterns.Tests.Forecast;

public class ForecastTests
{
    private static readonly Grid Four = new(0, 0, 2, 2, 2, 2);

    [Fact]
    public void Scores_worked_by_hand()
    {
        // Period 0: cells 0, 0, 0, 1. Period 1: cells 0, 0, 1, 1, 1, 3. One cell of four is marked: cell 0.
        double[] x = [.5, .5, .5, 1.5, .5, .5, 1.5, 1.5, 1.5, 1.5];
        double[] y = [.5, .5, .5, .5, .5, .5, .5, .5, .5, 1.5];
        int[] period = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1];
        var score = Assert.Single(ForecastEvaluation.Evaluate(x, y, period, Four, 1, 0.25, [ForecastEvaluation.LastPeriod]));
        Assert.Equal((2, 6, 0.25), (score.Hits, score.Events, score.AreaShare));
        Assert.Equal(2 / 6.0 / 0.25, score.Pai, 1e-12);
        Assert.Equal(2 / 3.0, score.PeiStar, 1e-12);
        Assert.Equal(2 / 3.0 / (6 / 4.0), score.Rri, 1e-12);
    }

    [Fact]
    public void A_method_never_sees_the_period_it_forecasts()
    {
        var (x, y, t) = Simulated.Events(300, 2, 6, 4);
        int[] period = [.. t.Select(v => (int)v)];
        var seen = new List<(int Periods, int Events)>();
        ForecastEvaluation.Evaluate(
            x,
            y,
            period,
            Four,
            2,
            0.5,
            [
                new ForecastMethod(
                    "spy",
                    h =>
                    {
                        seen.Add((h.Periods.Count, h.X.Length));
                        Assert.Equal(h.Periods.Sum(p => p.Sum()), h.X.Length);
                        return new double[4];
                    }
                ),
            ]
        );
        Assert.Equal([2, 3, 4, 5], seen.Select(s => s.Periods));
        Assert.Equal([.. new[] { 2, 3, 4, 5 }.Select(p => period.Count(v => v < p))], seen.Select(s => s.Events));
    }

    [Fact]
    public void Knowing_the_true_risk_beats_the_baselines_and_nobody_beats_hindsight()
    {
        var random = new SeededStream(9);
        var grid = new Grid(0, 0, 20, 20, 20, 20);
        var risk = Enumerable.Range(0, 400).Select(_ => Math.Exp(2 * random.NextNormal())).ToArray();
        var total = risk.Sum();
        var (x, y, period) = (new List<double>(), new List<double>(), new List<int>());
        for (var p = 0; p < 12; p++)
        {
            for (var cell = 0; cell < 400; cell++)
            {
                for (var i = random.NextPoisson(risk[cell] / total * 200); i > 0; i--)
                {
                    x.Add(grid.CentreX(cell % 20));
                    y.Add(grid.CentreY(cell / 20));
                    period.Add(p);
                }
            }
        }
        var scores = ForecastEvaluation.Evaluate(
            [.. x],
            [.. y],
            [.. period],
            grid,
            4,
            0.05,
            [new("truth", _ => risk), .. ForecastEvaluation.Baselines(1.5)]
        );
        Assert.All(scores.Skip(1), s => Assert.True(scores[0].Pai >= s.Pai, s.Method));
        Assert.All(scores, s => Assert.InRange(s.PeiStar, 0, 1));
        Assert.True(
            scores.Single(s => s.Method == "moving average of 4").Pai > scores.Single(s => s.Method == "last period").Pai
        );
    }

    [Fact]
    public void Without_a_past_there_is_nothing_to_judge() =>
        Assert.Throws<ArgumentException>(() =>
            ForecastEvaluation.Evaluate([1], [1], [0], Four, 1, 0.5, [ForecastEvaluation.LastPeriod])
        );
}
