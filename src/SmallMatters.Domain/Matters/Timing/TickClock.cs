using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>A clock reached a step: a warning, its end, or a level of escalation.</summary>
/// <param name="Id">Key of the matter's clock.</param>
/// <param name="Purpose">What it measures.</param>
/// <param name="Step">Which step.</param>
/// <param name="Told">Code of the unit that is told.</param>
/// <param name="After">The clock after the step.</param>
public sealed record ClockStepped(Guid Id, ClockFor Purpose, ClockStep Step, string Told, Clock After) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            (
                (Step.Kind, Purpose, f.Clocks.FirstOrDefault(c => c.Id == Id)?.Subject) switch
                {
                    (ClockStepKind.Escalate, ClockFor.Part or ClockFor.PartAnswer, { } part) => f.ChangePart(
                        part,
                        p => p with { EscalatedTo = Told }
                    ),
                    (ClockStepKind.Escalate, ClockFor.Right, { } request) => f.ChangeRight(
                        request,
                        r => r with { EscalatedTo = Told }
                    ),
                    _ => f,
                }
            ) with
            {
                Clocks = f.Clocks.Replaced(Id, After),
            }
        );
}

/// <summary>Provisional deadlines were computed again when a year's calendar was published.</summary>
public sealed record DeadlineRecomputed(Guid Id, ClockFor Purpose, DateOnly Before, Clock After) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter.With(f => f with { Clocks = f.Clocks.Replaced(Id, After) });
}

/// <summary>A supervisor lengthened a clock as its rule allows.</summary>
public sealed record ClockExtended(
    Guid Id,
    ClockFor Purpose,
    DateOnly Before,
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Reason,
    Clock After
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter.With(f => f with { Clocks = f.Clocks.Replaced(Id, After) });
}

/// <summary>Decides what the sweep does to a clock that is due to be looked at.</summary>
public static class TickClockRule
{
    /// <summary>
    /// The step that is due, or nothing. Windows that end settle what they were for; a duty's steps are told to the unit
    /// that it binds, then level by level to the units above it and to the jurisdiction's fallback: never to nobody.
    /// </summary>
    public static Decision? Decide(Matter matter, Guid clock, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var running = matter.File.Clocks.FirstOrDefault(c => c.Id == clock);
        if (running?.Clock.StepDue(now) is not { } step)
        {
            return null;
        }
        if (step.Kind == ClockStepKind.Ended && running.Purpose == ClockFor.VerdictWindow && matter is Matter.Closed)
        {
            return new VerdictWindowEnded(now);
        }
        if (step.Kind == ClockStepKind.Ended && running.Purpose == ClockFor.Question)
        {
            return new QuestionLapsed(running.Subject!.Value, now);
        }
        (var told, step) = Told(running.Unit, step, jurisdiction);
        return new ClockStepped(clock, running.Purpose, step, told, running.Clock.Take(step, now, jurisdiction.Calendar));
    }

    /// <summary>A provisional deadline under the present calendar, or nothing when it stays.</summary>
    public static Decision? Recompute(Matter matter, Guid clock, Jurisdiction jurisdiction)
    {
        var running = matter.File.Clocks.FirstOrDefault(c => c.Id == clock);
        if (running is null)
        {
            return null;
        }
        var rule = jurisdiction.ClockRules.Version(running.Clock.Code, running.Clock.RuleVersion);
        var after = running.Clock.Recompute(rule, jurisdiction.Calendar);
        if (after.Equals(running.Clock))
        {
            return null;
        }
        return new DeadlineRecomputed(clock, running.Purpose, running.Clock.Deadline.DueOn, after);
    }

    /// <summary>Lengthens the clock of dealing with a matter, by a supervisor of the unit or above it.</summary>
    public static Decision Extend(
        Matter matter,
        int? length,
        string reason,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (matter is not Matter.Open || matter.File.Running(ClockFor.Handle) is not { } running)
        {
            return Refusals.NotOpen;
        }
        if (!by.Is(StaffRole.Supervisor) || !jurisdiction.Above(matter.File.Owner).Contains(by.Unit))
        {
            return Refusal.Of("only-a-supervisor-extends", "只有负责人可以延长时限。", "Only a supervisor extends a time limit.");
        }
        var (words, noWords) = Refusals.Words(
            reason,
            "Reason",
            1000,
            "请写明延长的理由，居民会看到。",
            "Say why; the resident will read it."
        );
        if (noWords is not null)
        {
            return noWords;
        }
        var rule = jurisdiction.ClockRules.Version(running.Clock.Code, running.Clock.RuleVersion);
        var approver = rule.Extension?.By ?? Approver.UnitHead;
        // The reason is the resident's to read and belongs under their key; the clock itself keeps only that there was one.
        return running.Clock.Extend(rule, approver, "extended", now, jurisdiction.Calendar, length) switch
        {
            ClockDecision.Changed changed => new ClockExtended(
                running.Id,
                running.Purpose,
                running.Clock.Deadline.DueOn,
                matter.File.Words(words!),
                changed.Clock
            ),
            ClockDecision.Refused refused => refused.Refusal,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Which unit is told of a step of a clock that binds a unit, and the step as it then is.</summary>
    internal static (string Told, ClockStep Step) Told(string unit, ClockStep step, Jurisdiction jurisdiction)
    {
        if (step.Kind != ClockStepKind.Escalate)
        {
            return (unit, step);
        }
        var told = Level(unit, step, jurisdiction);
        // A short chain of units is at its end before the ladder is: nobody is told the same a second time.
        return (told, step with { AtFallback = told == jurisdiction.Fallback });
    }

    private static string Level(string unit, ClockStep step, Jurisdiction jurisdiction)
    {
        var chain = jurisdiction.Above(unit);
        return step.AtFallback || step.Level >= chain.Length ? jurisdiction.Fallback : chain[step.Level];
    }
}
