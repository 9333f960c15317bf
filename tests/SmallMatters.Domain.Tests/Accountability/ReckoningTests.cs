using SmallMatters.Domain.Accountability;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Accountability;

public class ReckoningTests
{
    private static readonly Actor.Staff Head = Given.Staff(31, "street", StaffRole.Supervisor);
    private static readonly Actor.Staff OtherHead = Given.Staff(32, "street", StaffRole.Supervisor);
    private static readonly Actor.Staff Neighbour = Given.Staff(33, "police", StaffRole.Supervisor);

    private static readonly ProposeReckoning Asked = new(
        "同一条路的路灯三次都说已修好",
        nameof(Ground.Perfunctory),
        "east",
        "property",
        Given.Supervisor.Id,
        "三次回复一样，现场都没有修。",
        [202603030017],
        null,
        null
    );

    private static JointDecision Propose(ProposeReckoning command, Actor.Staff? by = null) =>
        ProposeReckoningRule.Decide(command, Guid.Empty, by ?? Head, [Given.Supervisor.Id], Given.Jurisdiction, Given.Now);

    private static Reckoning Proposed(ProposeReckoning? command = null) => (Reckoning)Propose(command ?? Asked).Begin();

    private static JointDecision Reply(Reckoning it, Actor.Staff? by = null, int day = 1) =>
        DecideReckoningRule.Reply(
            it,
            new ReplyToReckoning("第二次缺配件，没有说清楚。"),
            by ?? Given.Supervisor,
            Given.Now.AddDays(day)
        );

    private static JointDecision Decide(
        Reckoning it,
        bool? upheld = true,
        Effect? effect = Effect.Remind,
        Actor.Staff? by = null,
        DateOnly? until = null,
        int day = 2
    ) =>
        DecideReckoningRule.Decide(
            it,
            new DecideReckoning(upheld, effect, until, "缺配件应当说明，三次都写修好属于敷衍。"),
            by ?? OtherHead,
            Given.Jurisdiction,
            Given.Now.AddDays(day)
        );

    private static JointDecision Appeal(Reckoning it, Actor.Staff? by = null, int day = 3) =>
        AppealReckoningRule.Appeal(
            it,
            new AppealReckoning("第三次是另一盏灯。"),
            by ?? Given.Supervisor,
            Given.Jurisdiction,
            Given.Now.AddDays(day)
        );

    private static JointDecision Judge(Reckoning it, bool? upheld, Actor.Staff? by = null, DateOnly? until = null, int day = 4) =>
        AppealReckoningRule.Decide(
            it,
            new DecideAppeal(upheld, until, "照片是同一盏灯。"),
            by ?? Given.Reviewer,
            OtherHead.Id,
            Given.Jurisdiction,
            Given.Now.AddDays(day)
        );

    private static JointDecision Correct(Reckoning it, Actor.Staff? by = null, int day = 5) =>
        AppealReckoningRule.Correct(
            it,
            new CorrectAfterReckoning("三盏灯都修好，照片附在诉求里。"),
            by ?? Given.Supervisor,
            Given.Now.AddDays(day)
        );

    private static Reckoning Decided(Effect effect = Effect.Remind, DateOnly? until = null) =>
        Proposed().After(r => Reply(r)).After(r => Decide(r, effect: effect, until: until));

    [Fact]
    public void Any_other_unit_proposes_credit_and_only_one_above_or_a_reviewer_proposes_accountability()
    {
        var credit = Asked with { Ground = nameof(Ground.OthersHelped) };
        Assert.Equal("ReckoningProposed", Propose(credit, Neighbour).Says());
        Assert.Equal("ReckoningProposed", Propose(Asked).Says());
        Assert.Equal("ReckoningProposed", Propose(Asked, Given.Reviewer).Says());
        Assert.Equal("accountability-from-above", Propose(Asked, Neighbour).Says());
        Assert.Equal("own-reckoning", Propose(credit, Given.Supervisor).Says());
        Assert.Equal("only-a-leader-proposes-reckonings", Propose(Asked, Given.Handler).Says());
    }

    [Fact]
    public void A_rate_a_number_of_complaints_a_count_an_honest_attempt_and_a_person_are_no_ground_and_one_is_told_why()
    {
        foreach (var none in NotAGround.All)
        {
            var refused = Propose(Asked with { Ground = none.Code }).Why!;
            Assert.Equal("not-a-ground", refused.Code);
            Assert.Contains(none.Because.Zh, refused.Sentence.Zh, StringComparison.Ordinal);
            Assert.Contains(none.Because.En, refused.Sentence.En, StringComparison.Ordinal);
        }
        Assert.Equal(5, NotAGround.All.Length);
        Assert.Equal("missing-ground", Propose(Asked with { Ground = "4" }).Says());
        Assert.Equal(Enum.GetValues<Ground>(), GroundText.All.Select(g => g.Code));
    }

    [Fact]
    public void Nothing_is_decided_without_evidence_and_without_a_named_leader_of_the_unit()
    {
        Assert.Equal("reckoning-without-evidence", Propose(Asked with { Evidence = [] }).Says());
        Assert.Equal("ReckoningProposed", Propose(Asked with { Evidence = [], Document = "督察〔2026〕7号" }).Says());
        Assert.Equal("missing-leader", Propose(Asked with { Leader = Given.Handler.Id }).Says());
        Assert.Equal("number-of-a-person", Propose(Asked with { Account = "打 13800138000 问过" }).Says());
        Assert.Equal("too-much-evidence", Propose(Asked with { Evidence = [.. Enumerable.Range(1, 11)] }).Says());
        var all = Propose(new ProposeReckoning(null, null, null, null, null, null, [], null, null)).Why!;
        Assert.Equal(7, all.Each.Count());
    }

    [Fact]
    public void Who_copied_a_practice_is_named_and_is_the_evidence()
    {
        var copied = Asked with { Ground = nameof(Ground.PracticeCopied), Evidence = [], CopiedBy = "police" };
        Assert.Equal(["police"], Proposed(copied).File.CopiedBy);
        Assert.Equal("missing-copied-by", Propose(copied with { CopiedBy = null }).Says());
        Assert.Equal("missing-copied-by", Propose(copied with { CopiedBy = "property" }).Says());
    }

    [Fact]
    public void The_unit_is_heard_before_anything_is_decided_and_is_not_late_when_it_says_nothing()
    {
        var it = Proposed();
        Assert.Equal("unit-not-heard-yet", Decide(it).Says());
        Assert.Equal("reckoning-not-yours", Reply(it, Given.Handler).Says());
        Assert.Equal("ReckoningReplied", Reply(it).Says());
        Assert.Equal("ReckoningDecided", Decide(it.After(r => Reply(r))).Says());
        Assert.Equal("reckoning-not-at-this-step", Reply(it.After(r => Reply(r))).Says());

        // Five working days from Tuesday are over on the next Tuesday night.
        Assert.Equal(new DateOnly(2026, 3, 10), it.Duties.Open(DutyFor.ReplyToReckoning)!.Clock.Deadline.DueOn);
        Assert.Equal("ReckoningDecided", Decide(it, day: 8).Says());
        Assert.Equal("ReckoningReplied", Reply(it, day: 9).Says());
        Assert.Equal("ReckoningDecided", Decide(it.After(r => Reply(r, day: 9)), day: 10).Says());
    }

    [Fact]
    public void Whoever_proposed_does_not_decide_and_whoever_decided_does_not_judge_the_appeal()
    {
        var it = Proposed().After(r => Reply(r));
        Assert.Equal("street", it.File.Decides);
        Assert.Equal("inspection", it.File.Appeals);
        Assert.Equal("proposer-does-not-decide", Decide(it, by: Head).Says());
        Assert.Equal("reckoning-not-yours", Decide(it, by: Given.Supervisor).Says());
        var appealed = it.After(r => Decide(r)).After(r => Appeal(r));
        Assert.Equal("reckoning-not-yours", Judge(appealed, true, OtherHead).Says());
        Assert.Equal(
            "decider-does-not-judge-appeal",
            AppealReckoningRule
                .Decide(
                    appealed,
                    new DecideAppeal(true, null, "是"),
                    Given.Reviewer,
                    Given.Reviewer.Id,
                    Given.Jurisdiction,
                    Given.Now
                )
                .Says()
        );
        Assert.Equal("missing-upheld", Judge(appealed, null).Says());
    }

    [Fact]
    public void Credit_is_commended_or_recommended_and_accountability_reminds_corrects_talks_or_refers()
    {
        var credit = Proposed(Asked with { Ground = nameof(Ground.LongStandingSolved) }).After(r => Reply(r));
        var held = Proposed().After(r => Reply(r));
        foreach (var effect in Enum.GetValues<Effect>())
        {
            var commends = effect is Effect.Commend or Effect.Recommend;
            var until = Given.Today.AddDays(30);
            Assert.Equal(commends ? "ReckoningDecided" : "missing-effect", Decide(credit, effect: effect, until: until).Says());
            Assert.Equal(commends ? "missing-effect" : "ReckoningDecided", Decide(held, effect: effect, until: until).Says());
        }
        Assert.Equal("missing-upheld", Decide(held, upheld: null).Says());
        Assert.Equal(ReckoningStage.Dropped, held.After(r => Decide(r, upheld: false, effect: null)).Stage);
        Assert.Equal("correction-day", Decide(held, effect: Effect.Correct).Says());
        Assert.Equal("correction-day", Decide(held, effect: Effect.Correct, until: Given.Today.AddDays(183)).Says());
    }

    [Fact]
    public void A_decision_is_final_when_the_window_of_the_appeal_is_over_or_the_appeal_is_decided()
    {
        var it = Decided();
        Assert.Equal((ReckoningStage.Decided, false), (it.Stage, it.IsOver));
        Assert.Equal(new DateOnly(2026, 4, 4), it.Duties.Open(DutyFor.AppealReckoning)!.Clock.Deadline.DueOn);
        Assert.Equal("appeal-too-late", Appeal(it, day: 33).Says());
        var over = it;
        while (
            TickDutyRule.Decide(over, over.Duties.Open(DutyFor.AppealReckoning)!.Id, Given.Jurisdiction, Given.Now.AddDays(34))
                is { } step
        )
        {
            over = over.After(_ => step);
            if (over.Duties.Open(DutyFor.AppealReckoning) is null)
            {
                break;
            }
        }
        Assert.Equal((ReckoningStage.Final, true), (over.Stage, over.IsOver));

        Assert.Equal(ReckoningStage.Appealed, it.After(r => Appeal(r)).Stage);
        var lifted = it.After(r => Appeal(r)).After(r => Judge(r, false));
        Assert.Equal((ReckoningStage.Lifted, true), (lifted.Stage, lifted.IsOver));
        Assert.Equal(ReckoningStage.Final, it.After(r => Appeal(r)).After(r => Judge(r, true)).Stage);
    }

    [Fact]
    public void A_correction_waits_for_the_appeal_and_then_has_a_new_day()
    {
        var it = Decided(Effect.Correct, Given.Today.AddDays(20));
        Assert.Equal(Given.Today.AddDays(20), it.Duties.Open(DutyFor.CorrectAfterReckoning)!.Clock.Deadline.DueOn);
        Assert.Equal("ReckoningCorrected", Correct(it).Says());
        Assert.Equal("reckoning-not-yours", Correct(it, Given.Handler).Says());
        Assert.Equal("reckoning-not-at-this-step", Correct(it.After(r => Correct(r))).Says());

        var appealed = it.After(r => Appeal(r));
        Assert.Null(appealed.Duties.Open(DutyFor.CorrectAfterReckoning));
        Assert.Equal("reckoning-not-at-this-step", Correct(appealed).Says());
        Assert.Equal("correction-day", Judge(appealed, true).Says());
        var stands = appealed.After(r => Judge(r, true, until: Given.Today.AddDays(40)));
        Assert.Equal(Given.Today.AddDays(40), stands.Duties.Open(DutyFor.CorrectAfterReckoning)!.Clock.Deadline.DueOn);
        Assert.Equal((ReckoningStage.Final, false), (stands.Stage, stands.IsOver));
        Assert.True(stands.After(r => Correct(r, day: 30)).IsOver);
        Assert.Null(
            it.After(r => Correct(r))
                .After(r => Appeal(r, day: 6))
                .After(r => Judge(r, true, day: 7))
                .Duties.Open(DutyFor.CorrectAfterReckoning)
        );
    }

    /// <summary>Whatever is tried in whatever order.</summary>
    [Fact]
    public void In_no_order_is_a_unit_held_to_account_unheard_or_by_who_proposed_it()
    {
        var draw = new Random(20261123);
        Actor.Staff[] people = [Head, OtherHead, Neighbour, Given.Supervisor, Given.Handler, Given.Reviewer];
        var (ended, stages) = (0, new HashSet<ReckoningStage>());
        for (var run = 0; run < 4000; run++)
        {
            var (it, day) = (Proposed(), 0);
            var decidedBy = default(StaffId);
            for (var step = 0; step < 25; step++)
            {
                day += draw.Next(4);
                var who = people[draw.Next(people.Length)];
                var yes = draw.Next(2) == 0;
                var until = Given.Today.AddDays(day + 10);
                var now = Given.Now.AddDays(day);
                var decision = draw.Next(6) switch
                {
                    0 => Reply(it, who, day),
                    1 => Decide(it, yes, (Effect)draw.Next(6), who, until, day),
                    2 => Appeal(it, who, day),
                    3 => AppealReckoningRule.Decide(
                        it,
                        new DecideAppeal(yes, until, "理由"),
                        who,
                        decidedBy,
                        Given.Jurisdiction,
                        now
                    ),
                    4 => Correct(it, who, day),
                    _ => it.Duties.FirstOrDefault(d => d.IsOpen) is { } duty
                    && TickDutyRule.Decide(it, duty.Id, Given.Jurisdiction, now) is { } tick
                        ? tick
                        : Refusal.Of("nothing-due", "没有到期的。", "Nothing is due."),
                };
                if (decision.Why is not null)
                {
                    continue;
                }
                var before = it;
                it = it.After(_ => decision);
                stages.Add(it.Stage);
                if (decision.Facts[0] is ReckoningDecided)
                {
                    decidedBy = who.Id;
                    Assert.True(before.Reply is not null || before.Duties[0].Clock.Deadline.DueAt <= now);
                    Assert.Equal(("street", false), (who.Unit, who.Id == it.File.Proposer));
                }
                if (decision.Facts[0] is ReckoningAppealDecided)
                {
                    Assert.NotEqual(decidedBy, who.Id);
                    Assert.Equal("inspection", who.Unit);
                }
                Assert.False(before.IsOver && it.Stage != before.Stage, $"{before.Stage} → {it.Stage}");
                Assert.True(it.IsOver || it.Duties.Any(d => d.IsOpen), "it waits for nobody");
            }
            ended += it.IsOver ? 1 : 0;
        }
        Assert.Equal(Enum.GetValues<ReckoningStage>().Length, stages.Count);
        Assert.True(ended > 400, $"only {ended} ended");
    }
}
