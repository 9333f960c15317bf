using System.Collections.Immutable;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Satisfaction;

/// <summary>Answers of calls that stand for equally many closings each.</summary>
/// <param name="Frame">How many closings stood in the stratum.</param>
/// <param name="Drawn">How many of them were drawn.</param>
/// <param name="Answer">What was answered.</param>
/// <param name="Count">How often.</param>
public sealed record CallAnswers(int Frame, int Drawn, YesPartlyNo Answer, int Count)
{
    /// <summary>How many closings one answer stands for: the design weight.</summary>
    public double Weight => (double)Frame / Drawn;
}

/// <summary>What became of the calls of a group, and what was answered to one question.</summary>
/// <param name="Waiting">Still to be made.</param>
/// <param name="Refused">Would rather not answer.</param>
/// <param name="NotReached">Nobody was reached.</param>
/// <param name="NotMade">Not made: nobody neutral, or no time.</param>
/// <param name="Answers">The answers.</param>
public sealed record CallTally(int Waiting, int Refused, int NotReached, int NotMade, ImmutableArray<CallAnswers> Answers)
{
    /// <summary>No call at all.</summary>
    public static CallTally None { get; } = new(0, 0, 0, 0, []);

    /// <summary>How many answered.</summary>
    public int Answered => Answers.Sum(a => a.Count);

    /// <summary>How many were drawn.</summary>
    public int Drawn => Waiting + Refused + NotReached + NotMade + Answered;

    /// <summary>The share of those drawn, and not still to be rung, who answered; null when there are none.</summary>
    public double? Response => Drawn == Waiting ? null : (double)Answered / (Drawn - Waiting);

    /// <summary>The rate by a formula, each answer with the weight of its stratum; null without answers.</summary>
    public WeightedShare? Rate(VerdictFormula formula) =>
        WeightedShare.Of(Answers.Select(a => (a.Weight, formula.Score(a.Answer), a.Count)));

    /// <summary>Both together.</summary>
    public static CallTally operator +(CallTally a, CallTally b) =>
        new(
            a.Waiting + b.Waiting,
            a.Refused + b.Refused,
            a.NotReached + b.NotReached,
            a.NotMade + b.NotMade,
            [.. a.Answers, .. b.Answers]
        );
}
