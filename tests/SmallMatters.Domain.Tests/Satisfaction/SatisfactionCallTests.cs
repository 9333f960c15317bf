using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Satisfaction;

public class SatisfactionCallTests
{
    private static readonly CallRules Rules = CallRules.BuiltIn;
    private static readonly DateTimeOffset Now = Given.Now;

    private static SatisfactionCall Due => new CallDue(Given.Today.AddDays(Rules.OpenDays)).Apply(null);

    private static CallDecision Try(
        SatisfactionCall call,
        TryOutcome? outcome,
        DateTimeOffset at,
        DateOnly? day = null,
        int? hour = null
    ) => MakeCallRule.Try(call, new TryCall(outcome, day, hour), Rules, Given.Jurisdiction.Calendar, at);

    [Fact]
    public void After_the_last_try_in_vain_nobody_tries_again()
    {
        var (call, at) = (Due, Now);
        for (var i = 0; i < Rules.MostTries; i++)
        {
            Assert.IsType<SatisfactionCall.Waiting>(call);
            call = Try(call, TryOutcome.NoAnswer, at).Fact!.Apply(call);
            at = at.AddHours(Rules.PauseHours);
        }
        Assert.IsType<SatisfactionCall.NotReached>(call);
        Assert.Equal("call-not-now", Try(call, TryOutcome.NoAnswer, at).Why!.Code);
    }

    [Theory]
    [InlineData(TryOutcome.Refused, CallStage.Refused)]
    [InlineData(TryOutcome.WrongNumber, CallStage.NotReached)]
    public void Refusing_and_a_wrong_number_end_it_at_once(TryOutcome outcome, CallStage stage) =>
        Assert.Equal(stage, Try(Due, outcome, Now).Fact!.Apply(Due).Stage);

    [Fact]
    public void Nobody_is_rung_twice_within_hours()
    {
        var tried = Try(Due, TryOutcome.NoAnswer, Now).Fact!.Apply(Due);
        Assert.Equal("call-too-early", Try(tried, TryOutcome.NoAnswer, Now.AddHours(1)).Why!.Code);
        Assert.Equal(
            "call-too-early",
            MakeCallRule.Answer(tried, new CallRates(YesPartlyNo.Yes, YesPartlyNo.Yes, YesPartlyNo.Yes), 1, Now).Why!.Code
        );
    }

    [Fact]
    public void All_that_is_wrong_with_the_time_that_was_asked_for_is_told_at_once() =>
        Assert.Equal(
            ["Day", "Hour"],
            Try(Due, TryOutcome.AskedLater, Now, Given.Today.AddDays(Rules.OpenDays + 1), 3).Why!.Each.Select(w => w.Field)
        );

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_done_in_whatever_order_a_call_ends_once_and_never_has_more_tries_than_allowed(int seed)
    {
        var random = new Random(seed);
        for (var life = 0; life < 300; life++)
        {
            var (call, at) = (Due, Now);
            var ended = 0;
            for (var step = 0; step < 12; step++)
            {
                at = at.AddHours(random.Next(0, 60));
                var today = Given.Jurisdiction.Calendar.DayOf(at);
                var decision = random.Next(4) switch
                {
                    0 => Try(call, (TryOutcome)random.Next(4), at, today.AddDays(random.Next(-1, 5)), random.Next(6, 22)),
                    1 => MakeCallRule.Answer(
                        call,
                        new CallRates(YesPartlyNo.Yes, (YesPartlyNo)random.Next(3), YesPartlyNo.No),
                        1,
                        at
                    ),
                    2 => MakeCallRule.Lapse(call, today, random.Next(20) == 0),
                    _ => Try(call, TryOutcome.NoAnswer, at),
                };
                if (decision.Fact is not { } fact)
                {
                    continue;
                }
                Assert.IsType<SatisfactionCall.Waiting>(call);
                call = fact.Apply(call);
                ended += call is SatisfactionCall.Waiting ? 0 : 1;
                Assert.True(call.Tries <= Rules.MostTries);
            }
            Assert.True(ended <= 1);
        }
    }

    [Fact]
    public void A_draw_takes_the_share_of_each_stratum_and_the_same_seed_draws_the_same()
    {
        var frame = Enumerable
            .Range(0, 130)
            .Select(i => new CallCandidate(i, 0, i < 100 ? "a" : "b", i % 10 == 0 ? "rare" : "common"))
            .ToList();
        var (draw, drawn) = CallsDrawn.From(frame, "0f", Rules);
        Assert.Equal(
            [("a", "common", 90, 9), ("a", "rare", 10, 2), ("b", "common", 27, 3), ("b", "rare", 3, 2)],
            draw.Strata.Select(s => (s.Unit, s.Category, s.Frame, s.Drawn))
        );
        frame.Reverse();
        var (again, same) = CallsDrawn.From(frame, "0f", Rules);
        Assert.Equal(draw.FrameHash, again.FrameHash);
        Assert.Equal(drawn.Select(d => d.Closing.Key), same.Select(d => d.Closing.Key));
        Assert.NotEqual(drawn.Select(d => d.Closing.Key), CallsDrawn.From(frame, "10", Rules).Drawn.Select(d => d.Closing.Key));
    }

    [Fact]
    public void Over_many_seeds_everybody_of_a_stratum_is_drawn_equally_often()
    {
        var frame = Enumerable.Range(0, 20).Select(i => new CallCandidate(i, 0, "a", "x")).ToList();
        var hits = new int[20];
        const int seeds = 4000;
        for (var s = 0; s < seeds; s++)
        {
            foreach (var (closing, _) in CallsDrawn.From(frame, $"{s}", Rules).Drawn)
            {
                hits[closing.Reference]++;
            }
        }
        // Two of twenty each time: 400 expected, with a standard deviation of 19; five of these are never left by chance.
        Assert.All(hits, h => Assert.InRange(h, 305, 495));
    }

    [Fact]
    public void A_weighted_share_counts_each_answer_for_those_that_it_stands_for()
    {
        var share = WeightedShare.Of([(10, 1, 5), (1, 0, 10)])!;
        Assert.Equal(50.0 / 60, share.Share, 12);
        Assert.Equal(60.0 * 60 / 510, share.Effective, 12);
        Assert.Equal(15, share.Answers);
        Assert.Equal(1, WeightedShare.Of([(7, 1, 3), (7, 0, 4)])!.DesignEffect, 12);
        Assert.Null(WeightedShare.Of([]));
    }

    [Fact]
    public void The_script_says_who_calls_that_one_need_not_answer_and_asks_three_questions()
    {
        var script = Rules.ScriptOn(Given.Today);
        Assert.Contains("您可以不答", script.Opening.Zh, StringComparison.Ordinal);
        Assert.Contains("You need not answer", script.Opening.En, StringComparison.Ordinal);
        Assert.Contains("{unit}", script.Opening.Zh, StringComparison.Ordinal);
    }
}
