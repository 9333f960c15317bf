using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Learning;

public class PracticeTests
{
    private static readonly WritePractice Asked = new(
        "夜里的灯当夜修",
        "以前要等三天。",
        "值班的人带配件上门。",
        "每晚两个人。",
        "老式灯座没有配件，修不了。",
        TrialOutcome.Worked
    );

    private static JointDecision Write(
        WritePractice command,
        MeasuredEffect? effect,
        Pilot? pilot = null,
        Actor.Staff? by = null
    ) => WritePracticeRule.Decide(command, Guid.Empty, pilot, effect, null, by ?? Given.Handler, Trials.Jurisdiction, Given.Now);

    private static Practice Written(int each = 100) => (Practice)Write(Asked, Trials.Figure(Trials.Up, each: each)).Begin();

    private static JointDecision Release(Practice it, bool? released = true, Actor.Staff? by = null, string? words = null) =>
        ReleasePracticeRule.Decide(it, new ReleasePractice(released, words), by ?? Trials.Head, Trials.Jurisdiction, Given.Now);

    private static Practice Released() => Written().After(it => Release(it));

    private static JointDecision Copy(Practice it, Actor.Staff? by = null, params ImmutableArray<string> areas) =>
        CopyPracticeRule.Copy(
            it,
            new CopyPractice(areas.IsEmpty ? ["a7"] : areas, Given.Today.AddDays(5)),
            Guid.CreateVersion7(Given.Now),
            by ?? Trials.Police,
            Trials.Jurisdiction,
            Given.Now
        );

    private static JointDecision Judge(Practice it, TrialOutcome? outcome, ShareChange? figure, Actor.Staff? by = null) =>
        CopyPracticeRule.Judge(
            it,
            new JudgeCopy(outcome, "我们那里楼更高。"),
            Trials.Figure(figure),
            by ?? Trials.Police,
            Given.Now.AddDays(200)
        );

    [Fact]
    public void Everything_that_is_missing_from_a_card_is_said_at_once()
    {
        Assert.Equal(
            ["Title", "Context", "Steps", "Cost", "Failures", "Outcome"],
            Write(new WritePractice("", "", "", "", "", null), Trials.Figure(Trials.Up)).Why!.Each.Select(w => w.Field)
        );
        Assert.Equal(
            ["Areas", "Against", "Measure", "From"],
            WritePracticeRule
                .Compare(new WorkCompared([], [], null, null, null), Trials.Jurisdiction, Given.Today)
                .Why!.Each.Select(w => w.Field)
        );
        var work = new WorkCompared(["a1"], ["a2"], "Solved", Given.Today.AddDays(-60), Given.Today);
        Assert.Equal("practice-of-what-is-over", WritePracticeRule.Compare(work, Trials.Jurisdiction, Given.Today).Why!.Code);
        Assert.Equal(
            "not-a-measure",
            WritePracticeRule.Compare(work with { Measure = "cases" }, Trials.Jurisdiction, Given.Today).Why!.Code
        );
        Assert.Null(
            WritePracticeRule.Compare(work with { Until = Given.Today.AddDays(-1) }, Trials.Jurisdiction, Given.Today).Why
        );
    }

    [Fact]
    public void A_card_of_a_pilot_says_what_its_assessment_said_and_only_an_assessed_one_gives_a_card()
    {
        Assert.Equal("practice-of-an-assessed-pilot", Write(Asked, null, Trials.Ended()).Says());
        var pilot = Trials
            .Ended()
            .After(p =>
                AssessPilotRule.Decide(
                    p,
                    new AssessPilot(TrialOutcome.DidNotWork, "没有差别。"),
                    Trials.Figure(Trials.Flat),
                    Trials.Head,
                    Given.Now.AddDays(360)
                )
            );
        var card = (Practice)Write(Asked, null, pilot).Begin();
        Assert.Equal((TrialOutcome.DidNotWork, pilot.Assessment!.Effect), (card.Card.Outcome, card.Card.Effect));
        // What did not work is published as anything else.
        Assert.Equal("PracticeReleased", Release(card).Says());
        Assert.Equal("more-than-the-figure-says", Write(Asked, Trials.Figure(Trials.Flat)).Says());
    }

    [Fact]
    public void A_card_without_a_denominator_is_not_published_and_nobody_releases_their_own()
    {
        var it = Written();
        Assert.Equal("practice-without-denominator", Release(Written(each: 0)).Says());
        Assert.Equal("learning-not-yours", Release(it, by: Given.Supervisor).Says());
        Assert.Equal(
            "writer-does-not-release-practice",
            Release(it with { Card = it.Card with { Writer = Trials.Head.Id } }).Says()
        );
        Assert.Equal("Words", Release(it, false).Why!.Field);
        var back = it.After(p => Release(p, false, words: "第二步不清楚。"));
        Assert.Equal(PracticeStage.SentBack, back.Stage);
        var again = back.After(p =>
            WritePracticeRule.Again(p, Asked, null, Trials.Figure(Trials.Up), null, Given.Handler, Trials.Jurisdiction, Given.Now)
        );
        Assert.Equal((PracticeStage.Written, (string?)null), (again.Stage, again.Reason));
        Assert.Contains("police", Released().Readers);
        Assert.DoesNotContain("police", it.Readers);
    }

    [Fact]
    public void A_copy_is_compared_with_all_areas_in_which_nobody_does_it_and_says_no_more_than_its_figure()
    {
        var it = Released();
        Assert.Equal("learning-not-yours", Copy(it, Given.Supervisor).Says());
        Assert.Equal("done-there-already", Copy(it, null, "a1").Says());
        var copied = it.After(p => Copy(p));
        Assert.Equal(["a3", "a4", "a5", "a6", "a8"], copied.Copies[0].Compared.Against);
        Assert.Equal("copied-already", Copy(copied, null, "a8").Says());
        Assert.Equal("more-than-the-figure-says", Judge(copied, TrialOutcome.Worked, null).Says());
        Assert.Equal("learning-not-at-this-step", Judge(copied, TrialOutcome.Worked, Trials.Up, Trials.Head).Says());
        var judged = copied.After(p => Judge(p, TrialOutcome.Worked, Trials.Up));
        Assert.Equal(TrialOutcome.Worked, judged.Copies[0].Outcome);
        Assert.Equal("learning-not-at-this-step", Judge(judged, TrialOutcome.DidNotWork, Trials.Flat).Says());
        Assert.True(
            judged
                .After(p => ReleasePracticeRule.Withdraw(p, new WithdrawPractice("数字算错了。"), Trials.Head, Given.Now))
                .IsOver
        );
    }
}
