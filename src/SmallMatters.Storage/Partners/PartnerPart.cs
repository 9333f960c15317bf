using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Partners;

/// <summary>
/// A part as the outside partner sees it that was asked for it: what it is asked to do, where in the building, by when, and what
/// the owner passed on. Once it has answered for good, only what it answered.
/// </summary>
/// <param name="Part">Key of the part.</param>
/// <param name="Partner">Code of the partner.</param>
/// <param name="Reference">The matter's reference.</param>
/// <param name="Title">What it is about; null once the raiser was erased.</param>
/// <param name="State">Where the part stands.</param>
/// <param name="Category">Category code of the matter.</param>
/// <param name="Area">Area code of the matter.</param>
/// <param name="Owner">Code of the matter's owner.</param>
/// <param name="DueAt">The end of the clock that runs now, UTC; null when none does.</param>
[ProjectionFor(Audience.Partner)]
[ShowsNothingPersonal(
    nameof(PartnerPart.Partner),
    nameof(PartnerPart.Category),
    nameof(PartnerPart.Area),
    nameof(PartnerPart.Owner),
    nameof(PartnerPart.Link)
)]
public sealed record PartnerPart(
    Guid Part,
    string Partner,
    Reference Reference,
    [property: Shows(PersonalItem.InternalWords)] string? Title,
    PartState State,
    string Category,
    string Area,
    string Owner,
    DateTimeOffset? DueAt
)
{
    /// <summary>What the partner is asked to do; null once it cannot answer any more.</summary>
    [Shows(PersonalItem.InternalWords)]
    public string? Task { get; init; }

    /// <summary>Where it is: the building, and what was passed on of the rest.</summary>
    [Shows(PersonalItem.Place)]
    [Shows(PersonalItem.Door, PersonalItem.Position, WhenZh = "主办单位转来以后", WhenEn = "once the owner passed it on")]
    public Where? Where { get; init; }

    /// <summary>The resident's words, when they were passed on.</summary>
    [Shows(PersonalItem.Words, WhenZh = "主办单位转来以后", WhenEn = "once the owner passed it on")]
    public string? Description { get; init; }

    /// <summary>Keys of the photos, when they were passed on.</summary>
    [Shows(PersonalItem.Photos, WhenZh = "主办单位转来以后", WhenEn = "once the owner passed it on")]
    public ImmutableArray<Guid> Photos { get; init; } = [];

    /// <summary>How to reach the resident, when it was passed on.</summary>
    [Shows(
        PersonalItem.Name,
        PersonalItem.Phone,
        PersonalItem.Email,
        WhenZh = "主办单位转来以后",
        WhenEn = "once the owner passed it on"
    )]
    public ContactShown? Contact { get; init; }

    /// <summary>The promise of the partner that is open, if any.</summary>
    [Shows(PersonalItem.Answers)]
    public Promise? Promise { get; init; }

    /// <summary>What the partner answered, oldest first.</summary>
    [Shows(PersonalItem.Answers)]
    public ImmutableArray<PartnerAnswered> Answers { get; init; } = [];

    /// <summary>Whether an answer can be given.</summary>
    public bool MayAnswer { get; init; }

    /// <summary>Whether something was passed on that this link shows no longer.</summary>
    public bool NoLongerShows { get; init; }

    /// <summary>The link by which it is read; null for a program.</summary>
    public PartnerLink? Link { get; init; }

    /// <summary>The matter's key, for deciding.</summary>
    internal MatterId Matter { get; init; }
}

/// <summary>Something that a partner answered.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Fact">Name of the fact: a promise, a promise changed, the end of the part, or that it was given back.</param>
/// <param name="Words">The words; null once the raiser was erased.</param>
/// <param name="Day">The promised day.</param>
/// <param name="Outcome">How the part ended.</param>
public sealed record PartnerAnswered(DateTimeOffset At, string Fact, string? Words, DateOnly? Day, PartOutcome? Outcome);

/// <summary>A part in the list of a partner's program: no words, so that nobody's data is read by listing.</summary>
[ProjectionFor(Audience.Partner)]
[ShowsNothingPersonal(nameof(PartnerPartLine.Category), nameof(PartnerPartLine.Area), nameof(PartnerPartLine.Owner))]
public sealed record PartnerPartLine(
    Guid Part,
    Reference Reference,
    PartState State,
    string Category,
    string Area,
    string Owner,
    DateTimeOffset? DueAt
);

/// <summary>Why a link opens nothing.</summary>
public enum PartnerLinkFate
{
    /// <summary>There is no such link, or the part is with somebody else by now.</summary>
    Unknown,

    /// <summary>An answer was given by it.</summary>
    Used,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>The owner took it back or gave another one, or the part is not with the partner any more.</summary>
    TakenBack,
}
