using SmallMatters.Domain.Calendar;

namespace SmallMatters.Domain.Clocks;

/// <content>What a sweep asks of a clock: when to look next, what to do then, and the clock after it was done.</content>
public sealed partial record Clock
{
    /// <summary>How long after the last instant in time the sweep finds a clock overdue: less than anybody can see.</summary>
    private static readonly TimeSpan JustAfter = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// The next instant (UTC) at which a sweep must look at the clock, or null when there is nothing to wait for. Stored
    /// and indexed, it makes the sweep's cost follow what is due. An open duty has one until the fallback was told that it is
    /// overdue, except while paused.
    /// </summary>
    public DateTimeOffset? NextLookAt =>
        State is not ClockState.Running
            ? null
            : (Progress.Last, Purpose) switch
            {
                (ClockStepKind.Overdue or ClockStepKind.Escalate, _) => Progress.EscalateAt,
                (null, not ClockPurpose.Keep) => Deadline.Warn70At,
                (ClockStepKind.Warn70, not ClockPurpose.Keep) => Deadline.Warn90At,
                _ => Deadline.DueAt + JustAfter,
            };

    /// <summary>True when a duty runs past its deadline, whether or not the sweep has been by.</summary>
    public bool IsOverdue(DateTimeOffset now) =>
        Purpose == ClockPurpose.Duty && State is ClockState.Running && now > Deadline.DueAt;

    /// <summary>
    /// What a sweep at <paramref name="now"/> has to do, or null. Of several warnings missed in a standstill only the
    /// latest is given; no level of an escalation is ever skipped.
    /// </summary>
    public ClockStep? StepDue(DateTimeOffset now)
    {
        if (NextLookAt is not { } look || look > now)
        {
            return null;
        }

        if (Progress.IsPastDue)
        {
            var level = Math.Min(Progress.Level + 1, Escalation.Levels);
            return new ClockStep(ClockStepKind.Escalate, look, level, level == Escalation.Levels);
        }

        if (now > Deadline.DueAt)
        {
            return new ClockStep(Purpose == ClockPurpose.Duty ? ClockStepKind.Overdue : ClockStepKind.Ended, Deadline.DueAt);
        }

        return now >= Deadline.Warn90At
            ? new ClockStep(ClockStepKind.Warn90, Deadline.Warn90At)
            : new ClockStep(ClockStepKind.Warn70, Deadline.Warn70At);
    }

    /// <summary>
    /// The clock after the step was done. Above the fallback there is nobody, and it was told once: it sees the matter as
    /// overdue until it is dealt with. The next level is due one interval after the step fell due; when even that has
    /// passed, one interval from <paramref name="now"/>, so that after a standstill each level still gets its time.
    /// </summary>
    public Clock Take(ClockStep step, DateTimeOffset now, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(calendar);
        switch (step.Kind)
        {
            case ClockStepKind.Ended:
                return this with { State = new ClockState.Ended(Deadline.DueAt), Progress = new(step.Kind, 0, null) };
            case ClockStepKind.Escalate when step.AtFallback:
                return this with { Progress = new(step.Kind, step.Level, null) };
            case ClockStepKind.Overdue or ClockStepKind.Escalate:
                var next = OneIntervalAfter(step.At, calendar);
                next = next > now ? next : OneIntervalAfter(now, calendar);
                return this with { Progress = new(step.Kind, step.Level, next) };
            default:
                return this with { Progress = new(step.Kind, 0, null) };
        }
    }

    private DateTimeOffset OneIntervalAfter(DateTimeOffset at, WorkingCalendar calendar)
    {
        if (Escalation.Unit == ClockUnit.Hour)
        {
            return at.AddHours(Escalation.Every);
        }
        if (Escalation.Unit == ClockUnit.Minute)
        {
            return at.AddMinutes(Escalation.Every);
        }

        // A whole day for whoever was told: midnight counts as the end of the day before.
        var day = calendar.DayOf(at.AddTicks(-1));
        return calendar.EndOfDay(
            Escalation.Unit == ClockUnit.WorkingDay ? calendar.AddWorkdays(day, Escalation.Every) : day.AddDays(Escalation.Every)
        );
    }
}
