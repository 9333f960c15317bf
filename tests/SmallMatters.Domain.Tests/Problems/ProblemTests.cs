using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Problems;
using Xunit;

namespace SmallMatters.Domain.Tests.Problems;

public class ProblemTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Actor.Staff Leader = new(
        new StaffId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch)),
        "desk",
        [StaffRole.Handler]
    );
    private static readonly Actor.Staff Helper = new(
        new StaffId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch)),
        "works",
        [StaffRole.Handler]
    );
    private static readonly Analysis Why = new("没有充电桩", "整栋楼的住户", "贴过通知", "不再飞线充电");

    private static Problem Scanned() =>
        new ProblemOpened(
            new ProblemFile(
                Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
                "飞线充电",
                "同一栋楼",
                "desk",
                "area",
                "ebike",
                null,
                null,
                DateTimeOffset.UnixEpoch
            )
        ).Apply(null);

    private static Problem Analysed() => new ProblemAnalysed(Why).Apply(Scanned());

    private static Problem Responding(out Guid promised)
    {
        promised = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
        return new CountermeasurePromised(new Countermeasure(promised, "装充电桩", "works", Today.AddDays(20))).Apply(Analysed());
    }

    private static Effect Shown() =>
        Effect.Measure([6, 5, 7, 6, 6, 5], [0, 1, 0, 0, 1, 0], [9, 8, 9, 9, 8, 9], [9, 9, 8, 9, 9, 9]);

    [Fact]
    public void A_problem_goes_from_scan_to_analysis_to_response_to_assessment_to_its_end()
    {
        var problem = Responding(out var promised);
        Assert.Equal(ProblemStage.Responding, problem.Stage);
        problem = new CountermeasureEnded(promised, CountermeasureState.Done, Today, "装好了").Apply(problem);
        Assert.Equal(Today, problem.RespondedOn);
        problem = new ProblemAssessed(new Assessment(Shown(), Worked.Yes, "少了")).Apply(problem);
        Assert.Equal(ProblemStage.Assessed, problem.Stage);
        Assert.IsType<ProblemClosed>(CloseProblemRule.Decide(problem, new CloseProblem("已解决"), Leader).Fact);
    }

    [Theory]
    [InlineData("", "谁", "试过", "目标", "missing-causes")]
    [InlineData("因", "", "试过", "目标", "missing-affected")]
    [InlineData("因", "谁", " ", "目标", "missing-tried")]
    [InlineData("因", "谁", "试过", "", "missing-goal")]
    public void An_analysis_says_causes_who_is_affected_what_was_tried_and_the_goal(
        string causes,
        string affected,
        string tried,
        string goal,
        string says
    ) =>
        Assert.Equal(
            says,
            AnalyseProblemRule.Decide(Scanned(), new AnalyseProblem(causes, affected, tried, goal), Leader).Why!.Code
        );

    [Fact]
    public void A_problem_does_not_end_over_an_open_promise() =>
        Assert.Equal(
            "problem-has-open-promises",
            CloseProblemRule.Decide(Responding(out _), new CloseProblem("算了"), Leader).Why!.Code
        );

    [Fact]
    public void The_unit_that_promised_says_that_it_was_done_and_a_third_unit_does_not()
    {
        var problem = Responding(out var promised);
        var done = new EndCountermeasure(promised, CountermeasureState.Done, "装好了");
        Assert.IsType<CountermeasureEnded>(EndCountermeasureRule.Decide(problem, done, Helper, Today).Fact);
        Assert.IsType<CountermeasureEnded>(EndCountermeasureRule.Decide(problem, done, Leader, Today).Fact);
        var third = Helper with { Unit = "city" };
        Assert.Equal("not-your-units-problem", EndCountermeasureRule.Decide(problem, done, third, Today).Why!.Code);
    }

    [Fact]
    public void What_the_comparison_places_explain_is_not_called_effective()
    {
        var problem = Responding(out _);
        var everywhere = Effect.Measure([6, 5, 7, 6], [3, 2, 4, 3], [60, 55, 70, 60], [31, 25, 38, 30]);
        Assert.InRange(1, everywhere.Low, everywhere.High);
        Assert.Equal(
            "effect-not-shown",
            AssessProblemRule.Decide(problem, new AssessProblem(everywhere, Worked.Yes, "少了"), Leader).Why!.Code
        );
        Assert.NotNull(AssessProblemRule.Decide(problem, new AssessProblem(everywhere, Worked.NotClear, "看不出"), Leader).Fact);
        Assert.NotNull(AssessProblemRule.Decide(problem, new AssessProblem(Shown(), Worked.Yes, "少了"), Leader).Fact);
    }

    [Fact]
    public void A_problem_without_a_measurement_is_not_assessed() =>
        Assert.Equal(
            "problem-not-measurable",
            AssessProblemRule.Decide(Responding(out _), new AssessProblem(null, Worked.Partly, "好些"), Leader).Why!.Code
        );

    [Fact]
    public void A_closed_problem_is_not_touched_any_more()
    {
        var closed = new ProblemClosed("结束").Apply(Analysed());
        Assert.Equal(
            "problem-closed",
            AnalyseProblemRule.Decide(closed, new AnalyseProblem("因", "谁", "试", "目标"), Leader).Why!.Code
        );
        Assert.Equal("problem-closed", CloseProblemRule.Decide(closed, new CloseProblem("再"), Leader).Why!.Code);
    }

    // By hand: 24 → 12 at the place, 240 → 120 elsewhere. Ratio 1, log variance 1/24 + 1/12 + 1/240 + 1/120 = 0.1375.
    [Fact]
    public void The_effect_is_the_change_at_the_place_over_the_change_elsewhere()
    {
        var effect = Effect.Measure([6, 6, 6, 6], [3, 3, 3, 3], [60, 60, 60, 60], [30, 30, 30, 30]);
        Assert.Equal((1.0, 1.0), (effect.Dispersion, Math.Round(effect.Ratio, 12)));
        Assert.Equal(Math.Exp(-1.959963984540054 * Math.Sqrt(0.1375)), effect.Low, 9);
        Assert.Equal(Math.Exp(1.959963984540054 * Math.Sqrt(0.1375)), effect.High, 9);
    }

    [Fact]
    public void Counts_that_vary_more_than_chance_widen_the_interval()
    {
        var calm = Effect.Measure([6, 6, 6, 6], [3, 3, 3, 3], [60, 60, 60, 60], [30, 30, 30, 30]);
        var wild = Effect.Measure([0, 12, 0, 12], [0, 6, 0, 6], [20, 100, 20, 100], [5, 55, 5, 55]);
        Assert.Equal(calm.Ratio, wild.Ratio, 12);
        Assert.True(wild.Dispersion > 5);
        Assert.True(wild.High / wild.Low > calm.High / calm.Low);
    }

    [Fact]
    public void A_place_that_nothing_comes_from_any_more_has_a_finite_effect()
    {
        var effect = Effect.Measure([3, 2, 3, 2], [0, 0, 0, 0], [9, 9, 9, 9], [9, 9, 9, 9]);
        Assert.True(double.IsFinite(effect.Ratio) && effect.Low > 0 && double.IsFinite(effect.High));
    }
}
