using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.JointHandling;

/// <summary>
/// Something that units do together beside the matters: a convening, a supervision order, a hard problem. It has a chain of
/// facts and clocks of its own, and points to matters by their reference; a matter does not know it. Its words are about
/// things and units and name no resident.
/// </summary>
public abstract record JointFile
{
    /// <summary>Key.</summary>
    public abstract Guid Key { get; }

    /// <summary>One line for lists.</summary>
    public abstract string Line { get; }

    /// <summary>Code of the unit whose file it is.</summary>
    public abstract string Lead { get; }

    /// <summary>Area code.</summary>
    public abstract string At { get; }

    /// <summary>When it began, UTC.</summary>
    public abstract DateTimeOffset Began { get; }

    /// <summary>Whether nothing more happens to it.</summary>
    public abstract bool IsOver { get; }

    /// <summary>Name of where it stands, for lists.</summary>
    public abstract string Standing { get; }

    /// <summary>Codes of all units that have to do with it, those that a clock has gone up to left out.</summary>
    public abstract ImmutableArray<string> Units { get; }

    /// <summary>References of the matters that it is about, as numbers.</summary>
    public abstract ImmutableArray<long> About { get; }

    /// <summary>All clocks, open and ended.</summary>
    public ImmutableArray<Duty> Duties { get; init; } = [];

    /// <summary>Codes of all units that may read it: those concerned, and those that a clock has gone up to.</summary>
    public IEnumerable<string> Readers => Units.Concat(Duties.Select(d => d.GoneUpTo).OfType<string>()).Distinct();
}

/// <summary>Something that happened to a joint file, in the past tense. Appended and never edited.</summary>
public abstract record JointFact
{
    /// <summary>The file after this fact; before the first there is none.</summary>
    public abstract JointFile Apply(JointFile? before);

    /// <summary>For a bug only: the fact does not fit the state.</summary>
    protected InvalidOperationException DoesNotFit(JointFile? before) =>
        new($"{GetType().Name} cannot follow {before?.Standing ?? "nothing"}");
}

/// <summary>What a decision about a joint file came to.</summary>
/// <param name="Facts">What happened, in order; empty when it cannot be.</param>
/// <param name="Why">Why it cannot be, or null.</param>
public readonly record struct JointDecision(ImmutableArray<JointFact> Facts, Refusal? Why)
{
    /// <summary>It is so.</summary>
    public static implicit operator JointDecision(JointFact fact) => new([fact], null);

    /// <summary>It cannot be.</summary>
    public static implicit operator JointDecision(Refusal why) => new([], why);

    /// <summary>The same with what was wrong before anything could be decided; then it cannot be.</summary>
    public JointDecision Beside(params ReadOnlySpan<Refusal?> before) => Refusal.All([.. before, Why]) is { } why ? why : this;

    /// <summary>Several facts.</summary>
    public static JointDecision That(params ImmutableArray<JointFact> facts) => new(facts, null);
}
