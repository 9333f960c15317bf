using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Tests.Matters;
using Xunit;
using static SmallMatters.Domain.Tests.Calendar.LocalTime;

namespace SmallMatters.Domain.Tests.MinorCases;

public class CaseTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    [Fact]
    public void A_report_of_2026_is_filed_at_once_and_one_of_2025_is_reviewed_first()
    {
        var now = Reported.At(Now);
        Assert.Equal(CaseStage.Investigating, now.Stage);
        Assert.Equal(("public-order-case", 2), (now.Running!.Clock.Code, now.Running.Clock.RuleVersion));

        var before = Reported.At(Instant("Mon 2025-12-15 10:00"));
        Assert.Equal(CaseStage.Reviewing, before.Stage);
        Assert.Equal("acceptance-review", before.Running!.Clock.Code);
        Assert.Equal(
            "acceptance-review-complex",
            Reported.At(Instant("Mon 2025-12-15 10:00"), complex: true).Running!.Clock.Code
        );
        var filed = before.Done(
            FileCaseRule.Decide(before, Instant("Mon 2025-12-15 15:00"), Reported.Officer, Given.Jurisdiction, Now)
        );
        Assert.Equal(("public-order-case", 1), (filed.Running!.Clock.Code, filed.Running.Clock.RuleVersion));
    }

    [Fact]
    public void What_is_no_police_matter_is_registered_with_the_right_door_and_nothing_runs_on()
    {
        var it = Reported.Begun(Reported.Register(Reported.Command(Now, arrival: Arrival.NotPolice), Now));
        Assert.Equal((CaseStage.Closed, "court"), (it.Stage, it.Door));
        Assert.DoesNotContain(it.Clocks, c => c.Clock.IsOpen);
        Assert.Equal(
            "missing-door",
            Reported.Register(Reported.Command(Now, arrival: Arrival.NotPolice) with { Door = null }, Now).Code()
        );
        Assert.Equal(
            "missing-reasons",
            Reported.Register(Reported.Command(Now, arrival: Arrival.NoViolation) with { Reasons = " " }, Now).Code()
        );
    }

    [Fact]
    public void The_wrong_station_passes_it_on_within_a_day_with_a_notice()
    {
        var it = Reported.Begun(Reported.Register(Reported.Command(Now, arrival: Arrival.WrongStation), Now));
        Assert.Equal(Now.AddHours(24), it.Running!.Clock.Deadline.DueAt);
        Assert.Equal(
            "missing-document",
            FileCaseRule.Transfer(it, "东城派出所", null, Now.AddHours(2), Reported.Officer, Now.AddHours(2)).Code()
        );
        var gone = it.Done(
            FileCaseRule.Transfer(it, "东城派出所", "移字1号", Now.AddHours(2), Reported.Officer, Now.AddHours(2))
        );
        Assert.Equal(CaseStage.Closed, gone.Stage);
    }

    [Theory]
    [InlineData(KnownAlready.ByNumber, true, "case-registered-already")]
    [InlineData(KnownAlready.Perhaps, false, "case-perhaps-registered")]
    [InlineData(KnownAlready.Perhaps, true, null)]
    [InlineData(KnownAlready.No, false, null)]
    public void The_same_is_not_registered_twice(KnownAlready known, bool another, string? refused) =>
        Assert.Equal(refused, Reported.Register(Reported.Command(Now) with { AnotherOne = another }, Now, known).Code());

    [Fact]
    public void An_emergency_comes_first_and_the_log_within_a_day_after_it()
    {
        var late = Reported.Begun(
            Reported.Register(Reported.Command(Now) with { EmergencyOverAt = Now.AddHours(1) }, Now.AddHours(26))
        );
        var clock = Assert.Single(late.Clocks, c => c.For == CaseClockFor.LateRegistration).Clock;
        Assert.True(Assert.IsType<ClockState.Met>(clock.State).Late);
        Assert.Equal(
            "emergency-times",
            Reported.Register(Reported.Command(Now) with { EmergencyOverAt = Now.AddHours(-1) }, Now).Code()
        );
    }

    [Fact]
    public void Each_step_waits_for_the_steps_before_it_and_for_who_may_take_it()
    {
        var it = Reported.At(Now);
        string? Take(string step, Actor.Staff by, Officers? officers = Officers.Two, string? recording = null) =>
            TakeStepRule
                .Decide(
                    it,
                    new TakeStep(step, Now.AddHours(1), null, officers, recording),
                    by,
                    Given.Jurisdiction,
                    Now.AddHours(2)
                )
                .Code();
        Assert.Equal("step-before", Take("approval", Reported.Head));
        Assert.Equal("not-at-this-stage", Take("served", Reported.Head));
        Assert.Equal("two-officers", Take("statements", Reported.Officer, Officers.One));
        Assert.Equal("missing-recording", Take("statements", Reported.Officer, Officers.OneRecorded));
        Assert.Null(Take("statements", Reported.Officer, Officers.OneRecorded, "执法记录仪编号7"));
        Assert.Equal("not-your-stations-case", Take("statements", Given.Handler));
        it = it.Step("statements", Now.AddHours(1));
        Assert.Equal("step-taken", Take("statements", Reported.Officer));
        Assert.Equal("head-decides", Take("approval", Reported.Officer));
        Assert.Equal(
            "head-decides",
            DecideCaseRule
                .Decide(
                    it,
                    CaseOutcome.Criminal,
                    "1",
                    null,
                    Now.AddHours(2),
                    Reported.Officer,
                    Given.Jurisdiction,
                    Now.AddHours(2)
                )
                .Code()
        );
        Assert.Equal("step-before", it.Decide(CaseOutcome.Penalised, Now.AddHours(2)).Code());
    }

    [Fact]
    public void One_officer_with_a_recording_was_not_enough_under_the_old_law()
    {
        var on = Instant("Mon 2025-12-15 10:00");
        var it = Reported.At(on);
        it = it.Done(FileCaseRule.Decide(it, on, Reported.Officer, Given.Jurisdiction, Now));
        Assert.Equal(
            "two-officers",
            TakeStepRule
                .Decide(
                    it,
                    new TakeStep("statements", on, null, Officers.OneRecorded, "7"),
                    Reported.Officer,
                    Given.Jurisdiction,
                    Now
                )
                .Code()
        );
    }

    [Fact]
    public void A_case_goes_from_report_to_sealed_and_the_victim_is_owed_each_thing_on_the_way()
    {
        var it = Reported.At(Now).Step("statements", Now.AddHours(1)).Step("approval", Now.AddHours(2));
        it = it.Step("told-before", Now.AddHours(3));
        var thing = new Guid(9, 0, 0, new byte[8]);
        it = it.Done(ServePeopleRule.Take(it, thing, "手机一部", "清单1号", Reported.Officer, Now.AddHours(3)));
        it = it.Done(it.Decide(CaseOutcome.Penalised, Now.AddDays(2)));
        string? Close() => DecideCaseRule.Close(it, Now.AddDays(5), Reported.Head, Given.Jurisdiction, Now.AddDays(5)).Code();
        Assert.Equal("not-done-yet", Close());
        it = it.Step("served", Now.AddDays(2)).Step("executed", Now.AddDays(3));
        Assert.Equal("victim-not-served", Close());
        it = it.Step("served-victim", Now.AddDays(3));
        Assert.Equal("things-held", Close());
        it = it.Done(ServePeopleRule.Return(it, thing, "发还1号", Reported.Officer, Now.AddDays(4)));
        Assert.Equal("people-not-told", Close());
        it = it.Told(Now.AddDays(4));
        Assert.Null(Close());
        it = it.Done(DecideCaseRule.Close(it, Now.AddDays(5), Reported.Head, Given.Jurisdiction, Now.AddDays(5)));
        Assert.True(it.IsSealed);
        // What the victim may still do, and is still owed.
        Assert.Equal(
            [CaseClockFor.CallBack, CaseClockFor.Reconsideration, CaseClockFor.Suit],
            it.Clocks.Where(c => c.Clock.IsOpen).Select(c => c.For).Order()
        );
        Assert.Equal("case-sealed", ServePeopleRule.Take(it, thing, "刀", "2", Reported.Officer, Now.AddDays(6)).Code());
        Assert.Equal("missing-ground", ServePeopleRule.Open(it, null, "函1号", Reported.Head, Now.AddDays(6)).Code());
        Assert.Equal(
            "not-your-stations-case",
            ServePeopleRule.Open(it, SealGround.StateOrganForACase, "函1号", Reported.Officer, Now.AddDays(6)).Code()
        );
        Assert.Null(ServePeopleRule.Open(it, SealGround.StateOrganForACase, "函1号", Reported.Head, Now.AddDays(6)).Code());
    }

    [Fact]
    public void A_no_in_the_verdict_opens_a_review_of_the_service_and_leaves_the_decision_alone()
    {
        var it = Reported.At(Now).Step("statements", Now.AddHours(1)).Step("approval", Now.AddHours(2));
        Assert.Equal(
            "not-at-this-stage",
            ServePeopleRule
                .Judge(it, new ServiceVerdict(Reported.Victim, true, true, false), null, Given.Jurisdiction, Now.AddDays(1))
                .Code()
        );
        it = it.Done(it.Decide(CaseOutcome.NoPenalty, Now.AddDays(1)));
        var judged = it.Done(
            ServePeopleRule.Judge(
                it,
                new ServiceVerdict(Reported.Victim, true, true, false),
                "说好的日子没有消息",
                Given.Jurisdiction,
                Now.AddDays(2)
            )
        );
        Assert.Contains(judged.Clocks, c => c.For == CaseClockFor.ServiceReview && c.Clock.IsOpen);
        Assert.Equal((it.Stage, it.Outcome), (judged.Stage, judged.Outcome));
        Assert.Equal(
            "judged-already",
            ServePeopleRule
                .Judge(judged, new ServiceVerdict(Reported.Victim, true, true, true), null, Given.Jurisdiction, Now.AddDays(2))
                .Code()
        );
    }

    [Theory]
    [InlineData(CaseKind.Noise)]
    [InlineData(CaseKind.Dog)]
    public void Noise_and_dogs_are_not_penalised_before_somebody_tried_or_warned(CaseKind kind)
    {
        var it = Reported.At(Now, kind).Step("statements", Now.AddHours(1)).Step("approval", Now.AddHours(2));
        it = it.Step("told-before", Now.AddHours(3));
        Assert.Equal("attempt-first", it.Decide(CaseOutcome.Penalised, Now.AddHours(4)).Code());
        it = it.Done(
            ServePeopleRule.Attempt(
                it,
                AttemptBy.Committee,
                Given.Today,
                "上门劝过两次",
                Reported.Officer,
                Given.Jurisdiction,
                Now.AddHours(4)
            )
        );
        Assert.Null(it.Decide(CaseOutcome.Penalised, Now.AddHours(4)).Code());
    }

    [Fact]
    public void Mediation_is_open_to_kinds_that_the_law_names_and_never_under_an_exclusion()
    {
        foreach (var terms in CaseBook.BuiltIn.Kinds)
        {
            var it = Reported.At(Now, terms.Kind);
            Assert.Equal(terms.Mediable ? null : "kind-not-mediable", it.Begin(Now.AddHours(1)).Code());
            foreach (var exclusion in CaseBook.BuiltIn.Exclusions.Where(_ => terms.Mediable))
            {
                Assert.Equal("mediation-excluded", it.Begin(Now.AddHours(1), exclusion.Code).Code());
            }
        }
    }

    [Fact]
    public void What_is_decided_owes_no_second_mediation()
    {
        var it = Reported.At(Now).Step("statements", Now.AddMinutes(30));
        it = it.Done(it.Begin(Now.AddHours(1)));
        it = it.Done(
            MediateCaseRule.Fail(
                it,
                MediationFailure.NotReached,
                Now.AddHours(2),
                Reported.Officer,
                Given.Jurisdiction,
                Now.AddHours(2)
            )
        );
        Assert.Contains(it.Clocks, c => c.For == CaseClockFor.SecondMediation && c.Clock.IsOpen);
        it = it.Step("approval", Now.AddHours(3));
        it = it.Done(it.Decide(CaseOutcome.NoPenalty, Now.AddHours(4)));
        Assert.DoesNotContain(it.Clocks, c => c.For == CaseClockFor.SecondMediation && c.Clock.IsOpen);
    }

    [Fact]
    public void A_second_mediation_comes_within_seven_working_days_and_a_third_never()
    {
        MinorCase Failed(MinorCase it, DateTimeOffset on) =>
            it.Done(MediateCaseRule.Fail(it, MediationFailure.NotReached, on, Reported.Officer, Given.Jurisdiction, on));
        var once = Reported.At(Now);
        once = Failed(once.Done(once.Begin(Now.AddHours(1))), Now.AddHours(2));
        Assert.Equal("second-mediation-late", once.Begin(Now.AddDays(10)).Code());
        var twice = Failed(once.Done(once.Begin(Now.AddDays(3))), Now.AddDays(4));
        Assert.Equal("mediated-twice", twice.Begin(Now.AddDays(5)).Code());
        Assert.Equal(
            "Fri 2026-04-03",
            Text(Failed(once.Done(once.Begin(Now.AddDays(1))), Now.AddDays(1)).Running!.Clock.Deadline.DueOn)
        );
    }

    [Fact]
    public void A_settlement_of_their_own_ends_a_case_only_under_the_new_law()
    {
        var on = Instant("Mon 2025-12-15 10:00");
        var old = Reported.At(on);
        old = old.Done(FileCaseRule.Decide(old, on, Reported.Officer, Given.Jurisdiction, Now));
        old = old.Step("statements", on).Step("approval", on);
        Assert.Equal("outcome-of-new-law", old.Decide(CaseOutcome.Settled, Now).Code());
        var recent = Reported.At(Now).Step("statements", Now).Step("approval", Now);
        Assert.Null(recent.Decide(CaseOutcome.Settled, Now).Code());
    }

    [Fact]
    public void Every_step_outcome_and_kind_names_its_source_and_only_steps_that_exist()
    {
        var book = CaseBook.BuiltIn;
        Assert.Equal(Enum.GetValues<CaseKind>().Order(), book.Kinds.Select(k => k.Kind).Order());
        Assert.Equal(Enum.GetValues<CaseOutcome>().Order(), book.Outcomes.Select(o => o.Outcome).Order());
        var codes = book.Steps.Select(s => s.Code).ToHashSet();
        Assert.All(book.Steps, s => Assert.Subset(codes, s.Needs.ToHashSet()));
        Assert.All(book.Outcomes, o => Assert.Subset(codes, o.Needs.Concat(o.Closes.SelectMany(g => g)).ToHashSet()));
        Assert.All(
            book.Steps.Select(s => s.Source)
                .Concat(book.Outcomes.Select(o => o.Source))
                .Concat(book.Kinds.Select(k => k.Article)),
            source => Assert.False(string.IsNullOrWhiteSpace(source.Zh) || string.IsNullOrWhiteSpace(source.En))
        );
    }

    [Fact]
    public void A_pattern_fact_says_no_more_than_building_and_whole_hours()
    {
        var fact = PatternFact.Of(CaseKind.Theft, "east", "柳园", "3号楼/二单元/502", Now.AddMinutes(17), Now.AddMinutes(95));
        Assert.Equal(("柳园/3", Now, Now.AddHours(2)), (fact.Building, fact.From, fact.To));
        Assert.Equal(
            ["Area", "Building", "From", "Kind", "To"],
            typeof(PatternFact).GetProperties().Select(p => p.Name).Where(n => n != "EqualityContract").Order()
        );
    }
}
