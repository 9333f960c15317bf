using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Learning;

/// <summary>Approve a pilot or turn it down.</summary>
/// <param name="Approved">Whether it may start; null when nothing was chosen.</param>
/// <param name="Words">Why.</param>
public sealed record ApprovePilot(bool? Approved, string? Words);

/// <summary>It was approved, or turned down with the reasons.</summary>
public sealed record PilotJudged(bool Approved, string Reasons, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Pilot { Stage: PilotStage.Proposed } it
            ? it with
            {
                Stage = Approved ? PilotStage.Approved : PilotStage.TurnedDown,
                Duties = it.Duties.Met(DutyFor.ApprovePilot, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>It started; from here on its plan is fixed.</summary>
public sealed record PilotStarted(Duty Look, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Pilot { Stage: PilotStage.Approved } it
            ? it with
            {
                Stage = PilotStage.Running,
                Duties = it.Duties.Add(Look),
            }
            : throw DoesNotFit(before);
}

/// <summary>The stop rule was looked at. Where it was met, the pilot is stopped by it.</summary>
/// <param name="Look">What was seen.</param>
/// <param name="Assess">The clock of the assessment; null where it goes on.</param>
/// <param name="At">UTC.</param>
public sealed record PilotLookedAt(PilotLook Look, Duty? Assess, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Pilot { Stage: PilotStage.Running, Look: null } it && Look.Met == Assess is not null
            ? it with
            {
                Stage = Look.Met ? PilotStage.Stopped : PilotStage.Running,
                Look = Look,
                OverAt = Look.Met ? At : null,
                Duties = [.. it.Duties.Met(DutyFor.LookAtPilot, At), .. new[] { Assess }.OfType<Duty>()],
            }
            : throw DoesNotFit(before);
}

/// <summary>Stop a pilot before its end.</summary>
/// <param name="Words">Why.</param>
public sealed record StopPilot(string? Words);

/// <summary>It was stopped with a reason that is not its rule.</summary>
public sealed record PilotStopped(string Reasons, Duty Assess, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Pilot { Stage: PilotStage.Running } it
            ? it with
            {
                Stage = PilotStage.Stopped,
                OverAt = At,
                Duties = it.Duties.Stopped(At, "pilot-stopped").Add(Assess),
            }
            : throw DoesNotFit(before);
}

/// <summary>Its term is over.</summary>
public sealed record PilotEnded(Duty Assess, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Pilot { Stage: PilotStage.Running, Look: not null } it
            ? it with
            {
                Stage = PilotStage.Ended,
                OverAt = At,
                Duties = it.Duties.Add(Assess),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on what happens between the proposal of a pilot and its assessment.</summary>
public static class RunPilotRule
{
    /// <summary>A supervisor of the unit that decides, who did not propose it, approves it or turns it down.</summary>
    public static JointDecision Approve(Pilot it, ApprovePilot command, Actor.Staff by, DateTimeOffset now)
    {
        if (it.Stage != PilotStage.Proposed)
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if (SecondPerson(it, by) is { } notThey)
        {
            return notThey;
        }
        var (reasons, none) = Words(command.Words, nameof(command.Words), "请写明理由。", "Say why.");
        var wrong = Refusal.All(
            command.Approved is null
                ? Refusals.Missing(nameof(command.Approved), "请选择是否批准。", "Choose whether it may start.")
                : null,
            none
        );
        return wrong is not null ? wrong : new PilotJudged(command.Approved!.Value, reasons!, now);
    }

    /// <summary>How long after its first day it may still start, in days: later, its first stretch would be half of it.</summary>
    public const int LatestStart = 7;

    /// <summary>The unit that runs it starts it on its first day or within a week of it, before the day to look.</summary>
    public static JointDecision Start(Pilot it, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        var today = jurisdiction.Calendar.DayOf(now);
        return it.Stage != PilotStage.Approved ? ProposePilotRule.NotAtThisStep
            : !Runs(it, by) ? ProposePilotRule.NotYours
            : today < it.Plan.Compared.From
                ? Refusal.Of("pilot-starts-on-its-day", "还没有到开始的日子。", "Its first day has not come yet.")
            : today > it.Plan.Compared.From.AddDays(LatestStart) || today >= it.Plan.Stop.LookOn
                ? Refusal.Of(
                    "pilot-too-late-to-start",
                    $"已经晚于开始的日子 {LatestStart} 天，或者过了查看停止条件的日子；请改期，再批准一次。",
                    $"Its first day is more than {LatestStart} days past, or the day to look has come; propose other days and have them approved."
                )
            : new PilotStarted(
                new Duty(
                    Guid.CreateVersion7(now),
                    DutyFor.LookAtPilot,
                    it.Plan.Unit,
                    null,
                    Clock.Until(
                        jurisdiction.ClockRules.RuleFor("pilot-look", today),
                        now,
                        it.Plan.Stop.LookOn.AddDays(DaysToLook),
                        jurisdiction.Calendar
                    )
                ),
                now
            );
    }

    /// <summary>How long after its day the stop rule may still be looked at in time, in days.</summary>
    public const int DaysToLook = 3;

    /// <summary>Somebody of the unit looks, from the day on; the count decides, and the day's count stands.</summary>
    /// <param name="it">The pilot.</param>
    /// <param name="counts">Counts of its areas from its first day to the day to look, that day not included.</param>
    /// <param name="by">Who looks.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Look(
        Pilot it,
        MeasureCounts counts,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it is not { Stage: PilotStage.Running, Look: null })
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if (!Runs(it, by) && by.Unit != it.Plan.Decides)
        {
            return ProposePilotRule.NotYours;
        }
        if (jurisdiction.Calendar.DayOf(now) < it.Plan.Stop.LookOn)
        {
            return Refusal.Of(
                "not-the-day-to-look",
                "还没有到查看的日子：提前看会挑日子。",
                "The day to look has not come: whoever looks before chooses the day."
            );
        }
        var met = it.Plan.Stop.IsMet(Measure.For(it.Plan.Compared.Measure), counts);
        return new PilotLookedAt(new PilotLook(counts, met), met ? Assessment(it, jurisdiction, now) : null, now);
    }

    /// <summary>The unit that runs it, or the one that approved it, stops it at any time with a reason.</summary>
    public static JointDecision Stop(Pilot it, StopPilot command, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        if (it.Stage != PilotStage.Running)
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if (!Runs(it, by) && !(by.Unit == it.Plan.Decides && by.Is(StaffRole.Supervisor)))
        {
            return ProposePilotRule.NotYours;
        }
        var (reasons, none) = Words(command.Words, nameof(command.Words), "请写明为什么停止。", "Say why it is stopped.");
        return none is not null ? none : new PilotStopped(reasons!, Assessment(it, jurisdiction, now), now);
    }

    /// <summary>The unit that runs it ends it after its last day, once the stop rule was looked at.</summary>
    public static JointDecision End(Pilot it, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now) =>
        it.Stage != PilotStage.Running ? ProposePilotRule.NotAtThisStep
        : !Runs(it, by) ? ProposePilotRule.NotYours
        : jurisdiction.Calendar.DayOf(now) <= it.Plan.Compared.Until
            ? Refusal.Of(
                "pilot-not-over",
                "还没有到期；提前结束要用“停止”，并写明理由。",
                "Its term is not over; to finish before, stop it and say why."
            )
        : it.Look is null
            ? Refusal.Of("stop-rule-not-looked-at", "先查看停止条件，再结束。", "Look at the stop rule first, then end it.")
        : new PilotEnded(Assessment(it, jurisdiction, now), now);

    internal static Refusal? SecondPerson(Pilot it, Actor.Staff by) =>
        by.Unit != it.Plan.Decides || !by.Is(StaffRole.Supervisor) ? ProposePilotRule.NotYours
        : by.Id == it.Plan.Proposer
            ? Refusal.Of(
                "proposer-does-not-judge-pilot",
                "提出试点的人不能批准，也不能评估。",
                "Whoever proposed a pilot neither approves nor assesses it."
            )
        : null;

    internal static (string? Text, Refusal? Why) Words(string? typed, string field, string zh, string en) =>
        Between.Words(typed, field, ProposePilotRule.LongestWords, zh, en);

    private static bool Runs(Pilot it, Actor.Staff by) => by.Unit == it.Plan.Unit && by.Is(StaffRole.Supervisor);

    private static Duty Assessment(Pilot it, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Duty.Start(jurisdiction, "pilot-assessment", DutyFor.AssessPilot, it.Plan.Decides, now);
}
