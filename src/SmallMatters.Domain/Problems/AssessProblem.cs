using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Problems;

/// <summary>Conclude from the measured effect (assess).</summary>
/// <param name="Effect">As measured just now; whoever asks does not choose the numbers.</param>
/// <param name="Worked">The conclusion.</param>
/// <param name="Words">Why, and what was learned.</param>
public sealed record AssessProblem(Effect? Effect, Worked Worked, string Words);

/// <summary>The problem was assessed, or assessed anew.</summary>
public sealed record ProblemAssessed(Assessment Assessment) : ProblemFact
{
    /// <inheritdoc/>
    public override Problem Apply(Problem? problem) =>
        problem is { Stage: ProblemStage.Responding or ProblemStage.Assessed }
            ? problem with
            {
                Assessment = Assessment,
                Stage = ProblemStage.Assessed,
            }
            : throw DoesNotFit(problem);
}

/// <summary>Decides on assessments.</summary>
public static class AssessProblemRule
{
    /// <summary>
    /// Something must have been done and measured. "It worked" is refused where the interval does not lie below 1: a change
    /// that the comparison places explain is nobody's success.
    /// </summary>
    public static ProblemDecision Decide(Problem problem, AssessProblem command, Actor.Staff by)
    {
        if (ProblemMay.Lead(problem, by) is { } why)
        {
            return why;
        }
        if (problem.Stage is not (ProblemStage.Responding or ProblemStage.Assessed) || command.Effect is not { } effect)
        {
            return Refusal.Of(
                "problem-not-measurable",
                $"至少完成一项对策、再过 {Effect.FewestWeeks} 周，才能评估。",
                $"It can be assessed {Effect.FewestWeeks} weeks after the last countermeasure was done."
            );
        }
        if (command.Worked == Worked.Yes && !(effect.High < 1))
        {
            return Refusal.Of(
                "effect-not-shown",
                "与对照地点相比，还不能排除是碰巧的变化，不能写“有效”。",
                "Against the comparison places the change may still be chance: it cannot be called effective.",
                nameof(command.Worked)
            );
        }
        var (words, missing) = Refusals.WorkWords(
            command.Words,
            nameof(command.Words),
            ProblemMay.LongestWords,
            "请写明理由和学到了什么。",
            "Say why, and what was learned."
        );
        return missing is not null ? missing : new ProblemAssessed(new Assessment(effect, command.Worked, words!));
    }
}
