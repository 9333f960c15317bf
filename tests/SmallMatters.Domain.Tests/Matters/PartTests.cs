using System.Collections.Immutable;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Matters;

public class PartTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddHours(2);

    private static Decision Give(Matter matter, GivePart command, Actor.Staff? by = null) =>
        GivePartRule.Decide(matter, command, by ?? Given.Handler, Given.Jurisdiction, Given.Now.AddHours(1));

    private static GivePart ToPolice(params ImmutableArray<PartField> passOn) =>
        new("police", "到场劝阻", "请今晚到现场劝阻。") { PassOn = passOn, Purpose = passOn.IsEmpty ? null : "联系居民" };

    private static Matter Asked() => Given.Open().After(m => Give(m, ToPolice()));

    private static Matter InHand() =>
        Asked().After(m => AnswerPartRule.Accept(m, new AcceptPart(m.File.Parts[0].Id), Given.Stranger, Later));

    private static Matter Ended(PartOutcome outcome = PartOutcome.Done) =>
        InHand().After(m => EndPartRule.Decide(m, new EndPart(m.File.Parts[0].Id, outcome, "已劝阻"), Given.Stranger, Later));

    private static Decision Close(Matter matter) =>
        CloseRule.Decide(matter, new Close(OutcomeCode.Solved, "好了"), Given.Handler, Given.Jurisdiction, Later);

    private static string AccountableFor(Matter matter) => matter.File.Parts[0].Accountable(matter.File.Owner);

    private static MatterClock Clock(Matter matter) =>
        Assert.Single(matter.File.Clocks, c => c.Purpose == ClockFor.Part && c.Clock.IsOpen);

    [Fact]
    public void Until_the_asked_unit_accepts_the_owner_is_accountable_for_the_part()
    {
        var asked = Asked();
        Assert.Equal("property", AccountableFor(asked));
        Assert.Equal("property", Clock(asked).Unit);
        Assert.Equal("police", asked.File.Running(ClockFor.PartAnswer)!.Unit);
        var accepted = InHand();
        Assert.Equal("police", AccountableFor(accepted));
        Assert.Equal("police", Clock(accepted).Unit);
        Assert.Equal(Clock(asked).Clock.Deadline, Clock(accepted).Clock.Deadline);
        Assert.Null(accepted.File.Running(ClockFor.PartAnswer));
        Assert.Equal("property", accepted.Accountable);
    }

    [Fact]
    public void A_part_that_was_given_back_is_the_owners_until_the_next_unit_accepts_it()
    {
        var returned = InHand()
            .After(m => AnswerPartRule.Return(m, new ReturnPart(m.File.Parts[0].Id, "不属治安"), Given.Stranger, Later));
        Assert.Equal(("property", "property"), (AccountableFor(returned), Clock(returned).Unit));
        var again = returned.After(m => Give(m, ToPolice() with { Unit = "street", Part = m.File.Parts[0].Id }));
        var part = Assert.Single(again.File.Parts);
        Assert.Equal(("street", PartState.Asked, 1), (part.Unit, part.State, part.Returns));
        Assert.Equal("property", Clock(again).Unit);
        Assert.Equal("not-your-units-part", AnswerPartRule.Accept(again, new AcceptPart(part.Id), Given.Stranger, Later).Says());
    }

    [Fact]
    public void A_matter_does_not_close_and_is_not_merged_over_an_open_part()
    {
        foreach (var matter in new[] { Asked(), InHand() })
        {
            Assert.Equal("open-part", Close(matter).Says());
            var other = Given.Raised(Given.Raise() with { Id = new MatterId(2) }).Begin();
            Assert.Equal("open-part", MergeRule.Decide(matter, new Merge(other), Given.Handler, Later).Says());
        }
        Assert.Equal("OutcomeProposed", Close(Ended()).Says());
    }

    [Fact]
    public void A_withdrawn_matter_leaves_the_part_and_its_clock_to_the_unit_that_has_it()
    {
        var withdrawn = InHand().After(m => WithdrawRule.Decide(m, new Withdraw(null), Given.Raiser, Later));
        Assert.IsType<Matter.Settled>(withdrawn);
        Assert.Equal(PartState.InHand, withdrawn.File.Parts[0].State);
        Assert.Equal("police", Clock(withdrawn).Unit);
        var ended = withdrawn.After(m =>
            EndPartRule.Decide(m, new EndPart(m.File.Parts[0].Id, PartOutcome.Done, "已劝阻"), Given.Stranger, Later)
        );
        Assert.DoesNotContain(ended.File.Clocks, c => c.Clock.IsOpen);
    }

    [Fact]
    public void What_a_unit_has_accepted_is_not_taken_back_over_its_head()
    {
        var part = InHand().File.Parts[0].Id;
        Assert.Equal(
            "part-not-open",
            TakeBackPartRule.Decide(InHand(), new TakeBackPart(part, "自己办"), Given.Handler, Later).Says()
        );
        var taken = Asked()
            .After(m => TakeBackPartRule.Decide(m, new TakeBackPart(m.File.Parts[0].Id, "自己办"), Given.Handler, Later));
        Assert.Equal("OutcomeProposed", Close(taken).Says());
    }

    [Fact]
    public void A_part_does_not_end_and_is_not_given_back_over_a_promise_of_its_unit()
    {
        var promised = InHand()
            .After(m =>
                PromisePartRule.Decide(
                    m,
                    new PromisePart(m.File.Parts[0].Id, "周五前再去一次", Given.Today.AddDays(3)),
                    Given.Stranger,
                    Given.Today,
                    Later
                )
            );
        var part = promised.File.Parts[0].Id;
        Assert.Equal(
            "open-promise-of-part",
            EndPartRule.Decide(promised, new EndPart(part, PartOutcome.Done, "好了"), Given.Stranger, Later).Says()
        );
        Assert.Equal(
            "open-promise-of-part",
            AnswerPartRule.Return(promised, new ReturnPart(part, "不是"), Given.Stranger, Later).Says()
        );
        var kept = promised.After(m =>
            KeepPromiseRule.Decide(m, new KeepPromise(m.File.Promises[0].Id, "去过了"), Given.Stranger, Given.Today)
        );
        Assert.Equal(
            "PartEnded",
            EndPartRule.Decide(kept, new EndPart(part, PartOutcome.Done, "好了"), Given.Stranger, Later).Says()
        );
    }

    [Fact]
    public void Nothing_of_the_matter_is_passed_on_without_a_purpose_and_nothing_stays_after_the_part()
    {
        var without = ToPolice(PartField.Contact) with { Purpose = " " };
        Assert.Equal("missing-purpose", Give(Given.Open(), without).Says());
        var given = Given.Open().After(m => Give(m, ToPolice(PartField.Contact, PartField.Photos)));
        Assert.Equal([PartField.Photos, PartField.Contact], given.File.Parts[0].PassedOn);
        Assert.Empty(Asked().File.Parts[0].PassedOn);
        var ended = given
            .After(m => AnswerPartRule.Accept(m, new AcceptPart(m.File.Parts[0].Id), Given.Stranger, Later))
            .After(m => EndPartRule.Decide(m, new EndPart(m.File.Parts[0].Id, PartOutcome.Done, "好了"), Given.Stranger, Later));
        Assert.Empty(ended.File.Parts[0].PassedOn);
    }

    [Theory]
    [InlineData("property")]
    [InlineData("nowhere")]
    public void A_part_goes_to_another_unit_of_the_jurisdiction(string unit) =>
        Assert.Equal("unknown-part-unit", Give(Given.Open(), ToPolice() with { Unit = unit }).Says());

    [Theory]
    [InlineData("police")]
    [InlineData("bureau")]
    public void A_part_of_a_matter_of_conduct_never_reaches_the_unit_concerned_nor_its_chain(string unit)
    {
        var conduct = Given.Raised(Given.Raise("conduct", Kind.Conduct) with { UnitConcerned = "police" }).Begin();
        Assert.Equal("conduct-stays-outside-the-unit", Give(conduct, ToPolice() with { Unit = unit }, Given.Reviewer).Says());
    }

    [Fact]
    public void A_no_to_one_part_opens_the_decision_and_only_that_part_is_done_again()
    {
        var both = Ended()
            .After(m => Give(m, new GivePart("street", "清运杂物", "请清走。")))
            .After(m =>
                AnswerPartRule.Accept(m, new AcceptPart(m.File.Parts[1].Id), Given.Staff(9, "street", StaffRole.Handler), Later)
            )
            .After(m =>
                EndPartRule.Decide(
                    m,
                    new EndPart(m.File.Parts[1].Id, PartOutcome.Done, "清走了"),
                    Given.Staff(9, "street", StaffRole.Handler),
                    Later
                )
            )
            .After(Close);
        var (first, second) = (both.File.Parts[0].Id, both.File.Parts[1].Id);
        var verdict = new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, YesPartlyNo.Yes, false, null)
        {
            Parts = [new PartVerdict(first, YesPartlyNo.Yes), new PartVerdict(second, YesPartlyNo.No)],
        };
        var judged = both.After(m => GiveVerdictRule.Decide(m, verdict, Given.Raiser, Given.Jurisdiction, Later.AddDays(1)));
        Assert.IsType<Matter.UnderReview>(judged);
        Assert.True(GiveVerdictRule.IsGiven(judged, verdict, Given.Raiser));
        var again = judged.After(m =>
            DecideReopeningRule.Decide(
                m,
                new DecideReopening(ReopeningDecision.Reopen, "没有清完", "清完") { Parts = [second] },
                Given.Reviewer,
                ["inspection"],
                Given.Jurisdiction,
                Later.AddDays(2)
            )
        );
        Assert.Equal([PartState.Ended, PartState.InHand], again.File.Parts.Select(p => p.State));
        Assert.Equal("street", Clock(again).Unit);
        Assert.Equal("open-part", Close(again).Says());
    }

    [Fact]
    public void A_verdict_about_a_part_that_no_unit_ended_is_refused()
    {
        var closed = Asked()
            .After(m => TakeBackPartRule.Decide(m, new TakeBackPart(m.File.Parts[0].Id, "自己办"), Given.Handler, Later))
            .After(Close);
        var verdict = new GiveVerdict(YesPartlyNo.Yes, YesPartlyNo.Yes, null, YesPartlyNo.Yes, false, null)
        {
            Parts = [new PartVerdict(closed.File.Parts[0].Id, YesPartlyNo.No)],
        };
        Assert.Equal(
            "part-not-open",
            GiveVerdictRule.Decide(closed, verdict, Given.Raiser, Given.Jurisdiction, Later.AddDays(1)).Says()
        );
    }

    [Fact]
    public void An_overdue_part_goes_up_above_its_own_unit_and_says_so_on_the_part()
    {
        var matter = InHand();
        var now = Clock(matter).Clock.Deadline.DueAt;
        for (var step = 0; step < 2; step++)
        {
            now = Clock(matter).Clock.NextLookAt!.Value > now ? Clock(matter).Clock.NextLookAt!.Value : now.AddHours(1);
            var at = now;
            matter = matter.After(m => TickClockRule.Decide(m, Clock(m).Id, Given.Jurisdiction, at)!);
        }
        Assert.Equal("bureau", matter.File.Parts[0].EscalatedTo);
        var ended = matter.After(m =>
            EndPartRule.Decide(m, new EndPart(m.File.Parts[0].Id, PartOutcome.Done, "好了"), Given.Stranger, now)
        );
        Assert.Null(ended.File.Parts[0].EscalatedTo);
    }

    [Fact]
    public void Residents_hear_of_the_parts_once_when_the_last_has_ended()
    {
        var matter = Given
            .Raised(Given.Raise() with { Contact = new Contact(null, new PersonalText(Given.Raiser.Id, "13800000000"), null) })
            .Begin()
            .After(m => Give(m, ToPolice()))
            .After(m => Give(m, ToPolice()));
        var told = new List<int>();
        foreach (var part in matter.File.Parts)
        {
            matter = matter.After(m => AnswerPartRule.Accept(m, new AcceptPart(part.Id), Given.Stranger, Later));
            var ended = Assert.IsType<Decision.Accepted>(
                EndPartRule.Decide(matter, new EndPart(part.Id, PartOutcome.Done, "好了"), Given.Stranger, Later)
            );
            matter = ended.Facts[0].Apply(matter);
            told.Add(Notices.For(ended.Facts[0], matter).Count());
        }
        Assert.Equal([0, 1], told);
    }
}
