using SmallMatters.Domain.Triage;
using Xunit;

namespace SmallMatters.Domain.Tests.Triage;

public sealed class TriageEvaluationTests
{
    /// <summary>Five messages of a, three of b, two of c; computed by hand below.</summary>
    private static readonly JudgedMessage[] Ten =
    [
        new(["a"], "a", 0.95),
        new(["a"], "a", 0.92),
        new(["a"], "a", 0.85),
        new(["a"], "b", 0.55),
        new(["a"], "c", 0.45),
        new(["b"], "b", 0.91),
        new(["b"], "b", 0.65),
        new(["b"], "a", 0.75),
        new(["c"], "c", 0.35),
        new(["c", "a"], "a", 0.97),
    ];

    [Fact]
    public void Accuracy_and_F1_are_those_computed_by_hand()
    {
        var evaluation = TriageEvaluation.Of(Ten, null);
        Assert.Equal(10, evaluation.Messages);
        Assert.Equal(0.7, evaluation.Accuracy, 12);

        // The last message counts for a, which was chosen and is right: a has 6, b 3, c 1. Chosen: a 5, b 3, c 2.
        Assert.Equal(
            [
                new ClassFigures("a", 4 / 5.0, 4 / 6.0, 8 / 11.0, 6),
                new ClassFigures("b", 2 / 3.0, 2 / 3.0, 4 / 6.0, 3),
                new ClassFigures("c", 1 / 2.0, 1, 2 / 3.0, 1),
            ],
            evaluation.Classes
        );
        Assert.Equal(((8 / 11.0) + (2 / 3.0) + (2 / 3.0)) / 3, evaluation.MacroF1, 12);
    }

    [Fact]
    public void The_confusion_lists_each_pair_that_occurred()
    {
        Assert.Equal(
            [
                new ConfusionCount("a", "a", 4),
                new ConfusionCount("a", "b", 1),
                new ConfusionCount("a", "c", 1),
                new ConfusionCount("b", "a", 1),
                new ConfusionCount("b", "b", 2),
                new ConfusionCount("c", "c", 1),
            ],
            TriageEvaluation.Of(Ten, null).Confusion
        );
    }

    [Fact]
    public void The_calibration_error_is_the_weighted_gap_of_the_bins()
    {
        var evaluation = TriageEvaluation.Of(Ten, null);
        // Bins: 0.3 (0.35, right), 0.4 (0.45, wrong), 0.5 (0.55, wrong), 0.6 (0.65, right), 0.7 (0.75, wrong), 0.8 (0.85, right),
        // 0.9 (0.95 0.92 0.91 0.97, all right).
        var gaps = 0.65 + 0.45 + 0.55 + 0.35 + 0.75 + 0.15 + (4 * (1 - 0.9375));
        Assert.Equal(gaps / 10, evaluation.CalibrationError, 12);
        Assert.Equal([0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], evaluation.Bins.Select(bin => bin.From));
        Assert.Equal(4, evaluation.Bins[^1].Messages);
        Assert.Equal(0.9375, evaluation.Bins[^1].MeanConfidence, 12);
    }

    [Fact]
    public void Routing_by_a_threshold_chosen_elsewhere_is_judged_as_it_comes_out()
    {
        var routing = TriageEvaluation.Of(Ten, 0.7).Routing;
        Assert.NotNull(routing);
        Assert.Equal(0.6, routing.Share, 12);
        Assert.Equal(5 / 6.0, routing.Precision, 12);
    }

    [Theory]
    [InlineData(0.98, 0.5, 0.85)]
    [InlineData(0.85, 0.7, 0.65)]
    [InlineData(0.70, 1.0, 0.35)]
    public void The_best_routing_is_the_largest_share_with_the_precision_asked_for(
        double precision,
        double share,
        double threshold
    )
    {
        var best = TriageEvaluation.Of(Ten, null, precision).BestRouting;
        Assert.NotNull(best);
        Assert.Equal(share, best.Share, 12);
        Assert.Equal(threshold, best.Threshold, 12);
        Assert.True(best.Precision >= precision);
    }

    [Fact]
    public void Messages_of_equal_confidence_are_routed_together_or_not_at_all()
    {
        JudgedMessage[] tied = [new(["a"], "a", 0.9), new(["a"], "b", 0.9), new(["b"], "b", 0.8)];
        Assert.Null(TriageEvaluation.Of(tied, null).BestRouting);
    }

    [Fact]
    public void No_routing_is_claimed_where_no_threshold_gives_the_precision()
    {
        Assert.Null(TriageEvaluation.Of([new(["a"], "b", 0.99)], null).BestRouting);
    }

    [Fact]
    public void A_threshold_that_routes_nothing_is_precise_for_want_of_errors()
    {
        Assert.Equal(new RoutingFigures(0.99, 0, 1), TriageEvaluation.Of(Ten, 0.99).Routing);
    }

    [Fact]
    public void Evaluating_a_model_counts_every_example()
    {
        var model = TriageTrainer.Train(NeighbourhoodMessages.Learned, new TriageOptions());
        var evaluation = TriageEvaluation.Of(model, NeighbourhoodMessages.Unseen);
        Assert.Equal(NeighbourhoodMessages.Unseen.Count, evaluation.Messages);
        Assert.Equal(NeighbourhoodMessages.Unseen.Count, evaluation.Classes.Sum(of => of.Support));
        Assert.Equal(1, evaluation.Accuracy);
    }

    [Fact]
    public void Evaluating_nothing_is_an_error_not_a_perfect_score()
    {
        Assert.Throws<ArgumentException>(() => TriageEvaluation.Of([], null));
    }
}
