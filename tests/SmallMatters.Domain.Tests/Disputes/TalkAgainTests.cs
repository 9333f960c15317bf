using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Disputes;

/// <summary>What is late is talked over again: a session with everybody's consent, and what it came to.</summary>
public class TalkAgainTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddDays(3);

    [Fact]
    public void New_days_hold_once_every_party_agreed_to_them_and_the_days_before_stay_in_the_file()
    {
        var before = (Dispute.Agreed)Quarrel.TalkedOver();
        var asked = before.After(d => Quarrel.TalkAgain(d, TalkOutcome.NewDates, Later));
        Assert.Equal(before.Agreement, ((Dispute.Agreed)asked).Agreement);
        Assert.True(EndDisputeRule.IsLate(asked, Quarrel.Day(Later)));

        var one = asked.After(d => Quarrel.AnswerNewDates(d, Quarrel.Upstairs, ConsentAnswer.Given, Later));
        Assert.Equal(before.Agreement, ((Dispute.Agreed)one).Agreement);
        var all = (Dispute.Agreed)one.After(d => Quarrel.AnswerNewDates(d, Quarrel.Downstairs, ConsentAnswer.Given, Later));
        Assert.Equal(Quarrel.Day(Later).AddDays(14), Assert.Single(all.Agreement.Terms).DueOn);
        Assert.Equal(before.Agreement, Assert.Single(all.Earlier));
        Assert.Null(all.Proposed);
        Assert.False(EndDisputeRule.IsLate(all, Quarrel.Day(Later)));
        Assert.Equal(before.ConfirmBy, all.ConfirmBy);
        Assert.Equal(before.File.FollowUps, all.File.FollowUps);
    }

    [Fact]
    public void One_partys_no_leaves_everything_as_it_was_agreed()
    {
        var before = (Dispute.Agreed)Quarrel.TalkedOver();
        var after = (Dispute.Agreed)
            before
                .After(d => Quarrel.TalkAgain(d, TalkOutcome.NewDates, Later))
                .After(d => Quarrel.AnswerNewDates(d, Quarrel.Upstairs, ConsentAnswer.Given, Later))
                .After(d => Quarrel.AnswerNewDates(d, Quarrel.Downstairs, ConsentAnswer.Refused, Later));
        Assert.Equal(before.Agreement, after.Agreement);
        Assert.Null(after.Proposed);
        Assert.Equal("not-asked-now", Quarrel.AnswerNewDates(after, Quarrel.Upstairs, ConsentAnswer.Given, Later).Says());
    }

    [Fact]
    public void It_may_stay_as_it_was_or_end_as_not_performed_with_the_ways_on()
    {
        var stays = (Dispute.Agreed)Quarrel.TalkedOver().After(d => Quarrel.TalkAgain(d, TalkOutcome.Stays, Later));
        Assert.Equal(TalkOutcome.Stays, Assert.Single(stays.File.Talks).Outcome);
        Assert.Equal("no-talk-held", Quarrel.TalkAgain(stays, TalkOutcome.Stays, Later).Says());

        var over = Assert.IsType<Dispute.Ended>(Quarrel.TalkedOver().After(d => Quarrel.TalkAgain(d, TalkOutcome.Ended, Later)));
        Assert.Equal(EndedAs.NotPerformed, over.Ending.As);
        Assert.Contains("court", over.Ending.Next);
        Assert.Equal("nothing-is-late-yet", Quarrel.TalkAgain(Quarrel.TalkedOver(), TalkOutcome.Ended, Given.Now).Says());
    }

    [Fact]
    public void Nothing_is_written_down_without_a_talk_that_everybody_consented_to()
    {
        var agreed = Quarrel.Agreed();
        Assert.Equal("no-talk-held", Quarrel.TalkAgain(agreed, TalkOutcome.Stays, Later).Says());
        var set = agreed
            .After(d => Quarrel.Set(d, Later))
            .After(d => Quarrel.ConsentToSession(d, Quarrel.Upstairs, ConsentAnswer.Given, Later));
        Assert.Equal("session-without-consent", Quarrel.Hold(set, Later.AddHours(1)).Says());
        Assert.Equal("no-talk-held", Quarrel.TalkAgain(set, TalkOutcome.Stays, Later).Says());
        var refused = set.After(d => Quarrel.ConsentToSession(d, Quarrel.Downstairs, ConsentAnswer.Refused, Later));
        Assert.Equal(SessionState.CalledOff, refused.Under!.Sessions[^1].State);
        Assert.IsType<Dispute.Agreed>(refused);
    }

    [Fact]
    public void A_safety_flag_calls_the_talk_off_and_nothing_is_moved_under_it()
    {
        var set = Quarrel.Agreed().After(d => Quarrel.Set(d, Later));
        var flagged = set.After(d => Quarrel.Report(d, Later));
        Assert.Equal(SessionState.CalledOff, flagged.Under!.Sessions[^1].State);
        Assert.Equal("dispute-unsafe", Quarrel.Set(flagged, Later).Says());
        var asked = Quarrel
            .TalkedOver()
            .After(d => Quarrel.TalkAgain(d, TalkOutcome.NewDates, Later))
            .After(d => Quarrel.Report(d, Later));
        Assert.Equal("not-asked-now", Quarrel.AnswerNewDates(asked, Quarrel.Upstairs, ConsentAnswer.Given, Later).Says());
    }

    [Fact]
    public void Somebody_who_goes_calls_off_the_talk_that_nobody_else_can_agree_to()
    {
        var set = Quarrel.Agreed().After(d => Quarrel.Set(d, Later));
        var gone = set.After(d => ErasePartyRule.Decide(d, Quarrel.Upstairs, Later));
        Assert.IsType<Dispute.Agreed>(gone);
        Assert.Equal(SessionState.CalledOff, gone.Under!.Sessions[^1].State);
    }

    [Fact]
    public void What_the_court_has_is_not_moved_and_what_was_prepared_for_it_is_prepared_anew()
    {
        var filed = Quarrel
            .TalkedOver()
            .After(d => Quarrel.PrepareConfirmation(d, Given.Now))
            .After(d => Quarrel.Apply(d, Quarrel.Upstairs, Given.Now))
            .After(d => Quarrel.Apply(d, Quarrel.Downstairs, Given.Now))
            .After(d => Quarrel.File(d, Given.Now));
        Assert.Equal("court-has-the-agreement", Quarrel.TalkAgain(filed, TalkOutcome.NewDates, Later).Says());
        var moved = Quarrel
            .TalkedOver()
            .After(d => Quarrel.PrepareConfirmation(d, Given.Now))
            .After(d => Quarrel.TalkAgain(d, TalkOutcome.NewDates, Later))
            .After(d => Quarrel.AnswerNewDates(d, Quarrel.Upstairs, ConsentAnswer.Given, Later))
            .After(d => Quarrel.AnswerNewDates(d, Quarrel.Downstairs, ConsentAnswer.Given, Later));
        Assert.Null(moved.File.Confirmation);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var none = TalkAgainRule.Decide(
            Quarrel.TalkedOver(),
            new TalkAgain(TalkOutcome.NewDates, null, null, " "),
            Quarrel.New(Later),
            Given.Handler,
            Quarrel.Day(Later),
            Later
        );
        Assert.Equal(["Words", "Day"], none.Why!.Each.Select(w => w.Field));
    }
}
