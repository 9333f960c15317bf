using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>
/// Something that happened to a matter, in the past tense. Facts are appended to the history and never edited. Each use
/// case declares its own fact beside its decision; the type's name is its name in the history.
/// </summary>
public abstract record Fact
{
    /// <summary>The matter after this fact.</summary>
    public abstract Matter Apply(Matter matter);

    /// <summary>For a bug only: the fact does not fit the state.</summary>
    protected InvalidOperationException DoesNotFit(Matter matter) =>
        new($"{GetType().Name} cannot follow in stage {matter.Stage} of matter {matter.File.Reference}");
}

/// <summary>What a decision came to: facts, or a refusal that a person can read.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>It is so. The facts are applied in their order.</summary>
    public sealed record Accepted(ImmutableArray<Fact> Facts) : Decision;

    /// <summary>It cannot be, and why.</summary>
    public sealed record Refused(Refusal Why) : Decision;

    /// <summary>One fact.</summary>
    public static implicit operator Decision(Fact fact) => new Accepted([fact]);

    /// <summary>A refusal.</summary>
    public static implicit operator Decision(Refusal why) => new Refused(why);

    /// <summary>Several facts.</summary>
    public static Decision That(params ImmutableArray<Fact> facts) => new Accepted(facts);
}
