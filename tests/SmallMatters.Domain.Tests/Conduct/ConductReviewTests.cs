using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;
using Xunit;

namespace SmallMatters.Domain.Tests.Conduct;

public class ConductReviewTests
{
    private const string Own = "窗口的人一直在看手机，问了三遍才抬头，还说我耳朵不好就别来。";

    private static readonly Actor.Staff Reviewer = Given.Reviewer;
    private static readonly Actor.Staff Another = Given.Staff(51, "inspection", StaffRole.Supervisor);
    private static readonly Actor.Staff Head = Given.Staff(52, "police", StaffRole.Supervisor);
    private static readonly Actor.Staff OfTheUnit = Given.Staff(53, "police", StaffRole.Handler);

    private static readonly PutToUnit Asked = new("请说明当日窗口接待的情况和仪容要求。", true);

    private static Matter Raised() =>
        Given
            .Raised(
                Given.Raise("conduct", Kind.Conduct) with
                {
                    UnitConcerned = "police",
                    Contact = new Contact(null, new PersonalText(Given.Raiser.Id, "13900001234"), null),
                }
            )
            .Begin();

    private static Matter Taken() => Raised().After(m => AssignRule.Decide(m, new Assign(Reviewer.Id), ["inspection"], Reviewer));

    private static Matter Spoken() =>
        Taken()
            .After(m => ReplyRule.Decide(m, new Reply("收到了，我们在核查。", []), Reviewer, Given.Today, Given.Now.AddHours(1)));

    private static JointDecision Put(Matter matter, PutToUnit? command = null, Actor.Staff? by = null) =>
        PutToUnitRule.Decide(matter, command ?? Asked, Own, by ?? Reviewer, Given.Jurisdiction, Given.Now.AddHours(2));

    private static ConductReview Begun(Matter matter) => (ConductReview)Put(matter).Begin();

    private static JointDecision Reply(ConductReview it, Actor.Staff? by = null, int day = 1) =>
        FindOnConductRule.Reply(it, new ReplyToConduct("当日两人请假，一人顶两个窗口。"), by ?? Head, Given.Now.AddDays(day));

    private static JointDecision Find(
        ConductReview it,
        Matter matter,
        Actor.Staff? by = null,
        ConductFinding? finding = ConductFinding.PartlyUpheld,
        int day = 2
    ) =>
        FindOnConductRule.Find(
            it,
            matter,
            new FindOnConduct(finding, "人手不足是事实，接待用语不当也是事实。"),
            by ?? Reviewer,
            Given.Now.AddDays(day)
        );

    private static Decision Close(Matter matter, ConductFinding? finding, OutcomeCode code = OutcomeCode.Solved) =>
        CloseRule.Decide(
            matter,
            new Close(code, "已核查，向您道歉。") { Finding = finding, AcceptedBy = "检察院" },
            Reviewer,
            Given.Jurisdiction,
            Given.Now.AddDays(3)
        );

    private static Decision Ask(Matter matter, RightKind kind = RightKind.Recusal) =>
        RightRule.Ask(matter, new AskRight(kind, "核查的人是窗口那位的亲戚。"), Given.Raiser, Given.Jurisdiction, Given.Now);

    private static Decision Answer(Matter matter, Actor.Staff by, RightState answer = RightState.Granted) =>
        RightRule.Answer(matter, matter.File.Rights[^1].Id, answer, "换人核查。", by, Given.Now.AddDays(1));

    [Fact]
    public void What_is_put_to_the_unit_is_in_the_reviewers_own_words_and_every_mistake_is_told_at_once()
    {
        var matter = Taken();
        Assert.Equal(
            ["residents-own-wording", "say-no-interest"],
            Put(matter, new PutToUnit("居民说：窗口的人，一直在看手机！ 请说明。", false)).Why!.Each.Select(w => w.Code)
        );
        Assert.Equal("number-of-a-person", Put(matter, Asked with { Points = "打 13900001234 的那位说的。" }).Why!.Code);
        Assert.Equal("not-your-units-matter", Put(matter, by: Head).Why!.Code);
        Assert.Equal("no-matter-of-conduct", Put(Given.Open(), by: Given.Handler).Why!.Code);
        Assert.Equal("ConductPut", Put(matter).Says());
    }

    [Fact]
    public void The_unit_reads_neither_the_matter_nor_its_area_nor_who_raised_it()
    {
        var matter = Taken();
        var it = Begun(matter);
        Assert.Equal(["inspection", "police"], it.Units);
        Assert.Empty(it.About);
        Assert.Equal("", it.At);
        Assert.Equal(
            ["Id", "On", "Points", "PutAt", "Reviews", "Unit"],
            typeof(ConductReviewFile).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain(matter.File.Reference.ToString(), it.Line, StringComparison.Ordinal);
        Assert.Equal(it.Key, ConductReview.KeyOf(Spoken().File));
    }

    [Fact]
    public void Nothing_is_found_before_both_were_heard()
    {
        var (silent, spoken) = (Taken(), Spoken());
        var it = Begun(spoken);
        Assert.Equal("unit-not-heard", Find(it, spoken).Why!.Code);
        Assert.Equal("only-the-leader-answers", Reply(it, OfTheUnit).Why!.Code);
        var answered = it.After(r => Reply(r));
        Assert.Equal("conduct-answered", Reply(answered).Why!.Code);
        Assert.Equal("resident-not-heard", Find(answered, silent).Why!.Code);
        Assert.Equal(["Finding"], Find(answered, spoken, finding: null).Why!.Each.Select(w => w.Field));
        Assert.Equal("not-your-units-matter", Find(answered, spoken, Head).Why!.Code);
        var found = answered.After(r => Find(r, spoken));
        Assert.True(found.IsOver);
        Assert.Equal("conduct-found", Reply(found).Why!.Code);
    }

    [Fact]
    public void A_unit_that_says_nothing_holds_nothing_up_and_may_answer_late()
    {
        var matter = Spoken();
        var it = Begun(matter);
        var over = Ticked(it, 20);
        Assert.Equal(ConductStage.Silent, over.Stage);
        Assert.Equal(ConductStage.Answered, over.After(r => Reply(r, day: 21)).Stage);
        Assert.Equal("ConductFound", Find(over, matter, day: 21).Says());
    }

    [Fact]
    public void A_matter_of_conduct_closes_with_what_was_found_and_not_before()
    {
        Assert.Equal("conduct-not-found", Close(Spoken(), null).Says());
        Assert.Equal("conduct-not-found", Close(Spoken(), null, OutcomeCode.CannotBeSolved).Says());
        Assert.Equal("OutcomeProposed", Close(Spoken(), ConductFinding.NotUpheld, OutcomeCode.CannotBeSolved).Says());
        // Another organ's matter is not looked into here.
        Assert.Equal("OutcomeProposed", Close(Spoken(), null, OutcomeCode.NotOurs).Says());
    }

    [Fact]
    public void The_resident_has_somebody_else_review_it_and_who_was_recused_has_no_part_in_it()
    {
        Assert.Equal("missing-kind", Ask(Given.Open()).Says());
        var asked = Taken().After(m => Ask(m));
        var clock = asked.File.Clocks.Single(c => c.Purpose == ClockFor.Right).Clock;
        Assert.Equal("recusal-decision", clock.Code);
        Assert.Equal("recusal-by-somebody-else", Answer(asked, Reviewer).Says());
        Assert.Equal("recusal-by-somebody-else", Answer(asked, Given.Staff(54, "inspection", StaffRole.Handler)).Says());
        var declined = asked.After(m => Answer(m, Another, RightState.Declined));
        Assert.Equal(Reviewer.Id, declined.File.Handler);
        var granted = asked.After(m => Answer(m, Another));
        Assert.Null(granted.File.Handler);
        Assert.Equal("recused", Put(granted).Why!.Code);
        Assert.Equal("handler-recused", AssignRule.Decide(granted, new Assign(Reviewer.Id), ["inspection"], Another).Says());
        Assert.Equal("ConductPut", Put(granted, by: Another).Says());
    }

    /// <summary>Whatever is tried in whatever order, nothing is found before the unit was heard or had its time, and only by who deals with it.</summary>
    [Fact]
    public void In_thousands_of_lives_the_unit_is_always_heard_first()
    {
        var draw = new Random(20261123);
        var people = new[] { Reviewer, Another, Head, OfTheUnit, Given.Stranger };
        var stages = new HashSet<ConductStage>();
        for (var run = 0; run < 4000; run++)
        {
            var matter = Spoken();
            if (draw.Next(3) == 0)
            {
                matter = matter.After(m => Ask(m)).After(m => Answer(m, Another));
            }
            var (it, day) = ((ConductReview)Put(matter, by: Another).Begin(), 1);
            for (var step = 0; step < 12; step++)
            {
                day += draw.Next(4);
                var who = people[draw.Next(people.Length)];
                if (draw.Next(3) == 0)
                {
                    it = Ticked(it, day);
                }
                var decision = draw.Next(2) == 0 ? Reply(it, who, day) : Find(it, matter, who, (ConductFinding)draw.Next(4), day);
                if (decision.Why is not null)
                {
                    continue;
                }
                var before = it;
                it = it.After(_ => decision);
                stages.Add(before.Stage);
                stages.Add(it.Stage);
                Assert.False(before.IsOver);
                if (it.Opinion is not null)
                {
                    Assert.True(before.Reply is not null || before.Stage == ConductStage.Silent);
                    Assert.Equal("inspection", who.Unit);
                    Assert.False(who == Reviewer && matter.File.Rights.Length > 0, "who was recused has found");
                    Assert.DoesNotContain(it.Duties, d => d.IsOpen);
                }
            }
        }
        Assert.Equal(4, stages.Count);
    }

    private static ConductReview Ticked(ConductReview it, int day)
    {
        while (
            it.Duties.FirstOrDefault(d => d.IsOpen) is { } duty
            && TickDutyRule.Decide(it, duty.Id, Given.Jurisdiction, Given.Now.AddDays(day)) is { } step
        )
        {
            it = it.After(_ => step);
        }
        return it;
    }
}
