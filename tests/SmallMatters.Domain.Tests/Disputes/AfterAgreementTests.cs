using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Disputes;

/// <summary>More time by agreement of the parties, the checks after an agreement, and judicial confirmation.</summary>
public class AfterAgreementTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    [Fact]
    public void More_time_takes_both_parties_and_the_old_end_stays_in_sight()
    {
        var before = Quarrel.Mediated();
        var asked = before.After(d => Quarrel.Lengthen(d, Now));
        Assert.Equal("ConsentAnswered", Quarrel.AnswerMore(asked, Quarrel.Upstairs, ConsentAnswer.Given, Now).Says());
        var one = asked.After(d => Quarrel.AnswerMore(d, Quarrel.Upstairs, ConsentAnswer.Given, Now));
        Assert.Equal(before.Under!.Deadline, one.Under!.Deadline);
        var both = one.After(d => Quarrel.AnswerMore(d, Quarrel.Downstairs, ConsentAnswer.Given, Now));
        // Ten calendar days more: people's mediation counts calendar days.
        Assert.Equal(before.Under.Deadline!.DueOn.AddDays(10), both.Under!.Deadline!.DueOn);
        Assert.Equal([before.Under.Deadline], both.Under.EarlierEnds);
        Assert.Null(both.Under.Lengthening);
    }

    [Fact]
    public void One_no_leaves_the_time_as_it_was_and_the_mediation_goes_on()
    {
        var asked = Quarrel.Mediated().After(d => Quarrel.Lengthen(d, Now));
        var no = asked.After(d => Quarrel.AnswerMore(d, Quarrel.Downstairs, ConsentAnswer.Refused, Now));
        Assert.IsType<Dispute.Mediating>(no);
        Assert.Null(no.Under!.Lengthening);
        Assert.Equal(asked.Under!.Deadline, no.Under.Deadline);
        Assert.Equal("not-asked-now", Quarrel.AnswerMore(no, Quarrel.Upstairs, ConsentAnswer.Given, Now).Says());
    }

    [Fact]
    public void Once_the_time_has_passed_nobody_lengthens_it()
    {
        var asked = Quarrel
            .Mediated()
            .After(d => Quarrel.Lengthen(d, Now))
            .After(d => Quarrel.AnswerMore(d, Quarrel.Upstairs, ConsentAnswer.Given, Now));
        var late = Now.AddDays(32);
        Assert.Equal("clock-overdue", Quarrel.AnswerMore(asked, Quarrel.Downstairs, ConsentAnswer.Given, late).Says());
        Assert.Equal("clock-overdue", Quarrel.Lengthen(Quarrel.Mediated(), late).Says());
    }

    [Fact]
    public void Where_the_rule_leaves_it_to_nobody_the_parties_cannot_lengthen_and_are_told_the_article()
    {
        var labour = DisputeTimeTests.Ready(DisputeKind.Labour, "peoples-labour").After(d => Quarrel.Start(d, Now));
        var why = Quarrel.Lengthen(labour, Now).Why!;
        Assert.Equal("parties-may-not-lengthen", why.Code);
        Assert.Contains("劳动争议调解仲裁法第14条", why.Sentence.Zh, StringComparison.Ordinal);
        Assert.False(LengthenMediationRule.IsOpen(labour, Given.Jurisdiction));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(30)]
    [InlineData(90)]
    public void A_check_opens_on_its_day_and_is_due_five_working_days_later(int days)
    {
        var agreed = Quarrel.Agreed();
        var check = agreed.File.FollowUps.Single(f => f.Days == days);
        var opens = Quarrel.Day(Now).AddDays(days);
        Assert.Equal(opens, check.OpensOn);
        // Counted once more, by hand: five days that are worked, after the day on which it opens.
        var (due, worked) = (opens, 0);
        while (worked < 5)
        {
            due = due.AddDays(1);
            worked += Given.Jurisdiction.Calendar.IsWorkday(due) ? 1 : 0;
        }
        Assert.Equal(due, check.Clock.Deadline.DueOn);
        var early = Now.AddDays(days - 1);
        Assert.Equal("check-not-yet", Quarrel.Ask(agreed, Quarrel.Upstairs, FollowUpFinding.Kept, early, days).Says());
        Assert.Equal("FollowedUp", Quarrel.Ask(agreed, Quarrel.Upstairs, FollowUpFinding.Kept, Now.AddDays(days), days).Says());
    }

    [Fact]
    public void A_check_is_done_once_every_party_was_asked_and_who_was_not_reached_may_be_asked_again()
    {
        var at = Now.AddDays(8);
        var one = Quarrel.Agreed().After(d => Quarrel.Ask(d, Quarrel.Upstairs, FollowUpFinding.Kept, at));
        Assert.True(one.File.FollowUps[0].Clock.IsOpen);
        Assert.Equal("checked-already", Quarrel.Ask(one, Quarrel.Upstairs, FollowUpFinding.NotKept, at).Says());
        var tried = one.After(d => Quarrel.Ask(d, Quarrel.Downstairs, FollowUpFinding.NotReached, at, by: Given.Handler));
        Assert.False(tried.File.FollowUps[0].Clock.IsOpen);
        Assert.False(FollowUpRule.IsMissing(tried.File));
        var said = tried.After(d => Quarrel.Ask(d, Quarrel.Downstairs, FollowUpFinding.NotKept, at.AddDays(1)));
        Assert.True(FollowUpRule.IsMissing(said.File));
        Assert.Equal(30, FollowUpRule.Waiting(said.File).First().Days);
    }

    [Fact]
    public void A_party_cannot_say_that_it_was_not_reached_and_answers_only_for_itself()
    {
        var at = Now.AddDays(8);
        Assert.Equal("missing-finding", Quarrel.Ask(Quarrel.Agreed(), Quarrel.Upstairs, FollowUpFinding.NotReached, at).Says());
        Assert.Equal(
            "not-by-this-room",
            Quarrel.Ask(Quarrel.Agreed(), Quarrel.Upstairs, FollowUpFinding.Kept, at, by: Quarrel.As(Quarrel.Downstairs)).Says()
        );
    }

    [Fact]
    public void Checks_go_on_after_everything_was_done_and_go_up_when_nobody_asks()
    {
        var ended = Quarrel.Agreed().After(d => Quarrel.Perform(d, Now));
        Assert.IsType<Dispute.Ended>(ended);
        var late = Now.AddDays(20);
        var ticked = ended.After(d => Quarrel.TickChecks(d, late));
        Assert.Equal(ClockStepKind.Overdue, ticked.File.FollowUps[0].Clock.Progress.Last);
        var up = ticked.After(d => Quarrel.TickChecks(d, late.AddDays(20)));
        Assert.NotNull(up.File.FollowUps[0].GoneUpTo);
        var asked = up.After(d => Quarrel.Ask(d, Quarrel.Upstairs, FollowUpFinding.Kept, late.AddDays(21)));
        Assert.True(asked.File.FollowUps[0].Of(Quarrel.Upstairs)!.At > asked.File.FollowUps[0].Clock.Deadline.DueAt);
    }

    [Fact]
    public void Confirmation_is_asked_for_together_within_thirty_days_and_after_the_checklist()
    {
        var agreed = Quarrel.Agreed();
        Assert.Equal("unchecked-no-status", Quarrel.PrepareConfirmation(agreed, Now, "no-status").Says());
        var prepared = agreed.After(d => Quarrel.PrepareConfirmation(d, Now));
        Assert.Equal("confirmation-not-joint", Quarrel.File(prepared, Now).Says());
        var joint = prepared
            .After(d => Quarrel.Apply(d, Quarrel.Upstairs, Now))
            .After(d => Quarrel.Apply(d, Quarrel.Downstairs, Now));
        var last = agreed.File.ConfirmBy!.DueOn;
        var after = Now.AddDays(70);
        Assert.Equal("filed-when", Quarrel.File(joint, Now, Quarrel.Day(Now).AddDays(1)).Says());
        var why = Quarrel.File(joint, after, last.AddDays(1)).Why!;
        Assert.Equal("confirmation-too-late", why.Code);
        Assert.Contains("人民调解法第33条", why.Sentence.Zh, StringComparison.Ordinal);
        // Written down later than it happened: the day on the court's stamp counts.
        var filed = joint.After(d => Quarrel.File(d, after, last));
        Assert.Equal(last, filed.File.Confirmation!.FiledOn);
        var decided = filed.After(d => Quarrel.CourtSays(d, ConfirmationResult.Confirmed, after));
        Assert.Equal(ConfirmationResult.Confirmed, decided.File.Confirmation!.Result);
        Assert.Equal("confirmation-filed", Quarrel.PrepareConfirmation(decided, Now).Says());
    }

    [Fact]
    public void After_thirty_days_the_refusal_names_the_article_and_the_suit()
    {
        var why = Quarrel.PrepareConfirmation(Quarrel.Agreed(), Now.AddDays(45)).Why!;
        Assert.Equal("confirmation-too-late", why.Code);
        Assert.Contains("民事诉讼法（2023年修正）第205条", why.Sentence.Zh, StringComparison.Ordinal);
        Assert.Contains("起诉", why.Sentence.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_police_mediation_agreement_is_not_confirmed()
    {
        var agreed = DisputeTimeTests
            .Ready(DisputeKind.Noise, "police")
            .After(d => Quarrel.Start(d, Now))
            .After(d => Quarrel.Draft(d, Now))
            .After(d => Quarrel.CheckBack(d, Quarrel.Upstairs, Now))
            .After(d => Quarrel.CheckBack(d, Quarrel.Downstairs, Now))
            .After(d => Quarrel.TakeEffect(d, Now));
        var why = Quarrel.PrepareConfirmation(agreed, Now).Why!;
        Assert.Equal("venue-not-confirmed", why.Code);
        Assert.Contains("民事诉讼法（2023年修正）第205条", why.Sentence.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_party_may_leave_the_application_until_it_is_filed()
    {
        var prepared = Quarrel
            .Agreed()
            .After(d => Quarrel.PrepareConfirmation(d, Now))
            .After(d => Quarrel.Apply(d, Quarrel.Upstairs, Now))
            .After(d => Quarrel.Apply(d, Quarrel.Downstairs, Now));
        var left = prepared.After(d => Quarrel.Apply(d, Quarrel.Upstairs, Now, ConsentAnswer.TakenBack));
        Assert.IsType<Dispute.Agreed>(left);
        Assert.Equal("confirmation-not-joint", Quarrel.File(left, Now).Says());
        var filed = prepared.After(d => Quarrel.File(d, Now));
        Assert.Equal("not-asked-now", Quarrel.Apply(filed, Quarrel.Upstairs, Now, ConsentAnswer.TakenBack).Says());
    }
}
