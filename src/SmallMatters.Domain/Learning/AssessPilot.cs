using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Learning;

/// <summary>Say what came of a pilot.</summary>
/// <param name="Outcome">Whether it worked; null when nothing was chosen.</param>
/// <param name="Words">What was learned.</param>
public sealed record AssessPilot(TrialOutcome? Outcome, string? Words);

/// <summary>It was assessed; the figure is kept as it was then.</summary>
public sealed record PilotAssessed(PilotAssessment Assessment, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Pilot { Stage: PilotStage.Stopped or PilotStage.Ended } it
            ? it with
            {
                Stage = PilotStage.Assessed,
                Assessment = Assessment,
                Duties = it.Duties.Met(DutyFor.AssessPilot, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on the assessment of pilots.</summary>
public static class AssessPilotRule
{
    /// <summary>A supervisor of the unit that approved it, who did not propose it, says no more than the figure shows.</summary>
    /// <param name="it">The pilot.</param>
    /// <param name="command">What is said.</param>
    /// <param name="effect">The figure, of the areas and the measure of its plan.</param>
    /// <param name="by">Who assesses.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(Pilot it, AssessPilot command, MeasuredEffect effect, Actor.Staff by, DateTimeOffset now)
    {
        if (it.Stage is not (PilotStage.Stopped or PilotStage.Ended))
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if (RunPilotRule.SecondPerson(it, by) is { } notThey)
        {
            return notThey;
        }
        var (words, none) = RunPilotRule.Words(
            command.Words,
            nameof(command.Words),
            "请写明学到了什么，哪些没有做到。",
            "Say what was learned, and what was not reached."
        );
        var wrong = Refusal.All(
            effect.WhyNot == NothingSaid.NotYourAreas
                ? Refusal.Of(
                    "effect-of-other-areas",
                    "您的任职不包括试点和比较的全部片区，看不到完整的数字，由别人评估。",
                    "Your appointment does not cover all areas of the pilot and of its comparison; somebody who reads all of them assesses it."
                )
                : null,
            OutcomeRule.Fits(command.Outcome, effect.Shows(), it.Look is { Met: true }, nameof(command.Outcome)),
            none
        );
        return wrong is not null ? wrong : new PilotAssessed(new PilotAssessment(command.Outcome!.Value, effect, words!), now);
    }
}
