namespace SmallMatters.Domain.Clocks;

/// <content>A clock whose end another system has set.</content>
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
}
