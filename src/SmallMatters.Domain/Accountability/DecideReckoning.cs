using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Accountability;

/// <summary>Answer a proposal before it is decided.</summary>
/// <param name="Words">What the unit says to it.</param>
public sealed record ReplyToReckoning(string? Words);

/// <summary>The unit answered.</summary>
public sealed record ReckoningReplied(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Reckoning { Stage: ReckoningStage.Proposed, Reply: null } it
            ? it with
            {
                Reply = Words,
                // After its window an answer is heard all the same, as long as nothing is decided.
                Duties =
                    it.Duties.Open(DutyFor.ReplyToReckoning) is { } window && At <= window.Clock.Deadline.DueAt
                        ? it.Duties.Met(DutyFor.ReplyToReckoning, At)
                        : it.Duties,
            }
            : throw DoesNotFit(before);
}

/// <summary>Decide on a proposal.</summary>
/// <param name="Upheld">Whether it is so; null when nothing was chosen.</param>
/// <param name="Effect">What follows.</param>
/// <param name="CorrectBy">Last local day of a correction.</param>
/// <param name="Reasons">Why.</param>
public sealed record DecideReckoning(bool? Upheld, Effect? Effect, DateOnly? CorrectBy, string? Reasons);

/// <summary>It was decided; a decision that holds can be appealed against within its window.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="Appeal">The window of an appeal; null when it was not found to be so.</param>
/// <param name="Correct">The clock of a correction; null for any other effect.</param>
/// <param name="At">UTC.</param>
public sealed record ReckoningDecided(ReckoningDecision Decision, Duty? Appeal, Duty? Correct, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Reckoning { Stage: ReckoningStage.Proposed } it
            ? it with
            {
                Decision = Decision,
                Duties =
                [
                    .. it.Duties.Met(DutyFor.DecideReckoning, At).Stopped(At, "decided"),
                    .. new[] { Appeal, Correct }.OfType<Duty>(),
                ],
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on the answer to a proposal, and on the proposal.</summary>
public static class DecideReckoningRule
{
    /// <summary>The longest time for a correction, in days.</summary>
    public const int LongestCorrection = 180;

    /// <summary>The named leader, or a supervisor of the unit, answers once, as long as nothing is decided.</summary>
    public static JointDecision Reply(Reckoning it, ReplyToReckoning command, Actor.Staff by, DateTimeOffset now)
    {
        if (it.Stage != ReckoningStage.Proposed || it.Reply is not null)
        {
            return NotAtThisStep;
        }
        if (!SpeaksFor(it, by))
        {
            return NotYours;
        }
        var (words, none) = Between.Words(
            command.Words,
            nameof(command.Words),
            ProposeReckoningRule.LongestWords,
            "请写明你们的说明。",
            "Say what you have to say to it."
        );
        return none is not null ? none : new ReckoningReplied(words!, now);
    }

    /// <summary>
    /// A supervisor of the unit that decides, other than who proposed it, decides after the unit answered or its time for that is over.
    /// </summary>
    public static JointDecision Decide(
        Reckoning it,
        DecideReckoning command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != ReckoningStage.Proposed)
        {
            return NotAtThisStep;
        }
        if (by.Unit != it.File.Decides || !by.Is(StaffRole.Supervisor))
        {
            return NotYours;
        }
        if (by.Id == it.File.Proposer)
        {
            return Refusal.Of(
                "proposer-does-not-decide",
                "提出的人不能自己决定，请由另一位负责人决定。",
                "Whoever proposed it does not decide it; another supervisor does."
            );
        }
        if (it.Reply is null && it.Duties.Open(DutyFor.ReplyToReckoning) is { } waits && waits.Clock.Deadline.DueAt > now)
        {
            return Refusal.Of(
                "unit-not-heard-yet",
                "还在听取说明的期限内，单位还没有说明，现在不能决定。",
                "The unit may still answer, and has not yet; nothing is decided before."
            );
        }
        var (reasons, none) = Between.Words(
            command.Reasons,
            nameof(command.Reasons),
            ProposeReckoningRule.LongestWords,
            "请写明理由，对单位的说明也要回应。",
            "Say why, with an answer to what the unit said."
        );
        var today = jurisdiction.Calendar.DayOf(now);
        var wrong = Refusal.All(
            command.Upheld is null
                ? Refusals.Missing(nameof(command.Upheld), "请选择是否认定。", "Choose whether it is so.")
                : null,
            command.Upheld == true ? EffectFits(it, command, today) : null,
            none
        );
        if (wrong is not null)
        {
            return wrong;
        }
        if (command.Upheld == false)
        {
            return new ReckoningDecided(new ReckoningDecision(false, null, null, reasons!), null, null, now);
        }
        var corrects = command.Effect == Effect.Correct;
        return new ReckoningDecided(
            new ReckoningDecision(true, command.Effect, corrects ? command.CorrectBy : null, reasons!),
            Duty.Start(jurisdiction, "reckoning-appeal", DutyFor.AppealReckoning, it.File.Unit, now),
            corrects ? Correction(it, command.CorrectBy!.Value, jurisdiction, now) : null,
            now
        );
    }

    /// <summary>What may follow from a ground: credit is commended or recommended, accountability is anything else.</summary>
    public static bool Follows(Ground ground, Effect effect) =>
        effect is Effect.Commend or Effect.Recommend == (GroundText.For(ground).Sort == ReckoningSort.Credit);

    internal static readonly Refusal NotAtThisStep = Refusal.Of(
        "reckoning-not-at-this-step",
        "现在不是这一步。",
        "It is not at this step."
    );

    internal static readonly Refusal NotYours = Refusal.Of(
        "reckoning-not-yours",
        "这一步不由您办理。",
        "This step is not yours."
    );

    internal static bool SpeaksFor(Reckoning it, Actor.Staff by) =>
        by.Id == it.File.Leader || (by.Unit == it.File.Unit && by.Is(StaffRole.Supervisor));

    internal static Duty Correction(Reckoning it, DateOnly until, Jurisdiction jurisdiction, DateTimeOffset now) =>
        new(
            Guid.CreateVersion7(now),
            DutyFor.CorrectAfterReckoning,
            it.File.Unit,
            null,
            Clocks.Clock.Until(
                jurisdiction.ClockRules.RuleFor("reckoning-correction", jurisdiction.Calendar.DayOf(now)),
                now,
                until,
                jurisdiction.Calendar
            )
        );

    internal static Refusal? CorrectionDay(DateOnly? until, DateOnly today) =>
        until is { } day && day > today && day <= today.AddDays(LongestCorrection)
            ? null
            : Refusal.Of(
                "correction-day",
                $"请写改正到哪一天为止：明天起，最长 {LongestCorrection} 天。",
                $"Give the last day of the correction: from tomorrow, at most {LongestCorrection} days.",
                nameof(DecideReckoning.CorrectBy)
            );

    private static Refusal? EffectFits(Reckoning it, DecideReckoning command, DateOnly today) =>
        command.Effect is not { } effect || !Enum.IsDefined(effect) || !Follows(it.File.Ground, effect)
            ? Refusals.Missing(nameof(command.Effect), "请选择怎样处理。", "Choose what follows.")
        : effect == Effect.Correct ? CorrectionDay(command.CorrectBy, today)
        : null;
}
