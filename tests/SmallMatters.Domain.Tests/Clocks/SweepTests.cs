using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Clocks;
using Xunit;
using static SmallMatters.Domain.Tests.Calendar.LocalTime;
using static SmallMatters.Domain.Tests.Clocks.ClockTests;

namespace SmallMatters.Domain.Tests.Clocks;

public sealed class SweepTests
{
    private static readonly WorkingCalendar China = WorkingCalendar.China;

    [Fact]
    public void A_neglected_matter_is_warned_about_twice_and_goes_up_level_by_level_each_told_once()
    {
        var (clock, _) = Started("handle-general", "Thu 2026-04-23 10:00");
        var seen = Follow(clock, Instant("Wed 2026-05-13 12:00"));

        // Due on Thursday 30 April. The holiday that follows is no one's working day, Saturday 9 May is.
        Assert.Equal(
            [
                "Warn70 0 at Wed 2026-04-29 12:00",
                "Warn90 0 at Thu 2026-04-30 12:00",
                "Overdue 0 at Thu 2026-04-30 24:00",
                "Escalate 1 at Wed 2026-05-06 24:00",
                "Escalate 2 at Thu 2026-05-07 24:00",
                "Escalate 3 fallback at Fri 2026-05-08 24:00",
            ],
            seen
        );
    }

    [Fact]
    public void An_urgent_matter_goes_up_by_the_hour_through_the_night_and_the_holiday()
    {
        var (clock, _) = Started("handle-urgent", "Wed 2026-09-30 22:00");

        Assert.Equal(
            [
                "Warn70 0 at Wed 2026-09-30 23:24",
                "Warn90 0 at Wed 2026-09-30 23:48",
                "Overdue 0 at Wed 2026-09-30 24:00",
                "Escalate 1 at Thu 2026-10-01 02:00",
                "Escalate 2 at Thu 2026-10-01 04:00",
                "Escalate 3 fallback at Thu 2026-10-01 06:00",
            ],
            Follow(clock, Instant("Thu 2026-10-01 09:00"))
        );
    }

    [Fact]
    public void A_jurisdiction_may_have_its_own_ladder()
    {
        var (clock, _) = Started("handle-general", "Thu 2026-04-23 10:00", new EscalationPlan(ClockUnit.CalendarDay, 2, 1));

        Assert.Equal(
            ["Overdue 0 at Thu 2026-04-30 24:00", "Escalate 1 fallback at Sat 2026-05-02 24:00"],
            Follow(clock, Instant("Tue 2026-05-05 12:00")).Skip(2)
        );
    }

    [Fact]
    public void A_window_ends_without_anyone_being_late()
    {
        var (clock, _) = Started("verdict-window", "Sun 2026-02-01 10:00");
        var seen = Follow(clock, Instant("Wed 2026-04-01 00:00"));

        Assert.Equal(
            ["Warn70 0 at Thu 2026-02-12 12:00", "Warn90 0 at Sun 2026-02-15 12:00", "Ended 0 at Mon 2026-02-16 24:00"],
            seen
        );
        Assert.False(clock.IsOverdue(Instant("Wed 2026-04-01 00:00")));
        Assert.IsType<ClockDecision.Refused>(clock.Meet(Instant("Tue 2026-02-17 00:01")));
        Assert.IsType<ClockDecision.Changed>(clock.Meet(Instant("Mon 2026-02-16 24:00")));
    }

    [Fact]
    public void What_must_be_kept_is_not_warned_about()
    {
        var (clock, _) = Started("network-logs", "Tue 2026-06-30 10:00");

        Assert.Equal(["Ended 0 at Wed 2026-12-30 24:00"], Follow(clock, Instant("Mon 2027-03-01 00:00")));
    }

    [Fact]
    public void Before_its_time_there_is_nothing_to_do_and_at_the_last_instant_it_is_not_yet_overdue()
    {
        var (clock, _) = Started("handle-general", "Thu 2026-04-23 10:00");

        Assert.Null(clock.StepDue(Instant("Wed 2026-04-29 11:59")));
        Assert.Equal(ClockStepKind.Warn70, clock.StepDue(Instant("Wed 2026-04-29 12:00"))!.Kind);
        var warned = clock.Take(clock.StepDue(Instant("Thu 2026-04-30 12:00"))!, Instant("Thu 2026-04-30 12:00"), China);
        Assert.Equal(ClockStepKind.Warn90, warned.Progress.Last);
        Assert.Null(warned.StepDue(clock.Deadline.DueAt));
        Assert.Equal(ClockStepKind.Overdue, warned.StepDue(clock.Deadline.DueAt.AddSeconds(1))!.Kind);
    }

    [Fact]
    public void After_a_standstill_stale_warnings_are_left_out_but_no_level_is_passed_over()
    {
        var (clock, _) = Started("handle-general", "Thu 2026-04-23 10:00");
        var back = Instant("Mon 2026-05-18 09:00");

        var overdue = clock.StepDue(back)!;
        Assert.Equal(ClockStepKind.Overdue, overdue.Kind);
        clock = clock.Take(overdue, back, China);

        // The first level hears of it after one more whole working day, not all levels at once.
        Assert.Null(clock.StepDue(back));
        Assert.Equal(Instant("Tue 2026-05-19 24:00"), clock.NextLookAt);
        Assert.Equal(
            (ClockStepKind.Escalate, 1),
            (clock.StepDue(clock.NextLookAt!.Value)!.Kind, clock.StepDue(clock.NextLookAt.Value)!.Level)
        );
    }

    [Fact]
    public void A_sweep_that_comes_a_little_late_does_not_push_the_next_level_back()
    {
        var (clock, _) = Started("handle-general", "Thu 2026-04-23 10:00");
        var late = Instant("Fri 2026-05-01 00:05");

        clock = clock.Take(clock.StepDue(late)!, late, China);

        Assert.Equal(Instant("Wed 2026-05-06 24:00"), clock.NextLookAt);
    }

    [Fact]
    public void A_later_deadline_is_warned_about_anew()
    {
        var (clock, rule) = Started("handle-general", "Thu 2026-04-23 10:00");
        clock = clock.Take(clock.StepDue(Instant("Wed 2026-04-29 12:00"))!, Instant("Wed 2026-04-29 12:00"), China);

        var extended = Done(clock.Extend(rule, Approver.UnitHead, "等待材料到货", Instant("Wed 2026-04-29 15:00"), China));

        Assert.Equal("Mon 2026-05-11", Text(extended.Deadline.DueOn));
        Assert.Equal(extended.Deadline.Warn70At, extended.NextLookAt);
    }

    [Fact]
    public void Every_open_duty_has_a_next_look_until_the_fallback_was_told_for_every_rule()
    {
        foreach (var rule in ClockRuleBook.BuiltIn.All)
        {
            var start = Instant(rule.ValidTo is null ? "Mon 2026-03-02 10:00" : "Mon 2025-03-03 10:00");
            var clock = Clock.Start(rule, start, China);
            var last = (ClockStep?)null;
            while (clock.IsOpen && last is not { AtFallback: true })
            {
                var look = clock.NextLookAt;
                Assert.NotNull(look);
                var step = clock.StepDue(look.Value);
                Assert.NotNull(step);
                var after = clock.Take(step, look.Value, China);
                Assert.True(after.NextLookAt is null || after.NextLookAt > look, rule.Code);
                (clock, last) = (after, step);
            }
            Assert.Null(clock.NextLookAt);

            Assert.Equal(rule.Purpose == ClockPurpose.Duty, clock.IsOpen);
        }
    }

    /// <summary>Sweeps at each instant at which the clock asks for it, until the given one.</summary>
    private static List<string> Follow(Clock clock, DateTimeOffset until)
    {
        var seen = new List<string>();
        while (clock.NextLookAt is { } look && look < until)
        {
            var step = clock.StepDue(look)!;
            var at = Text(step.At.AddMinutes(-1));
            var minute = step.At.ToOffset(TimeSpan.FromHours(8));
            at = minute.TimeOfDay == TimeSpan.Zero ? at[..15] + "24:00" : Text(step.At);
            seen.Add($"{step.Kind} {step.Level}{(step.AtFallback ? " fallback" : "")} at {at}");
            clock = clock.Take(step, look, China);
        }

        return seen;
    }
}
