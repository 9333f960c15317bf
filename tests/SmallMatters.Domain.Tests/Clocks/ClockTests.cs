using System.Reflection;
using System.Text.Json;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Tests.Calendar;
using Xunit;
using static SmallMatters.Domain.Tests.Calendar.LocalTime;

namespace SmallMatters.Domain.Tests.Clocks;

public sealed class ClockTests
{
    private static readonly ClockRuleBook Book = ClockRuleBook.BuiltIn;
    private static readonly WorkingCalendar China = WorkingCalendar.China;

    [Fact]
    public void An_appraisal_moves_the_end_of_a_public_order_case_by_the_days_it_took()
    {
        var (clock, rule) = Started("public-order-case", "Mon 2026-03-02 10:00");
        Assert.Equal("Wed 2026-04-01", Text(clock.Deadline.DueOn));

        var paused = Done(
            clock.Pause(rule, PauseReason.Appraisal, "鉴定聘请书〔2026〕8号", "张三", Instant("Tue 2026-03-10 15:00"))
        );
        Assert.Null(paused.NextLookAt);
        var resumed = Done(paused.Resume(rule, Instant("Tue 2026-03-24 09:00"), China));

        // The 10th is no longer counted, the 24th is: fourteen days.
        Assert.Equal("Wed 2026-04-15", Text(resumed.Deadline.DueOn));
        var pause = Assert.Single(resumed.Pauses);
        Assert.Equal((PauseReason.Appraisal, "鉴定聘请书〔2026〕8号", "张三"), (pause.Reason, pause.Document, pause.By));
    }

    [Fact]
    public void A_pause_of_a_working_day_clock_moves_it_by_the_workdays_in_between()
    {
        var (clock, rule) = Started("consumer-complaint-acceptance", "Mon 2026-04-27 10:00");
        Assert.Equal("Sat 2026-05-09", Text(clock.Deadline.DueOn));

        var paused = Done(clock.Pause(rule, PauseReason.Testing, "检验委托书", "李四", Instant("Thu 2026-04-30 10:00")));
        var resumed = Done(paused.Resume(rule, Instant("Thu 2026-05-07 10:00"), China));

        // 30 April and 6 May were workdays and do not count; the days off never did.
        Assert.Equal("Tue 2026-05-12", Text(resumed.Deadline.DueOn));
    }

    [Fact]
    public void A_pause_that_begins_and_ends_on_one_day_takes_no_day_away()
    {
        var (clock, rule) = Started("public-order-case", "Mon 2026-03-02 10:00");

        var resumed = Done(
            Done(clock.Pause(rule, PauseReason.Hearing, "听证通知书", "张三", Instant("Tue 2026-03-10 09:00")))
                .Resume(rule, Instant("Tue 2026-03-10 17:00"), China)
        );

        Assert.Equal(clock.Deadline, resumed.Deadline);
    }

    [Theory]
    [InlineData("public-order-case", "Mon 2025-12-01 10:00", PauseReason.Hearing)] // counts as a pause only from 2026
    [InlineData("public-order-case", "Mon 2026-03-02 10:00", PauseReason.ThirdPartyOpinion)]
    [InlineData("handle-general", "Mon 2026-03-02 10:00", PauseReason.Appraisal)]
    [InlineData("petition-handling", "Mon 2026-03-02 10:00", PauseReason.Hearing)]
    public void A_clock_stops_only_for_the_reasons_of_its_rule(string code, string started, PauseReason reason)
    {
        var (clock, rule) = Started(code, started);

        Assert.Equal("pause-not-lawful", Refused(clock.Pause(rule, reason, "文书", "张三", clock.StartedAt.AddDays(1))));
    }

    [Fact]
    public void A_pause_needs_its_document_and_cannot_hide_what_is_already_overdue()
    {
        var (clock, rule) = Started("public-order-case", "Mon 2026-03-02 10:00");

        Assert.Equal(
            "pause-needs-document",
            Refused(clock.Pause(rule, PauseReason.Appraisal, "  ", "张三", Instant("Tue 2026-03-10 15:00")))
        );
        Assert.Equal(
            "clock-overdue",
            Refused(clock.Pause(rule, PauseReason.Appraisal, "鉴定聘请书", "张三", Instant("Thu 2026-04-02 00:01")))
        );
        Assert.Equal(
            "clock-time-order",
            Refused(clock.Pause(rule, PauseReason.Appraisal, "鉴定聘请书", "张三", Instant("Sun 2026-03-01 10:00")))
        );
        Assert.Equal("clock-not-paused", Refused(clock.Resume(rule, Instant("Tue 2026-03-10 15:00"), China)));
    }

    [Fact]
    public void There_is_no_other_way_to_hold_a_clock()
    {
        // What a clock can be in, and what can be asked of it, is all there is. An internal hold is not among it.
        var states = typeof(ClockState).GetNestedTypes().Select(t => t.Name).Order();
        var asked = typeof(Clock)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => m.ReturnType == typeof(ClockDecision))
            .Select(m => m.Name)
            .Order();

        Assert.Equal(["Ended", "Met", "Paused", "Running", "Stopped"], states);
        Assert.Equal(["Extend", "Meet", "Pause", "Restart", "Resume", "Stop"], asked);
    }

    [Fact]
    public void When_mediation_fails_the_case_begins_to_count_anew_under_the_law_it_began_with()
    {
        var (clock, rule) = Started("public-order-case", "Mon 2025-12-15 10:00");
        Assert.Equal("Wed 2026-01-14", Text(clock.Deadline.DueOn));

        var again = Done(clock.Restart(rule, Instant("Mon 2026-01-12 16:00"), China));

        // Thirty days from 12 January: Wednesday 11 February. It is still version 1, though the new law is in force.
        Assert.Equal("Wed 2026-02-11", Text(again.Deadline.DueOn));
        Assert.Equal(1, again.RuleVersion);
        Assert.Equal(Instant("Mon 2026-01-12 16:00"), again.StartedAt);
        Assert.Throws<ArgumentException>(() =>
            again.Restart(Book.Version("public-order-case", 2), Instant("Tue 2026-01-13 16:00"), China)
        );
    }

    [Fact]
    public void A_restart_is_for_rules_that_provide_it_and_gives_no_used_extension_back()
    {
        var (general, generalRule) = Started("handle-general", "Mon 2026-03-02 10:00");
        Assert.Equal("restart-not-provided", Refused(general.Restart(generalRule, Instant("Tue 2026-03-03 10:00"), China)));

        var (clock, rule) = Started("public-order-case", "Mon 2025-12-01 10:00");
        var extended = Done(
            clock.Extend(rule, Approver.SuperiorPublicSecurityOrgan, "案情复杂", Instant("Mon 2025-12-29 10:00"), China)
        );
        Assert.Equal("Fri 2026-01-30", Text(extended.Deadline.DueOn));
        var again = Done(extended.Restart(rule, Instant("Mon 2026-01-12 16:00"), China));

        Assert.Equal("Wed 2026-02-11", Text(again.Deadline.DueOn));
        Assert.Equal(
            "extensions-used",
            Refused(again.Extend(rule, Approver.SuperiorPublicSecurityOrgan, "案情复杂", Instant("Tue 2026-01-20 10:00"), China))
        );
    }

    [Fact]
    public void The_new_law_allows_two_extensions_by_the_organ_one_level_up_and_no_third()
    {
        var (clock, rule) = Started("public-order-case", "Mon 2026-03-02 10:00");

        Assert.Equal(
            "approver-not-entitled",
            Refused(clock.Extend(rule, Approver.UnitHead, "案情复杂", Instant("Mon 2026-03-30 10:00"), China))
        );
        Assert.Equal(
            "extension-needs-reason",
            Refused(clock.Extend(rule, Approver.SuperiorPublicSecurityOrgan, "", Instant("Mon 2026-03-30 10:00"), China))
        );
        Assert.Equal(
            "clock-overdue",
            Refused(clock.Extend(rule, Approver.SuperiorPublicSecurityOrgan, "案情复杂", Instant("Thu 2026-04-02 00:01"), China))
        );
        var once = Done(
            clock.Extend(rule, Approver.SuperiorPublicSecurityOrgan, "案情复杂", Instant("Wed 2026-04-01 24:00"), China)
        );
        var twice = Done(
            once.Extend(rule, Approver.SuperiorPublicSecurityOrgan, "等待同案人员到案", Instant("Thu 2026-04-30 10:00"), China)
        );

        // Sixty and ninety days from 2 March: Friday 1 May and Sunday 31 May, each then the first workday after.
        Assert.Equal("Wed 2026-05-06", Text(once.Deadline.DueOn));
        Assert.Equal("Mon 2026-06-01", Text(twice.Deadline.DueOn));
        Assert.Equal(
            "extensions-used",
            Refused(twice.Extend(rule, Approver.SuperiorPublicSecurityOrgan, "案情复杂", Instant("Fri 2026-05-29 10:00"), China))
        );
    }

    [Fact]
    public void An_extension_stays_within_the_length_that_the_rule_gives()
    {
        var (clock, rule) = Started("petition-handling", "Mon 2026-03-02 10:00");
        var at = Instant("Mon 2026-04-27 10:00");

        Assert.Equal("extension-length", Refused(clock.Extend(rule, Approver.AgencyHead, "需要会商", at, China, 31)));
        Assert.Equal("extension-length", Refused(clock.Extend(rule, Approver.AgencyHead, "需要会商", at, China, 0)));
        Assert.Equal(
            "Mon 2026-05-11",
            Text(Done(clock.Extend(rule, Approver.AgencyHead, "需要会商", at, China, 10)).Deadline.DueOn)
        );
        Assert.Equal("Sun 2026-05-31", Text(Done(clock.Extend(rule, Approver.AgencyHead, "需要会商", at, China)).Deadline.DueOn));
    }

    [Fact]
    public void Where_the_parties_agree_on_more_time_they_name_how_much_and_as_often_as_they_like()
    {
        var (clock, rule) = Started("court-delegated-mediation", "Mon 2026-03-02 10:00");
        Assert.Equal(
            "extension-needs-length",
            Refused(clock.Extend(rule, Approver.Parties, "双方同意", Instant("Tue 2026-03-03 10:00"), China))
        );

        for (var i = 1; i <= 4; i++)
        {
            clock = Done(clock.Extend(rule, Approver.Parties, "双方同意", Instant("Tue 2026-03-03 10:00").AddHours(i), China, 7));
        }

        Assert.Equal("Wed 2026-04-29", Text(clock.Deadline.DueOn));
        var (enquiry, enquiryRule) = Started("handle-enquiry", "Mon 2026-03-02 10:00");
        Assert.Equal(
            "extension-not-provided",
            Refused(enquiry.Extend(enquiryRule, Approver.UnitHead, "忙", Instant("Mon 2026-03-02 11:00"), China))
        );
    }

    [Theory]
    [InlineData("Mon 2026-03-09 24:00", false)]
    [InlineData("Tue 2026-03-10 00:01", true)]
    public void What_is_done_by_twenty_four_hundred_of_the_last_day_is_in_time(string done, bool late)
    {
        var (clock, _) = Started("handle-general", "Mon 2026-03-02 10:00");

        var met = Done(clock.Meet(Instant(done)));

        Assert.Equal(new ClockState.Met(Instant(done), late), met.State);
        Assert.Null(met.NextLookAt);
        Assert.Equal(late, clock.IsOverdue(Instant(done)));
        Assert.False(met.IsOverdue(Instant(done)));
    }

    [Fact]
    public void A_clock_that_has_ended_takes_nothing_more()
    {
        var (clock, rule) = Started("public-order-case", "Mon 2026-03-02 10:00");
        var at = Instant("Tue 2026-03-03 10:00");
        Assert.Equal("clock-time-order", Refused(clock.Meet(Instant("Sun 2026-03-01 10:00"))));
        Assert.Equal("stop-needs-reason", Refused(clock.Stop(at, " ")));

        foreach (var ended in new[] { Done(clock.Meet(at)), Done(clock.Stop(at, "居民撤回")) })
        {
            Assert.False(ended.IsOpen);
            Assert.Equal("clock-not-running", Refused(ended.Meet(at)));
            Assert.Equal("clock-not-running", Refused(ended.Stop(at, "居民撤回")));
            Assert.Equal("clock-not-running", Refused(ended.Restart(rule, at, China)));
            Assert.Equal("clock-not-running", Refused(ended.Pause(rule, PauseReason.Appraisal, "鉴定聘请书", "张三", at)));
            Assert.Equal(
                "clock-not-running",
                Refused(ended.Extend(rule, Approver.SuperiorPublicSecurityOrgan, "案情复杂", at, China))
            );
            Assert.Null(ended.StepDue(Instant("Mon 2029-01-01 10:00")));
        }
    }

    [Fact]
    public void A_new_calendar_moves_provisional_deadlines_and_leaves_all_others_as_they_were_promised()
    {
        var calendar = China.TryWith(CalendarYear.TryRead(WorkingCalendarTests.Official2027, out _)!, out _)!;
        var (near, rule) = Started("handle-general", "Mon 2026-12-14 10:00");
        var (far, _) = Started("handle-general", "Thu 2027-02-04 10:00");
        Assert.Equal((true, "Fri 2027-02-19"), (far.Deadline.Provisional, Text(far.Deadline.DueOn)));

        var moved = far.Recompute(rule, calendar);

        // The made-up notice works Friday 12 February, which the expectation had off.
        Assert.Equal((false, "Thu 2027-02-18"), (moved.Deadline.Provisional, Text(moved.Deadline.DueOn)));
        Assert.Same(near, near.Recompute(rule, calendar));
        Assert.Same(moved, moved.Recompute(rule, China));
        var met = Done(far.Meet(Instant("Fri 2027-02-05 10:00")));
        Assert.Same(met, met.Recompute(rule, calendar));
    }

    [Fact]
    public void A_clock_can_be_written_down_and_read_back()
    {
        var (clock, rule) = Started("public-order-case", "Mon 2026-03-02 10:00");
        clock = Done(clock.Pause(rule, PauseReason.Appraisal, "鉴定聘请书", "张三", Instant("Tue 2026-03-10 15:00")));
        var paused = clock;
        clock = Done(clock.Resume(rule, Instant("Tue 2026-03-24 09:00"), China));
        clock = Done(
            clock.Extend(rule, Approver.SuperiorPublicSecurityOrgan, "案情复杂", Instant("Mon 2026-04-13 10:00"), China)
        );

        Assert.All(
            new[]
            {
                paused,
                clock,
                Done(clock.Meet(Instant("Tue 2026-04-14 10:00"))),
                Done(clock.Stop(Instant("Tue 2026-04-14 10:00"), "并案")),
            },
            one =>
            {
                var back = JsonSerializer.Deserialize<Clock>(JsonSerializer.Serialize(one));
                Assert.Equal(one, back);
                Assert.Equal(one.GetHashCode(), back!.GetHashCode());
            }
        );
        Assert.NotEqual(paused, clock);
    }

    internal static (Clock Clock, ClockRule Rule) Started(string code, string started, EscalationPlan? plan = null)
    {
        var at = Instant(started);
        var rule = Book.RuleFor(code, China.DayOf(at));
        return (Clock.Start(rule, at, China, plan), rule);
    }

    internal static Clock Done(ClockDecision decision) => Assert.IsType<ClockDecision.Changed>(decision).Clock;

    private static string Refused(ClockDecision decision)
    {
        var refusal = Assert.IsType<ClockDecision.Refused>(decision).Refusal;
        Assert.False(string.IsNullOrEmpty(refusal.Sentence.Zh) || string.IsNullOrEmpty(refusal.Sentence.En));
        return refusal.Code;
    }
}
