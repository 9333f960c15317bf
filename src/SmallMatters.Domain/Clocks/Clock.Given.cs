namespace SmallMatters.Domain.Clocks;

/// <content>A clock whose end another system has set, or somebody within what its rule allows.</content>
public sealed partial record Clock
{
    /// <summary>Code of the rule that stands for a date given by an imported file.</summary>
    public const string GivenRule = "imported";

    /// <summary>
    /// A running clock with the deadline that came with an imported matter. No rule computed it and none moves it; warnings
    /// come after 70 % and 90 % of the time between the two instants, as for every other clock.
    /// </summary>
    /// <param name="rule">The version of <see cref="GivenRule"/> that holds.</param>
    /// <param name="startedAt">When the other system's clock began (UTC).</param>
    /// <param name="dueAt">The last instant that is in time (UTC).</param>
    /// <param name="dueOn">Its local day in the zone of the other system.</param>
    /// <exception cref="ArgumentException">The rule is another one.</exception>
    public static Clock Given(ClockRule rule, DateTimeOffset startedAt, DateTimeOffset dueAt, DateOnly dueOn)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Code != GivenRule)
        {
            throw new ArgumentException($"{rule.Code} computes its own deadline", nameof(rule));
        }

        var length = dueAt > startedAt ? dueAt - startedAt : TimeSpan.Zero;
        return new Clock
        {
            Code = rule.Code,
            RuleVersion = rule.Version,
            Purpose = rule.Purpose,
            StartedAt = startedAt.ToUniversalTime(),
            Deadline = new Deadline(
                dueAt.ToUniversalTime(),
                startedAt.ToUniversalTime() + (length * 0.7),
                startedAt.ToUniversalTime() + (length * 0.9),
                dueOn,
                Provisional: false,
                rule.Code,
                rule.Version
            ),
            State = new ClockState.Running(),
            Escalation = rule.Escalation,
        };
    }

    /// <summary>
    /// A running clock that ends with a day which somebody named, such as the day in a notice. The rule says what it is and how it goes
    /// up; whether the day is within the rule's length is for the caller to have checked.
    /// </summary>
    /// <param name="rule">The version of the rule that holds on the day of the start.</param>
    /// <param name="startedAt">When it begins (UTC).</param>
    /// <param name="dueOn">Its last local day.</param>
    /// <param name="calendar">The jurisdiction's calendar.</param>
    public static Clock Until(ClockRule rule, DateTimeOffset startedAt, DateOnly dueOn, Calendar.WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Until(rule, startedAt, calendar.EndOfDay(dueOn), dueOn);
    }

    /// <summary>The same for an instant that somebody named, such as the minute by which somebody stands at a gate.</summary>
    /// <param name="rule">The version of the rule that holds on the day of the start.</param>
    /// <param name="startedAt">When it begins (UTC).</param>
    /// <param name="dueAt">The last instant that is in time (UTC).</param>
    /// <param name="calendar">The jurisdiction's calendar.</param>
    public static Clock Until(ClockRule rule, DateTimeOffset startedAt, DateTimeOffset dueAt, Calendar.WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Until(rule, startedAt, dueAt, calendar.DayOf(dueAt));
    }

    private static Clock Until(ClockRule rule, DateTimeOffset startedAt, DateTimeOffset dueAt, DateOnly dueOn)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var (start, due) = (startedAt.ToUniversalTime(), dueAt.ToUniversalTime());
        var length = due > start ? due - start : TimeSpan.Zero;
        return new Clock
        {
            Code = rule.Code,
            RuleVersion = rule.Version,
            Purpose = rule.Purpose,
            StartedAt = start,
            Deadline = new Deadline(
                due,
                start + (length * 0.7),
                start + (length * 0.9),
                dueOn,
                Provisional: false,
                rule.Code,
                rule.Version
            ),
            State = new ClockState.Running(),
            Escalation = rule.Escalation,
        };
    }
}
