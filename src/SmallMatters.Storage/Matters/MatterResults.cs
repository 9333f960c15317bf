using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters;

/// <summary>What became of raising a matter.</summary>
public abstract record RaiseResult
{
    private RaiseResult() { }

    /// <summary>It is durably stored.</summary>
    /// <param name="Reference">The number for life.</param>
    /// <param name="Id">Internal key.</param>
    /// <param name="Raiser">The raiser's part.</param>
    /// <param name="Link">The secret part of the raiser's link.</param>
    /// <param name="PromisedOn">The local day by which the result is promised.</param>
    /// <param name="SeenBefore">Whether the same submission had come before.</param>
    public sealed record Raised(
        Reference Reference,
        MatterId Id,
        ParticipantId Raiser,
        string Link,
        DateOnly PromisedOn,
        bool SeenBefore
    ) : RaiseResult;

    /// <summary>It was refused.</summary>
    public sealed record Refused(Refusal Why) : RaiseResult;
}

/// <summary>What became of a change.</summary>
public abstract record ChangeResult
{
    private ChangeResult() { }

    /// <summary>
    /// It is durably stored. The matter as it now is stays inside: a page shows what a projection for its reader holds, and never
    /// what a decision was made on.
    /// </summary>
    public sealed record Changed : ChangeResult
    {
        internal Changed(Matter after, int seen) => (After, Seen) = (after, seen);

        internal Matter After { get; }

        /// <summary>Number of its last fact.</summary>
        public int Seen { get; }

        /// <summary>Key of the promise that was made last, or null when there is none.</summary>
        public Guid? LastPromise => After.File.Promises is [.., var promise] ? promise.Id : null;

        /// <summary>Key of the part that the unit was asked for last, or null when there is none.</summary>
        /// <param name="unit">Code of the unit.</param>
        public Guid? LastPartOf(string unit) => After.File.Parts.LastOrDefault(p => p.Unit == unit)?.Id;
    }

    /// <summary>It was refused.</summary>
    public sealed record Refused(Refusal Why) : ChangeResult;

    /// <summary>Somebody changed the matter after the person's page was made; nothing was written.</summary>
    /// <param name="Seen">Number of the last fact now.</param>
    public sealed record ChangedMeanwhile(int Seen) : ChangeResult;

    /// <summary>There is no such matter.</summary>
    public sealed record NotFound : ChangeResult;
}
