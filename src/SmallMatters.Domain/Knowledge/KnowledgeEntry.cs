using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Knowledge;

/// <summary>
/// An entry of the knowledge base (知识条目): a question that residents have, its answer, who vouches for it, where it comes
/// from and how long it holds. What exists only in a state lives on that state.
/// </summary>
public abstract record KnowledgeEntry(KnowledgeFile File)
{
    private KnowledgeEntry(KnowledgeFile file, bool _)
        : this(file) { }

    /// <summary>Shown to everybody until its last day.</summary>
    public sealed record InForce(KnowledgeFile File) : KnowledgeEntry(File, true);

    /// <summary>Taken back, with the reason.</summary>
    public sealed record Withdrawn(KnowledgeFile File, string Words) : KnowledgeEntry(File, true);

    /// <summary>Whether residents see it on a local day: an answer past its last day is nobody's any more until it was reviewed.</summary>
    public bool IsShown(DateOnly today) => this is InForce && today <= File.Sheet.Until;

    /// <summary>Whether its unit has to look at it: its last day is near or over.</summary>
    public bool IsDue(DateOnly today) => this is InForce && today.AddDays(KnowledgeRule.ReviewedBefore) >= File.Sheet.Until;
}

/// <summary>What every state of an entry has.</summary>
/// <param name="Id">Key.</param>
/// <param name="Unit">Code of the unit that vouches for it.</param>
/// <param name="Sheet">What it says now.</param>
/// <param name="ReviewedAt">When it was written, changed or found right last, UTC.</param>
public sealed record KnowledgeFile(Guid Id, string Unit, KnowledgeSheet Sheet, DateTimeOffset ReviewedAt);

/// <summary>What an entry says.</summary>
/// <param name="Question">As residents would ask it, up to 100 characters; where English was not written the Chinese stands in its place.</param>
/// <param name="Answer">Up to 2,000 characters in each language.</param>
/// <param name="Category">Code of the category it belongs to; null when it is about anything.</param>
/// <param name="Source">The law with its article, the notice or the page that it follows.</param>
/// <param name="Until">Last local day on which it holds without being looked at.</param>
public sealed record KnowledgeSheet(Bilingual Question, Bilingual Answer, string? Category, string Source, DateOnly Until);

/// <summary>Something that happened to an entry.</summary>
public abstract record KnowledgeFact
{
    /// <summary>The entry after it.</summary>
    /// <exception cref="InvalidOperationException">It does not fit the state: the chain is damaged.</exception>
    public abstract KnowledgeEntry Apply(KnowledgeEntry? entry);

    /// <summary>What a fact that does not fit throws.</summary>
    protected InvalidOperationException DoesNotFit(KnowledgeEntry? entry) =>
        new($"{GetType().Name} does not fit an entry that is {entry?.GetType().Name ?? "not there"}");
}

/// <summary>What came of a decision.</summary>
public sealed record KnowledgeDecision(KnowledgeFact? Fact, Refusal? Why)
{
    /// <summary>A fact is a decision.</summary>
    public static implicit operator KnowledgeDecision(KnowledgeFact fact) => new(fact, null);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator KnowledgeDecision(Refusal why) => new(null, why);
}
