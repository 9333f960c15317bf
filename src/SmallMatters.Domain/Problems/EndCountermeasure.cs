using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Problems;

/// <summary>Say that a countermeasure was done, or that it is given up.</summary>
/// <param name="Countermeasure">Which.</param>
/// <param name="As">Done or given up.</param>
/// <param name="Words">How it was done, or why it is given up.</param>
public sealed record EndCountermeasure(Guid Countermeasure, CountermeasureState As, string Words);

/// <summary>A countermeasure was done or given up.</summary>
public sealed record CountermeasureEnded(Guid Countermeasure, CountermeasureState As, DateOnly On, string Words) : ProblemFact
{
    /// <inheritdoc/>
    public override Problem Apply(Problem? problem) =>
        problem is { Stage: not ProblemStage.Closed }
            ? problem with
            {
                Countermeasures =
                [
                    .. problem.Countermeasures.Select(c =>
                        c.Id == Countermeasure
                            ? c with
                            {
                                State = As,
                                DoneOn = As == CountermeasureState.Done ? On : null,
                                Words = Words,
                            }
                            : c
                    ),
                ],
            }
            : throw DoesNotFit(problem);
}

/// <summary>Decides on ending countermeasures.</summary>
public static class EndCountermeasureRule
{
    /// <summary>The unit that promised it may say so, and the one that leads.</summary>
    public static ProblemDecision Decide(Problem problem, EndCountermeasure command, Actor.Staff by, DateOnly today)
    {
        var promised = problem.OpenCountermeasures.FirstOrDefault(c => c.Id == command.Countermeasure);
        if (promised is null || problem.Stage == ProblemStage.Closed)
        {
            return Refusal.Of("countermeasure-not-open", "这项对策已经了结。", "This countermeasure is no longer open.");
        }
        if (promised.Unit != by.Unit && ProblemMay.Lead(problem, by) is { } why)
        {
            return why;
        }
        if (!May.DealsWithMatters(by))
        {
            return Refusals.NotYourUnits;
        }
        if (command.As == CountermeasureState.Promised)
        {
            return Refusals.Missing(nameof(command.As), "请选择已完成或放弃。", "Choose whether it was done or is given up.");
        }
        var (words, missing) = Refusals.WorkWords(
            command.Words,
            nameof(command.Words),
            ProblemMay.LongestWords,
            "请写明怎样完成的，或者为什么放弃。",
            "Say how it was done, or why it is given up."
        );
        return missing is not null ? missing : new CountermeasureEnded(promised.Id, command.As, today, words!);
    }
}
