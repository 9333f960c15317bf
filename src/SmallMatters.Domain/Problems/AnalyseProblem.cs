using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Problems;

/// <summary>Write down causes, who is affected, what was tried, and the goal (analyse).</summary>
public sealed record AnalyseProblem(string Causes, string Affected, string Tried, string Goal);

/// <summary>The problem was analysed, or analysed anew; the earlier analysis stays in the history.</summary>
public sealed record ProblemAnalysed(Analysis Analysis) : ProblemFact
{
    /// <inheritdoc/>
    public override Problem Apply(Problem? problem) =>
        problem is { Stage: not ProblemStage.Closed }
            ? problem with
            {
                Analysis = Analysis,
                Stage = problem.Stage == ProblemStage.Scanned ? ProblemStage.Analysed : problem.Stage,
            }
            : throw DoesNotFit(problem);
}

/// <summary>Decides on analyses.</summary>
public static class AnalyseProblemRule
{
    /// <summary>All four parts are needed: a plan without a cause, or without a goal, cannot be assessed.</summary>
    public static ProblemDecision Decide(Problem problem, AnalyseProblem command, Actor.Staff by)
    {
        if (ProblemMay.Lead(problem, by) is { } why)
        {
            return why;
        }
        var parts = new (string? Text, Refusal? Why)[]
        {
            Words(command.Causes, nameof(command.Causes), "请写明原因。", "Say what causes it."),
            Words(
                command.Affected,
                nameof(command.Affected),
                "请写明影响到哪些人群，不写姓名。",
                "Say which groups are affected, without names."
            ),
            Words(
                command.Tried,
                nameof(command.Tried),
                "请写明以前试过什么；没有就写没有。",
                "Say what was tried before; if nothing, say so."
            ),
            Words(command.Goal, nameof(command.Goal), "请写明要达到什么变化。", "Say what is to be different."),
        };
        return parts.Select(p => p.Why).FirstOrDefault(w => w is not null) is { } missing
            ? missing
            : new ProblemAnalysed(new Analysis(parts[0].Text!, parts[1].Text!, parts[2].Text!, parts[3].Text!));
    }

    private static (string?, Refusal?) Words(string text, string field, string zh, string en) =>
        Refusals.WorkWords(text, field, ProblemMay.LongestWords, zh, en);
}
