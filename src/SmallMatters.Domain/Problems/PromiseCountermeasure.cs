using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Problems;

/// <summary>Put a promise of a unit into the joint plan (respond).</summary>
public sealed record PromiseCountermeasure(string What, string Unit, DateOnly DueOn);

/// <summary>A countermeasure was promised.</summary>
public sealed record CountermeasurePromised(Countermeasure Countermeasure) : ProblemFact
{
    /// <inheritdoc/>
    public override Problem Apply(Problem? problem) =>
        problem is { Stage: not ProblemStage.Closed, Analysis: not null }
            ? problem with
            {
                Countermeasures = problem.Countermeasures.Add(Countermeasure),
                Stage = ProblemStage.Responding,
            }
            : throw DoesNotFit(problem);
}

/// <summary>Decides on the joint plan.</summary>
public static class PromiseCountermeasureRule
{
    /// <summary>A plan follows an analysis, and every promise has a day and a unit that deals with matters.</summary>
    public static ProblemDecision Decide(
        Problem problem,
        PromiseCountermeasure command,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateOnly today
    )
    {
        if (ProblemMay.Lead(problem, by) is { } why)
        {
            return why;
        }
        if (problem.Analysis is null)
        {
            return Refusal.Of(
                "problem-not-analysed",
                "请先写分析，再定对策。",
                "Analyse the problem before planning against it."
            );
        }
        var (what, noWhat) = Refusals.WorkWords(
            command.What,
            nameof(command.What),
            ProblemMay.LongestWords,
            "请写明做什么。",
            "Say what will be done."
        );
        if (noWhat is not null)
        {
            return noWhat;
        }
        if (!jurisdiction.Units.TryGetValue(command.Unit, out var unit) || unit.Reviews)
        {
            return Refusals.Missing(nameof(command.Unit), "请选择由哪个单位做。", "Choose which unit does it.");
        }
        return PromiseDay.Check(command.DueOn, today) is { } badDay
            ? badDay
            : new CountermeasurePromised(new Countermeasure(id, what!, command.Unit, command.DueOn));
    }
}
