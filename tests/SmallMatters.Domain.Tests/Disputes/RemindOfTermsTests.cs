using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Disputes;

/// <summary>Both sides hear of what is owed: the day before, on the day and when it is late, each once.</summary>
public class RemindOfTermsTests
{
    private static readonly Obligation Term = ((Dispute.Agreed)Quarrel.Agreed()).Agreement.Terms[0];

    private static readonly ParticipantId Other = Term.By == Quarrel.Upstairs ? Quarrel.Downstairs : Quarrel.Upstairs;

    [Fact]
    public void The_day_before_both_hear_of_it_on_the_day_who_owes_it_and_when_it_is_late_who_is_owed()
    {
        var dispute = Quarrel.Agreed();
        Assert.Equal(Term.DueOn.AddDays(-1), RemindOfTermsRule.NextOn(dispute));
        Assert.Null(Tick(dispute, -2));
        var before = Told(dispute, -1, TermReminder.DayBefore, Quarrel.Upstairs, Quarrel.Downstairs);
        var on = Told(before, 0, TermReminder.OnTheDay, Term.By);
        var late = Told(on, 1, TermReminder.Late, Other);
        Assert.Null(RemindOfTermsRule.NextOn(late));
        Assert.Null(Tick(late, 40));
    }

    [Fact]
    public void What_was_missed_is_not_made_up_for_on_a_later_day()
    {
        var late = Told(Quarrel.Agreed(), 5, TermReminder.Late, Other);
        Assert.Null(Tick(late, 5));
    }

    [Fact]
    public void Nobody_is_reminded_of_what_was_performed_or_of_what_has_ended()
    {
        var done = Quarrel.Agreed().After(d => Quarrel.Perform(d, Given.Now));
        Assert.Null(RemindOfTermsRule.NextOn(done));
        Assert.Null(Tick(done, 0));
        Assert.Null(Tick(Quarrel.SaidBack(), 0));
    }

    [Fact]
    public void While_somebody_may_be_in_danger_no_message_goes_out_and_after_it_they_go_on()
    {
        var afraid = Quarrel.Agreed().After(d => Quarrel.Answer(d, Quarrel.Downstairs, Quarrel.Afraid, Given.Now));
        Assert.Null(RemindOfTermsRule.NextOn(afraid));
        Assert.Null(Tick(afraid, 0));
    }

    [Fact]
    public void A_party_that_was_erased_is_reminded_of_nothing()
    {
        var alone = Quarrel.Agreed().After(d => ErasePartyRule.Decide(d, Other, Given.Now));
        Told(alone, -1, TermReminder.DayBefore, Term.By);
    }

    [Fact]
    public void Nobody_is_woken_up()
    {
        Assert.Null(Tick(Quarrel.Agreed(), 0, hour: 7));
        Assert.NotNull(Tick(Quarrel.Agreed(), 0, hour: 8));
        Assert.NotNull(Tick(Quarrel.Agreed(), 0, hour: 19));
        Assert.Null(Tick(Quarrel.Agreed(), 0, hour: 20));
    }

    private static Dispute Told(Dispute dispute, int days, TermReminder reminder, params ParticipantId[] parties)
    {
        var decision = Assert.NotNull(Tick(dispute, days));
        var fact = Assert.IsType<PartiesReminded>(Assert.Single(decision.Facts));
        Assert.Equal(reminder, fact.Told.Reminder);
        Assert.Equal(Term.By, fact.Owes);
        Assert.Equal(parties.ToHashSet(), fact.Parties.ToHashSet());
        var after = dispute.After(decision.Facts);
        Assert.Null(Tick(after, days));
        return after;
    }

    private static DisputeDecision? Tick(Dispute dispute, int days, int hour = 10) =>
        RemindOfTermsRule.Tick(
            dispute,
            Given.Jurisdiction,
            Given.Jurisdiction.Calendar.StartOfDay(Term.DueOn.AddDays(days)).AddHours(hour)
        );
}
