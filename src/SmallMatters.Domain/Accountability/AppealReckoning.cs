using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Accountability;

/// <summary>Appeal against a decision.</summary>
/// <param name="Words">Why.</param>
public sealed record AppealReckoning(string? Words);

/// <summary>The unit or its leader appealed; another unit decides. What was to follow waits.</summary>
public sealed record ReckoningAppealed(string Words, Duty Decide, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Reckoning { Stage: ReckoningStage.Decided } it
            ? it with
            {
                Appeal = new ReckoningAppeal(Words, null, null),
                Duties = it.Duties.Met(DutyFor.AppealReckoning, At).Stopped(At, "appealed").Add(Decide),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decide on an appeal.</summary>
/// <param name="Upheld">Whether the decision stands; null when nothing was chosen.</param>
/// <param name="CorrectBy">The new last day of a correction that waited for the appeal.</param>
/// <param name="Reasons">Why.</param>
public sealed record DecideAppeal(bool? Upheld, DateOnly? CorrectBy, string? Reasons);

/// <summary>The appeal was decided; there is none against that.</summary>
/// <param name="Upheld">Whether the decision stands.</param>
/// <param name="CorrectBy">The new last local day of a correction; null where none waits.</param>
/// <param name="Correct">Its clock; null where none waits.</param>
/// <param name="Reasons">Why.</param>
/// <param name="At">UTC.</param>
public sealed record ReckoningAppealDecided(bool Upheld, DateOnly? CorrectBy, Duty? Correct, string Reasons, DateTimeOffset At)
    : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Reckoning { Stage: ReckoningStage.Appealed, Appeal: { } appeal, Decision: { } decision } it
            ? it with
            {
                Appeal = appeal with { Upheld = Upheld, Reasons = Reasons },
                Decision = decision with { CorrectBy = CorrectBy ?? decision.CorrectBy },
                Duties = [.. it.Duties.Met(DutyFor.DecideAppeal, At), .. new[] { Correct }.OfType<Duty>()],
            }
            : throw DoesNotFit(before);
}

/// <summary>Say that what was found wrong is put right.</summary>
/// <param name="Words">What was done.</param>
public sealed record CorrectAfterReckoning(string? Words);

/// <summary>The unit said what it put right.</summary>
public sealed record ReckoningCorrected(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Reckoning { Correction: null } it && it.Duties.Open(DutyFor.CorrectAfterReckoning) is not null
            ? it with
            {
                Correction = Words,
                Duties = it.Duties.Met(DutyFor.CorrectAfterReckoning, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on appeals and on what follows from a reckoning.</summary>
public static class AppealReckoningRule
{
    /// <summary>The named leader, or a supervisor of the unit, appeals within the window.</summary>
    public static JointDecision Appeal(
        Reckoning it,
        AppealReckoning command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != ReckoningStage.Decided)
        {
            return DecideReckoningRule.NotAtThisStep;
        }
        if (!DecideReckoningRule.SpeaksFor(it, by))
        {
            return DecideReckoningRule.NotYours;
        }
        if (it.Duties.Open(DutyFor.AppealReckoning)!.Clock.Deadline.DueAt <= now)
        {
            return Refusal.Of("appeal-too-late", "申诉的期限已经过了。", "The time for an appeal is over.");
        }
        var (words, none) = Between.Words(
            command.Words,
            nameof(command.Words),
            ProposeReckoningRule.LongestWords,
            "请写明为什么申诉。",
            "Say why you appeal."
        );
        return none is not null
            ? none
            : new ReckoningAppealed(
                words!,
                Duty.Start(jurisdiction, "reckoning-appeal-decision", DutyFor.DecideAppeal, it.File.Appeals, now),
                now
            );
    }

    /// <summary>
    /// Somebody of the unit that decides appeals decides, who neither proposed nor decided: a supervisor, or a reviewer where it reviews.
    /// A correction that waited gets a new last day with it.
    /// </summary>
    /// <param name="it">The reckoning.</param>
    /// <param name="command">What is decided.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="decidedBefore">Account of who decided it the first time.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(
        Reckoning it,
        DecideAppeal command,
        Actor.Staff by,
        StaffId decidedBefore,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage != ReckoningStage.Appealed)
        {
            return DecideReckoningRule.NotAtThisStep;
        }
        if (by.Unit != it.File.Appeals || (!by.Is(StaffRole.Supervisor) && !by.Is(StaffRole.Reviewer)))
        {
            return DecideReckoningRule.NotYours;
        }
        if (by.Id == decidedBefore || by.Id == it.File.Proposer)
        {
            return Refusal.Of(
                "decider-does-not-judge-appeal",
                "提出或者决定过的人不能决定申诉。",
                "Whoever proposed or decided it does not decide on the appeal."
            );
        }
        var (reasons, none) = Between.Words(
            command.Reasons,
            nameof(command.Reasons),
            ProposeReckoningRule.LongestWords,
            "请写明理由。",
            "Say why."
        );
        var corrects = command.Upheld == true && it.Decision!.Effect == Effect.Correct && it.Correction is null;
        var wrong = Refusal.All(
            command.Upheld is null
                ? Refusals.Missing(nameof(command.Upheld), "请选择维持还是撤销。", "Choose whether the decision stands.")
                : null,
            corrects ? DecideReckoningRule.CorrectionDay(command.CorrectBy, jurisdiction.Calendar.DayOf(now)) : null,
            none
        );
        return wrong is not null
            ? wrong
            : new ReckoningAppealDecided(
                command.Upheld!.Value,
                corrects ? command.CorrectBy : null,
                corrects ? DecideReckoningRule.Correction(it, command.CorrectBy!.Value, jurisdiction, now) : null,
                reasons!,
                now
            );
    }

    /// <summary>The unit says what it put right, once, unless an appeal is being decided.</summary>
    public static JointDecision Correct(Reckoning it, CorrectAfterReckoning command, Actor.Staff by, DateTimeOffset now)
    {
        if (it.Stage == ReckoningStage.Appealed || it.Duties.Open(DutyFor.CorrectAfterReckoning) is null)
        {
            return DecideReckoningRule.NotAtThisStep;
        }
        if (!DecideReckoningRule.SpeaksFor(it, by))
        {
            return DecideReckoningRule.NotYours;
        }
        var (words, none) = Between.Words(
            command.Words,
            nameof(command.Words),
            ProposeReckoningRule.LongestWords,
            "请写明改正了什么。",
            "Say what was put right."
        );
        return none is not null ? none : new ReckoningCorrected(words!, now);
    }
}
