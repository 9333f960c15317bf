using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Problems;

/// <summary>End the work on a problem.</summary>
public sealed record CloseProblem(string Words);

/// <summary>The work on the problem ended.</summary>
public sealed record ProblemClosed(string Words) : ProblemFact
{
    /// <inheritdoc/>
    public override Problem Apply(Problem? problem) =>
        problem is { Stage: not ProblemStage.Closed } ? problem with { Stage = ProblemStage.Closed } : throw DoesNotFit(problem);
}

/// <summary>Decides on ending problems.</summary>
public static class CloseProblemRule
{
    /// <summary>Not over an open promise; without an assessment the reason stands in the words.</summary>
    public static ProblemDecision Decide(Problem problem, CloseProblem command, Actor.Staff by)
    {
        if (ProblemMay.Lead(problem, by) is { } why)
        {
            return why;
        }
        if (problem.OpenCountermeasures.Any())
        {
            return Refusal.Of(
                "problem-has-open-promises",
                "还有没了结的对策。请先写明已完成，或者写明理由放弃。",
                "A countermeasure is still open. Say that it was done, or give it up with a reason."
            );
        }
        var (words, missing) = Refusals.WorkWords(
            command.Words,
            nameof(command.Words),
            ProblemMay.LongestWords,
            "请写明为什么到此为止。",
            "Say why it ends here."
        );
        return missing is not null ? missing : new ProblemClosed(words!);
    }
}
