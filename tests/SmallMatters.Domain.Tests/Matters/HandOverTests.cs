using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class HandOverTests
{
    private static Matter Proposed() =>
        Given
            .Open()
            .After(m =>
                ProposeHandOverRule.Decide(
                    m,
                    new ProposeHandOver("police", "duty", "属于治安管理"),
                    Given.Handler,
                    Given.Jurisdiction,
                    Given.Now.AddHours(1)
                )
            );

    private static Decision Answer(Matter matter, HandOverAnswer answer, Actor.Staff by, string? reason = null) =>
        AnswerHandOverRule.Decide(
            matter,
            new AnswerHandOver(matter.File.HandOver!.Id, answer, reason),
            by,
            Given.Jurisdiction,
            Given.Now.AddHours(3)
        );

    [Fact]
    public void Until_the_next_owner_accepts_the_sender_owns_the_matter_and_its_clock_runs()
    {
        var matter = Proposed();
        Assert.Equal("property", matter.Accountable);
        Assert.Equal("property", matter.File.Running(ClockFor.Handle)!.Unit);
        Assert.Equal("police", matter.File.Running(ClockFor.HandOver)!.Unit);
    }

    [Fact]
    public void An_accepted_matter_changes_its_owner_and_keeps_the_promised_date()
    {
        var before = Proposed();
        var after = before.After(m => Answer(m, HandOverAnswer.Accept, Given.Stranger));
        Assert.Equal("police", after.Accountable);
        Assert.Null(after.File.Handler);
        Assert.Equal(before.File.Running(ClockFor.Handle)!.Clock, after.File.Running(ClockFor.Handle)!.Clock);
        Assert.Equal("police", after.File.Running(ClockFor.Handle)!.Unit);
        Assert.Null(after.File.Running(ClockFor.HandOver));
    }

    [Fact]
    public void A_refusal_needs_a_reason_and_leaves_the_owner()
    {
        Assert.Equal("missing-reason", Answer(Proposed(), HandOverAnswer.Refuse, Given.Stranger).Says());
        var after = Proposed().After(m => Answer(m, HandOverAnswer.Refuse, Given.Stranger, "不属于治安"));
        Assert.Equal(("property", (HandOver?)null), (after.Accountable, after.File.HandOver));
    }

    [Fact]
    public void The_sender_cannot_accept_for_the_receiver() =>
        Assert.Equal("not-your-units-matter", Answer(Proposed(), HandOverAnswer.Accept, Given.Handler).Says());

    [Fact]
    public void A_matter_does_not_close_while_a_hand_over_waits() =>
        Assert.Equal(
            "hand-over-waiting",
            CloseRule
                .Decide(Proposed(), new Close(OutcomeCode.Solved, "好了"), Given.Handler, Given.Jurisdiction, Given.Now)
                .Says()
        );

    [Theory]
    [InlineData("police")]
    [InlineData("bureau")]
    public void A_matter_of_conduct_never_reaches_the_unit_concerned_nor_its_chain(string to)
    {
        var conduct = Given.Raised(Given.Raise("conduct", Kind.Conduct) with { UnitConcerned = "police" }).Begin();
        Assert.Equal(
            "conduct-stays-outside-the-unit",
            ProposeHandOverRule
                .Decide(conduct, new ProposeHandOver(to, "duty", "请办"), Given.Reviewer, Given.Jurisdiction, Given.Now)
                .Says()
        );
    }
}
