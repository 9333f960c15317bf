using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Problems;

/// <summary>
/// A problem (问题): matters with one root, worked on together in four steps: scan, analyse, respond, assess. It is about a
/// place and a category, never about a person.
/// </summary>
/// <param name="File">What does not change.</param>
/// <param name="Stage">The step that it is at.</param>
/// <param name="Analysis">Causes, who is affected, what was tried; null until it is analysed.</param>
/// <param name="Countermeasures">The joint plan: what was promised, by whom, for when.</param>
/// <param name="Assessment">What came of it; null until it is assessed.</param>
public sealed record Problem(
    ProblemFile File,
    ProblemStage Stage,
    Analysis? Analysis,
    ImmutableArray<Countermeasure> Countermeasures,
    Assessment? Assessment
)
{
    /// <summary>What was promised and is neither done nor given up.</summary>
    public IEnumerable<Countermeasure> OpenCountermeasures => Countermeasures.Where(c => c.State == CountermeasureState.Promised);

    /// <summary>From the day after the last one was done its effect is measured; null while none has been done.</summary>
    public DateOnly? RespondedOn => Countermeasures.Max(c => c.DoneOn);
}

/// <summary>Where a problem stands.</summary>
public enum ProblemStage
{
    /// <summary>发现: named, not yet analysed.</summary>
    Scanned,

    /// <summary>分析: causes are written down.</summary>
    Analysed,

    /// <summary>应对: countermeasures are promised.</summary>
    Responding,

    /// <summary>评估: measured against comparison places.</summary>
    Assessed,

    /// <summary>已结束.</summary>
    Closed,
}

/// <summary>What does not change about a problem.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">What it is, in one line.</param>
/// <param name="Why">Why these matters belong together.</param>
/// <param name="Unit">Code of the unit that leads.</param>
/// <param name="Area">Area code.</param>
/// <param name="Category">Category code.</param>
/// <param name="Place">Where in the area; null for the whole area.</param>
/// <param name="Card">Key of the card that led to it, or null.</param>
/// <param name="OpenedAt">UTC.</param>
public sealed record ProblemFile(
    Guid Id,
    string Title,
    string Why,
    string Unit,
    string Area,
    string Category,
    ProblemPlace? Place,
    Guid? Card,
    DateTimeOffset OpenedAt
);

/// <summary>A place no finer than a building.</summary>
/// <param name="Building">Estate and building, or null.</param>
/// <param name="Latitude">Of the middle, rounded to about fifty metres.</param>
/// <param name="Longitude">Of the middle, rounded alike.</param>
/// <param name="Metres">How far around.</param>
public sealed record ProblemPlace(string? Building, double Latitude, double Longitude, double Metres);

/// <summary>What the analysis came to.</summary>
/// <param name="Causes">Why it keeps happening.</param>
/// <param name="Affected">Who is affected, as groups; no names.</param>
/// <param name="Tried">What was tried before and what came of it.</param>
/// <param name="Goal">What is to be different afterwards, so that it can be measured.</param>
public sealed record Analysis(string Causes, string Affected, string Tried, string Goal);

/// <summary>One promise of the joint plan (对策).</summary>
/// <param name="Id">Key.</param>
/// <param name="What">What is to be done.</param>
/// <param name="Unit">Code of the unit that does it.</param>
/// <param name="DueOn">For which local day.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DoneOn">On which local day it was done, once it was.</param>
/// <param name="Words">How it was done, or why it was given up.</param>
public sealed record Countermeasure(
    Guid Id,
    string What,
    string Unit,
    DateOnly DueOn,
    CountermeasureState State = CountermeasureState.Promised,
    DateOnly? DoneOn = null,
    string? Words = null
);

/// <summary>Where a countermeasure stands.</summary>
public enum CountermeasureState
{
    /// <summary>已承诺.</summary>
    Promised,

    /// <summary>已完成.</summary>
    Done,

    /// <summary>已放弃, with a reason.</summary>
    GivenUp,
}

/// <summary>What the assessment came to.</summary>
/// <param name="Effect">Before and after, at the place and at the comparison places.</param>
/// <param name="Worked">What the unit concludes.</param>
/// <param name="Words">Why, and what was learned.</param>
public sealed record Assessment(Effect Effect, Worked Worked, string Words);

/// <summary>Whether it worked.</summary>
public enum Worked
{
    /// <summary>有效.</summary>
    Yes,

    /// <summary>部分有效.</summary>
    Partly,

    /// <summary>没有效果.</summary>
    No,

    /// <summary>还看不出来.</summary>
    NotClear,
}

/// <summary>Something that happened to a problem, in the past tense. Appended and never edited.</summary>
public abstract record ProblemFact
{
    /// <summary>The problem after this fact; before the first there is none.</summary>
    public abstract Problem Apply(Problem? problem);

    /// <summary>For a bug only: the fact does not fit the state.</summary>
    protected InvalidOperationException DoesNotFit(Problem? problem) =>
        new($"{GetType().Name} cannot follow {problem?.Stage.ToString() ?? "nothing"}");
}

/// <summary>What a decision about a problem came to.</summary>
/// <param name="Fact">What happened, or null.</param>
/// <param name="Why">Why it cannot be, or null.</param>
public readonly record struct ProblemDecision(ProblemFact? Fact, Refusal? Why)
{
    /// <summary>It is so.</summary>
    public static implicit operator ProblemDecision(ProblemFact fact) => new(fact, null);

    /// <summary>It cannot be.</summary>
    public static implicit operator ProblemDecision(Refusal why) => new(null, why);
}

/// <summary>Who may act on a problem, and the words that several steps check.</summary>
internal static class ProblemMay
{
    public const int LongestWords = 2000;

    public static Refusal? Lead(Problem problem, Actor.Staff by)
    {
        if (problem.Stage == ProblemStage.Closed)
        {
            return Refusal.Of("problem-closed", "这个问题已经结束。", "This problem is closed.");
        }
        return problem.File.Unit == by.Unit && May.DealsWithMatters(by)
            ? null
            : Refusal.Of("not-your-units-problem", "这个问题由别的单位牵头。", "Another unit leads this problem.");
    }
}
