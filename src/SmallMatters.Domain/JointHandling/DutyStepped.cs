using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.JointHandling;

/// <summary>A clock of a joint file reached a step: a warning, its end, or a level of escalation.</summary>
/// <param name="Duty">Key of the duty.</param>
/// <param name="For">What had to be done.</param>
/// <param name="Step">Which step.</param>
/// <param name="Told">Code of the unit that is told.</param>
/// <param name="After">The clock after the step.</param>
public sealed record DutyStepped(Guid Duty, DutyFor For, ClockStep Step, string Told, Clock After) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null
            ? throw DoesNotFit(before)
            : before with
            {
                Duties =
                [
                    .. before.Duties.Select(d =>
                        d.Id == Duty
                            ? d with
                            {
                                Clock = After,
                                GoneUpTo = Step.Kind == ClockStepKind.Escalate ? Told : d.GoneUpTo,
                            }
                            : d
                    ),
                ],
            };
}

/// <summary>Decides what the sweep does to a clock of a joint file.</summary>
public static class TickDutyRule
{
    /// <summary>
    /// The step that is due, or nothing: told to the unit that is bound, then level by level to the units above it and to the
    /// jurisdiction's fallback, as with the clocks of matters.
    /// </summary>
    public static JointDecision? Decide(JointFile file, Guid duty, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var running = file.Duties.FirstOrDefault(d => d.Id == duty);
        if (running?.Clock.StepDue(now) is not { } step)
        {
            return null;
        }
        (var told, step) = TickClockRule.Told(running.Unit, step, jurisdiction);
        return new DutyStepped(duty, running.For, step, told, running.Clock.Take(step, now, jurisdiction.Calendar));
    }
}
