using SmallMatters.Domain.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class JudgingTests
{
    [Fact]
    public void A_window_that_ends_without_a_verdict_is_recorded_as_no_verdict()
    {
        var closed = Given.Closed();
        var window = closed.File.Running(ClockFor.VerdictWindow)!;
        var later = window.Clock.Deadline.DueAt.AddMinutes(1);
        var after = closed.After(m => TickClockRule.Decide(m, window.Id, Given.Jurisdiction, later)!);
        var settled = Assert.IsType<Matter.Settled>(after);
        Assert.Equal((Settlement.NoVerdict, (Verdict?)null), (settled.By, settled.Verdict));
    }

    [Fact]
    public void A_verdict_after_the_window_is_refused_even_if_the_sweep_is_late()
    {
        var closed = Given.Closed();
        var end = closed.File.Running(ClockFor.VerdictWindow)!.Clock.Deadline.DueAt;
        Assert.Equal("VerdictGiven", Given.Judge(closed, YesPartlyNo.Yes, end.AddSeconds(-1)).Says());
        Assert.Equal("verdict-window-over", Given.Judge(closed, YesPartlyNo.Yes, end.AddSeconds(1)).Says());
    }

    [Fact]
    public void Words_under_a_partly_open_a_decision_and_praise_does_not()
    {
        var closed = Given.Closed();
        Assert.Equal(
            "DissatisfiedVerdictGiven",
            Given.Judge(closed, YesPartlyNo.Partly, Given.Now.AddDays(1), "只修了一盏").Says()
        );
        Assert.Equal("VerdictGiven", Given.Judge(closed, YesPartlyNo.Partly, Given.Now.AddDays(1)).Says());
        Assert.Equal("VerdictGiven", Given.Judge(closed, YesPartlyNo.Yes, Given.Now.AddDays(1), "谢谢").Says());
    }

    [Fact]
    public void A_resident_in_review_is_told_when_it_is_decided_and_never_to_withdraw()
    {
        var matter = Given.UnderReview();
        var due = matter.File.Running(ClockFor.ReopenDecision)!.Clock.Deadline.DueOn;
        foreach (
            var decision in (Decision[])
                [
                    EraseRule.Decide(matter, Given.Raiser),
                    WithdrawRule.Decide(matter, new Withdraw(null), Given.Raiser, Given.Now.AddDays(2)),
                ]
        )
        {
            var told = Assert.IsType<Decision.Refused>(decision).Why.Sentence;
            Assert.Contains($"{due.Year}年{due.Month}月{due.Day}日前作出决定", told.Zh, StringComparison.Ordinal);
            Assert.Contains($"{due.Day} ", told.En, StringComparison.Ordinal);
            Assert.DoesNotContain("可以先撤回", told.Zh, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_dissatisfied_verdict_is_decided_by_another_unit_which_is_then_accountable()
    {
        var matter = Given.UnderReview();
        Assert.Equal("inspection", matter.Accountable);
        Assert.Equal("inspection", matter.File.Running(ClockFor.ReopenDecision)!.Unit);
        Assert.Equal(
            "not-your-units-matter",
            DecideReopeningRule
                .Decide(
                    matter,
                    new DecideReopening(ReopeningDecision.Stands, "没问题", null),
                    Given.Supervisor,
                    ["property"],
                    Given.Jurisdiction,
                    Given.Now
                )
                .Says()
        );
    }

    [Fact]
    public void A_reviewer_who_also_works_for_the_owner_cannot_decide() =>
        Assert.Equal(
            "reviewer-of-the-owners-unit",
            DecideReopeningRule
                .Decide(
                    Given.UnderReview(),
                    new DecideReopening(ReopeningDecision.Stands, "没问题", null),
                    Given.Reviewer,
                    ["inspection", "property"],
                    Given.Jurisdiction,
                    Given.Now
                )
                .Says()
        );

    [Fact]
    public void A_reopened_matter_goes_back_to_its_owner_under_a_new_clock()
    {
        var at = Given.Now.AddDays(2);
        var matter = Given
            .UnderReview()
            .After(m =>
                DecideReopeningRule.Decide(
                    m,
                    new DecideReopening(ReopeningDecision.Reopen, "确实没修", "再修一次"),
                    Given.Reviewer,
                    ["inspection"],
                    Given.Jurisdiction,
                    at
                )
            );
        Assert.IsType<Matter.Open>(matter);
        Assert.Equal(("property", 1), (matter.Accountable, matter.File.Reopenings));
        Assert.Equal(at, matter.File.Running(ClockFor.Handle)!.Clock.StartedAt);
    }

    [Fact]
    public void There_is_one_internal_review()
    {
        var once = Given
            .Settled()
            .After(m =>
                AskInternalReviewRule.Decide(
                    m,
                    new AskInternalReview("请复查"),
                    Given.Raiser,
                    Given.Jurisdiction,
                    Given.Now.AddDays(3)
                )
            )
            .After(m =>
                DecideReopeningRule.Decide(
                    m,
                    new DecideReopening(ReopeningDecision.Stands, "结论不变", null),
                    Given.Reviewer,
                    ["inspection"],
                    Given.Jurisdiction,
                    Given.Now.AddDays(4)
                )
            );
        Assert.Equal(
            "internal-review-used",
            AskInternalReviewRule
                .Decide(once, new AskInternalReview("再来"), Given.Raiser, Given.Jurisdiction, Given.Now.AddDays(5))
                .Says()
        );
    }

    [Fact]
    public void Somebody_who_only_joined_does_not_judge_for_the_raiser()
    {
        var matter = Given
            .Open()
            .After(m => JoinRule.Decide(m, new Join(Given.SomebodyElse.Id, Contact.None, default, null)))
            .After(m => CloseRule.Decide(m, new Close(OutcomeCode.Solved, "好了"), Given.Handler, Given.Jurisdiction, Given.Now));
        var verdict = new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, YesPartlyNo.Yes, false, null);
        Assert.Equal(
            "not-by-this-link",
            GiveVerdictRule.Decide(matter, verdict, Given.SomebodyElse, Given.Jurisdiction, Given.Now.AddDays(1)).Says()
        );
    }
}

/// <summary>What follows from an answer on a satisfaction call.</summary>
public class CallAnswerTests
{
    private static Decision Take(Matter matter, YesPartlyNo solved, string? words = null) =>
        TakeCallAnswerRule.Decide(
            matter,
            new TakeCallAnswer(YesPartlyNo.Yes, solved, YesPartlyNo.Yes, words),
            Given.Raiser.Id,
            Given.Jurisdiction,
            Given.Now.AddDays(30)
        );

    [Fact]
    public void A_no_opens_the_review_of_what_is_closed_or_settled()
    {
        foreach (var matter in (Matter[])[Given.Closed(), Given.Settled()])
        {
            var review = Assert.IsType<Matter.UnderReview>(matter.After(m => Take(m, YesPartlyNo.No, "还是老样子")));
            Assert.Equal(ReviewCause.Verdict, review.Cause);
            Assert.NotEqual(matter.File.Owner, review.ReviewUnit);
            Assert.NotNull(review.File.Running(ClockFor.ReopenDecision));
        }
    }

    [Fact]
    public void While_it_is_reviewed_or_dealt_with_again_no_second_review_opens()
    {
        foreach (var matter in (Matter[])[Given.UnderReview(), Given.Open()])
        {
            Assert.Equal(matter, matter.After(m => Take(m, YesPartlyNo.No)));
        }
    }

    [Fact]
    public void A_content_answer_leaves_the_matter_where_it_is() =>
        Assert.IsType<Matter.Closed>(Given.Closed().After(m => Take(m, YesPartlyNo.Yes, "挺好")));

    [Fact]
    public void All_that_is_missing_is_told_at_once()
    {
        var why = (
            (Decision.Refused)
                TakeCallAnswerRule.Decide(
                    Given.Closed(),
                    new TakeCallAnswer(null, null, null, null),
                    Given.Raiser.Id,
                    Given.Jurisdiction,
                    Given.Now
                )
        ).Why;
        Assert.Equal(["Informed", "Solved", "Fair"], why.Each.Select(w => w.Field));
    }
}
