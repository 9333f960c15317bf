using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Learning;

public class PilotTests
{
    private static JointDecision Assess(Pilot it, TrialOutcome? outcome, ShareChange? figure, Actor.Staff? by = null) =>
        AssessPilotRule.Decide(
            it,
            new AssessPilot(outcome, "学到的"),
            Trials.Figure(figure),
            by ?? Trials.Head,
            Given.Now.AddDays(360)
        );

    [Fact]
    public void Everything_that_is_missing_from_a_proposal_is_said_at_once() =>
        Assert.Equal(
            ["Goal", "How", "Areas", "Against", "Measure", "From", "StopPercent", "LookOn", "Cost"],
            Trials.Propose(new ProposePilot("", " ", [], [], [], "", null, null, 0, null, null)).Why!.Each.Select(w => w.Field)
        );

    [Theory]
    [InlineData("events")]
    [InlineData("visits")]
    [InlineData("penalties")]
    [InlineData("cases")]
    [InlineData("persons")]
    public void What_is_no_measure_of_a_target_is_none_of_a_pilot(string measure)
    {
        var why = Trials.Propose(Trials.Asked with { Measure = measure }).Why!;
        Assert.Equal(("not-a-measure", "Measure"), (why.Code, why.Field));
    }

    [Fact]
    public void A_proposal_names_areas_a_later_start_and_a_day_to_look_within_the_term()
    {
        var asked = Trials.Asked;
        Assert.Equal("PilotProposed", Trials.Propose(asked).Says());
        Assert.Equal("only-a-leader-proposes-pilots", Trials.Propose(asked, Given.Handler).Says());
        Assert.Equal("compared-with-itself", Trials.Propose(asked with { Against = ["a2", "a3"] }).Says());
        Assert.Equal("pilot-starts-later", Trials.Propose(asked with { From = Given.Today }).Says());
        Assert.Equal("term-of-whole-stretches", Trials.Propose(asked with { Until = asked.From!.Value.AddDays(26) }).Says());
        Assert.Equal("look-within-the-term", Trials.Propose(asked with { LookOn = asked.Until }).Says());
        Assert.Equal("number-of-a-person", Trials.Propose(asked with { How = "找老王 13800138000" }).Says());
    }

    [Fact]
    public void Who_proposed_it_does_not_approve_it_and_a_change_before_the_start_is_approved_anew()
    {
        var it = Trials.Proposed();
        Assert.Equal("street", it.Plan.Decides);
        JointDecision Approve(Pilot p, Actor.Staff by, string? why = "可以") =>
            RunPilotRule.Approve(p, new ApprovePilot(true, why), by, Given.Now);
        Assert.Equal("learning-not-yours", Approve(it, Trials.Proposer).Says());
        Assert.Equal("learning-not-yours", Approve(it, Trials.Police).Says());
        var own = Given.Staff(31, "street", StaffRole.Supervisor);
        Assert.Equal("proposer-does-not-judge-pilot", Approve(it with { Plan = it.Plan with { Proposer = own.Id } }, own).Says());
        Assert.Equal("PilotJudged", Approve(it, Trials.Head).Says());
        var changed = Trials
            .Approved()
            .After(p =>
                ProposePilotRule.Anew(p, Trials.Asked with { StopPercent = 50 }, Trials.Proposer, Trials.Jurisdiction, Given.Now)
            );
        Assert.Equal((PilotStage.Proposed, 50), (changed.Stage, changed.Plan.Stop.Percent));
        Assert.NotNull(changed.Duties.Open(DutyFor.ApprovePilot));
    }

    [Fact]
    public void It_starts_on_its_day_and_then_nothing_of_the_plan_changes()
    {
        JointDecision Start(int day) =>
            RunPilotRule.Start(Trials.Approved(), Trials.Proposer, Trials.Jurisdiction, Given.Now.AddDays(day));
        Assert.Equal("pilot-starts-on-its-day", Start(9).Says());
        Assert.Equal("PilotStarted", Start(10).Says());
        Assert.Equal("PilotStarted", Start(17).Says());
        Assert.Equal("pilot-too-late-to-start", Start(18).Says());
        Assert.Equal(
            "pilot-is-fixed",
            ProposePilotRule
                .Anew(Trials.Running(), Trials.Asked, Trials.Proposer, Trials.Jurisdiction, Given.Now.AddDays(11))
                .Says()
        );
    }

    [Fact]
    public void On_the_day_to_look_the_count_decides()
    {
        var it = Trials.Running();
        Assert.Equal("not-the-day-to-look", Trials.Look(it, new MeasureCounts(80, 100, 0, 0), day: 99).Says());
        var stopped = it.After(p => Trials.Look(p, new MeasureCounts(59, 100, 0, 0)));
        Assert.Equal((PilotStage.Stopped, true), (stopped.Stage, stopped.Look!.Met));
        Assert.NotNull(stopped.Duties.Open(DutyFor.AssessPilot));
        Assert.Equal(PilotStage.Running, it.After(p => Trials.Look(p, new MeasureCounts(60, 100, 0, 0))).Stage);
        // Nine say nothing, however bad they are.
        Assert.Equal(PilotStage.Running, it.After(p => Trials.Look(p, new MeasureCounts(0, 9, 40, 0))).Stage);
        // Where less is better, it is stopped above the threshold.
        var less = Measure.For(MeasureCode.Reopened);
        Assert.True(new StopRule(20, Given.Today).IsMet(less, new MeasureCounts(21, 100, 0, 0)));
        Assert.False(new StopRule(20, Given.Today).IsMet(less, new MeasureCounts(20, 100, 0, 0)));
        JointDecision End(Pilot p, int day) => RunPilotRule.End(p, Trials.Proposer, Trials.Jurisdiction, Given.Now.AddDays(day));
        Assert.Equal("stop-rule-not-looked-at", End(it, 350).Says());
        var looked = it.After(p => Trials.Look(p, new MeasureCounts(80, 100, 0, 0)));
        Assert.Equal("pilot-not-over", End(looked, 345).Says());
        Assert.Equal("PilotEnded", End(looked, 346).Says());
    }

    [Fact]
    public void Nobody_says_more_of_it_than_the_figure()
    {
        var it = Trials.Ended();
        Assert.Equal("learning-not-yours", Assess(it, TrialOutcome.Worked, Trials.Up, Trials.Proposer).Says());
        Assert.Equal("PilotAssessed", Assess(it, TrialOutcome.Worked, Trials.Up).Says());
        foreach (var figure in new[] { Trials.Flat, Trials.Down, null })
        {
            Assert.Equal("more-than-the-figure-says", Assess(it, TrialOutcome.Worked, figure).Says());
        }
        Assert.Equal("PilotAssessed", Assess(it, TrialOutcome.DidNotWork, Trials.Flat).Says());
        Assert.Equal("failure-not-shown", Assess(it, TrialOutcome.DidNotWork, Trials.Up).Says());
        Assert.Equal("failure-not-shown", Assess(it, TrialOutcome.DidNotWork, null).Says());
        Assert.Equal("PilotAssessed", Assess(it, TrialOutcome.CannotBeTold, null).Says());
        var stopped = Trials.Running().After(p => Trials.Look(p, new MeasureCounts(10, 100, 0, 0)));
        Assert.Equal("PilotAssessed", Assess(stopped, TrialOutcome.DidNotWork, null).Says());
    }

    /// <summary>Whatever is tried in whatever order.</summary>
    [Fact]
    public void In_no_order_does_a_plan_change_after_the_start_or_one_person_judge_what_they_proposed()
    {
        var draw = new Random(20261123);
        Actor.Staff[] people =
        [
            Trials.Proposer,
            Trials.Head,
            Trials.Police,
            Given.Handler,
            Given.Staff(3, "street", StaffRole.Supervisor),
        ];
        var stages = new HashSet<PilotStage>();
        for (var run = 0; run < 4000; run++)
        {
            var (it, day) = (Trials.Proposed(), 0);
            PilotPlan? started = null;
            for (var step = 0; step < 40; step++)
            {
                day += it.Stage == PilotStage.Running ? draw.Next(40) : draw.Next(4);
                var (who, now, yes) = (people[draw.Next(people.Length)], Given.Now.AddDays(day), draw.Next(5) > 0);
                var counts = new MeasureCounts(draw.Next(60), 60, 0, 0);
                var decision = draw.Next(8) switch
                {
                    0 => RunPilotRule.Approve(it, new ApprovePilot(yes, "理由"), who, now),
                    1 => draw.Next(4) > 0
                        ? RunPilotRule.Start(it, who, Trials.Jurisdiction, now)
                        : ProposePilotRule.Anew(
                            it,
                            Trials.Asked with
                            {
                                From = Given.Today.AddDays(day + 3),
                                LookOn = Given.Today.AddDays(day + 50),
                                Until = Given.Today.AddDays(day + 90),
                            },
                            who,
                            Trials.Jurisdiction,
                            now
                        ),
                    2 => RunPilotRule.Start(it, who, Trials.Jurisdiction, now),
                    3 => RunPilotRule.Look(it, counts, who, Trials.Jurisdiction, now),
                    4 => draw.Next(8) == 0
                        ? RunPilotRule.Stop(it, new StopPilot("理由"), who, Trials.Jurisdiction, now)
                        : RunPilotRule.End(it, who, Trials.Jurisdiction, now),
                    5 => RunPilotRule.End(it, who, Trials.Jurisdiction, now),
                    6 => AssessPilotRule.Decide(
                        it,
                        new AssessPilot((TrialOutcome)draw.Next(3), "理由"),
                        Trials.Figure(yes ? Trials.Flat : null),
                        who,
                        now
                    ),
                    _ => it.Duties.FirstOrDefault(d => d.IsOpen) is { } duty
                    && TickDutyRule.Decide(it, duty.Id, Trials.Jurisdiction, now) is { } tick
                        ? tick
                        : Refusal.Of("nothing-due", "没有到期的。", "Nothing is due."),
                };
                if (decision.Why is not null)
                {
                    continue;
                }
                it = it.After(_ => decision);
                stages.Add(it.Stage);
                started ??= it.Stage == PilotStage.Running ? it.Plan : null;
                Assert.True(started is null || ReferenceEquals(started, it.Plan), "the plan changed after the start");
                if (decision.Facts[0] is PilotJudged or PilotAssessed)
                {
                    Assert.Equal(("street", false), (who.Unit, who.Id == it.Plan.Proposer));
                }
                Assert.NotEqual(TrialOutcome.Worked, it.Assessment?.Outcome);
                Assert.Equal(it.Stage is PilotStage.Stopped or PilotStage.Ended or PilotStage.Assessed, it.OverAt is not null);
                Assert.True(it.IsOver || it.Stage == PilotStage.Approved || it.Look is not null || it.Duties.Any(d => d.IsOpen));
            }
        }
        Assert.Equal(Enum.GetValues<PilotStage>().Length, stages.Count);
    }
}
