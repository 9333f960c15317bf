using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Liaisons;

public class LiaisonTests
{
    private static readonly DateOnly Until = Given.Today.AddDays(200);

    private static Liaison Offered() =>
        LiaisonRule
            .Offer(new OfferLiaison("安平", "13800001234", "east", Until), Given.Supervisor, Given.Jurisdiction, Given.Today)
            .Fact!.Apply(null);

    private static Liaison Serving() => LiaisonRule.Accept(Offered(), true, false).Fact!.Apply(Offered());

    [Fact]
    public void A_leader_appoints_with_all_mistakes_told_at_once_and_nobody_else_does()
    {
        Assert.Equal(
            "only-a-leader-appoints",
            LiaisonRule
                .Offer(new OfferLiaison("安平", "13800001234", "east", Until), Given.Handler, Given.Jurisdiction, Given.Today)
                .Why!.Code
        );
        var why = LiaisonRule
            .Offer(
                new OfferLiaison("", "谁", "nowhere", Given.Today.AddDays(1000)),
                Given.Supervisor,
                Given.Jurisdiction,
                Given.Today
            )
            .Why!;
        Assert.Equal(["missing-name", "liaison-phone", "missing-area", "liaison-term"], why.Each.Select(w => w.Code));
    }

    [Fact]
    public void Nobody_serves_before_they_accepted_the_code_nor_after_their_term()
    {
        Assert.False(Offered().ServesOn(Given.Today));
        Assert.Equal(["missing-read", "missing-named"], LiaisonRule.Accept(Offered(), false, null).Why!.Each.Select(w => w.Code));
        Assert.True(Serving().ServesOn(Until));
        Assert.False(Serving().ServesOn(Until.AddDays(1)));
        Assert.Equal(LiaisonConduct.Version, Serving().Conduct);
    }

    [Fact]
    public void Either_side_pauses_and_ends_at_any_time_without_a_reason_and_nothing_follows_the_end()
    {
        Assert.DoesNotContain(typeof(LiaisonStoodDown).GetProperties(), p => p.PropertyType == typeof(string));
        Assert.DoesNotContain(typeof(LiaisonEnded).GetProperties(), p => p.PropertyType == typeof(string));
        var paused = LiaisonRule.StandDown(Serving()).Fact!.Apply(Serving());
        Assert.False(paused.ServesOn(Given.Today));
        Assert.True(LiaisonRule.Resume(paused).Fact!.Apply(paused).ServesOn(Given.Today));
        foreach (var role in new[] { Offered(), Serving(), paused })
        {
            foreach (var by in Enum.GetValues<LiaisonExit>())
            {
                var ended = LiaisonRule.End(role, by).Fact!.Apply(role);
                Assert.Equal((LiaisonStage.Ended, false), (ended.Stage, ended.Named));
                Assert.All(
                    [
                        LiaisonRule.Accept(ended, true, true),
                        LiaisonRule.Resume(ended),
                        LiaisonRule.Link(ended),
                        LiaisonRule.End(ended, by),
                        LiaisonRule.Extend(ended, Until, Given.Today),
                        LiaisonRule.Train(ended, LiaisonTraining.Privacy, Given.Today, Given.Today),
                    ],
                    decision => Assert.Equal("liaison-not-now", decision.Why!.Code)
                );
            }
        }
    }

    [Fact]
    public void Training_is_an_item_with_a_day_that_has_been()
    {
        Assert.Equal(
            ["missing-item", "training-day"],
            LiaisonRule.Train(Serving(), null, Given.Today.AddDays(1), Given.Today).Why!.Each.Select(w => w.Code)
        );
        var trained = LiaisonRule.Train(Serving(), LiaisonTraining.OwnSafety, Given.Today, Given.Today).Fact!.Apply(Serving());
        Assert.Equal([new TrainingDone(LiaisonTraining.OwnSafety, Given.Today)], trained.Trainings);
    }

    [Theory]
    [InlineData("东门外井盖松动", null)]
    [InlineData("关于老师的课，楼下很吵", null)]
    [InlineData("王阿姨家门口堆着纸箱", SituationWords.NamesSomebody)]
    [InlineData("打 13912345678 问他", "situation-has-a-number")]
    [InlineData("沪A12345 总停在消防通道", "situation-has-a-number")]
    [InlineData("身份证 11010519491231002X", "situation-has-a-number")]
    public void A_report_tells_of_a_situation_and_of_no_person(string words, string? why) =>
        Assert.Equal(why, SituationWords.Decide(words, "Words", 1000, false, "请写", "Say").Why?.Code);

    [Fact]
    public void What_only_looks_like_a_name_passes_once_somebody_has_looked_again_and_a_number_never_does()
    {
        Assert.NotNull(SituationWords.Decide("王阿姨家门口", "Words", 1000, true, "请写", "Say").Text);
        Assert.Null(SituationWords.Decide("打 13912345678", "Words", 1000, true, "请写", "Say").Text);
    }
}
