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

    /// <summary>It is durably stored.</summary>
    /// <param name="After">The matter as it now is.</param>
    /// <param name="Seen">Number of its last fact.</param>
    public sealed record Changed(Matter After, int Seen) : ChangeResult;

    /// <summary>It was refused.</summary>
    public sealed record Refused(Refusal Why) : ChangeResult;

    /// <summary>Somebody changed the matter after the person's page was made; nothing was written.</summary>
    /// <param name="Seen">Number of the last fact now.</param>
    public sealed record ChangedMeanwhile(int Seen) : ChangeResult;

    /// <summary>There is no such matter.</summary>
    public sealed record NotFound : ChangeResult;
}
