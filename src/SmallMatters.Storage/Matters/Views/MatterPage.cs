using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>
/// Something that happened, as one audience may see it. Which facts an audience sees, and with which words, is decided in
/// <see cref="Timeline"/> and nowhere else.
/// </summary>
/// <param name="Seq">Number of the fact within the matter.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who, in the audience's terms.</param>
/// <param name="Unit">Code of the unit that acted, or null.</param>
/// <param name="Handler">The account that acted; for the deciding units only.</param>
/// <param name="Fact">The fact's name.</param>
/// <param name="Words">What was said, where the audience may read it; null also when its author was erased.</param>
/// <param name="Day">A local day that belongs to it: a promised or changed date.</param>
/// <param name="Before">The day as it was before a change.</param>
/// <param name="Photos">Keys of photos that came with it.</param>
/// <param name="Detail">A code that belongs to it, such as an outcome, a unit or a category.</param>
/// <param name="Subject">Key of the promise, question or hand-over that it is about.</param>
public sealed record TimelineEntry(
    int Seq,
    DateTimeOffset At,
    TimelineAuthor By,
    string? Unit,
    Guid? Handler,
    string Fact,
    string? Words = null,
    DateOnly? Day = null,
    DateOnly? Before = null,
    IReadOnlyList<Guid>? Photos = null,
    string? Detail = null,
    Guid? Subject = null
)
{
    /// <summary>All instants at which the same was said again and again, oldest first; null when it was said once.</summary>
    public IReadOnlyList<DateTimeOffset>? Times { get; init; }
}

/// <summary>Who acted, in the audience's terms.</summary>
public enum TimelineAuthor
{
    /// <summary>The reader.</summary>
    You,

    /// <summary>Who raised it.</summary>
    Raiser,

    /// <summary>Somebody who joined.</summary>
    Joined,

    /// <summary>Somebody with a helper's link.</summary>
    Helper,

    /// <summary>A unit's staff.</summary>
    Staff,

    /// <summary>The product's own rules.</summary>
    Rules,
}

/// <summary>What a person with a link sees of their matter.</summary>
/// <param name="Matter">The state. The page shows what its role allows.</param>
/// <param name="Me">The reader's part.</param>
/// <param name="Seen">Number of the last fact.</param>
/// <param name="Title">The title.</param>
/// <param name="Description">What happened.</param>
/// <param name="Where">Where it is; for the raiser and helpers.</param>
/// <param name="Contact">The reader's own contact.</param>
/// <param name="Timeline">What happened since, oldest first.</param>
[ProjectionFor(Audience.Resident, Audience.JoinedResident)]
[ShowsNothingPersonal(nameof(ResidentMatter.Me))]
public sealed record ResidentMatter(
    [property: Shows(PersonalItem.Answers)]
    [property: Shows(PersonalItem.VerdictWords, Only = [Audience.Resident])]
        Matter Matter,
    Participant Me,
    int Seen,
    [property: Shows(PersonalItem.Words, Only = [Audience.Resident])] string? Title,
    [property: Shows(PersonalItem.Words, Only = [Audience.Resident])] string? Description,
    [property: Shows(PersonalItem.Place, PersonalItem.Door, PersonalItem.Position, Only = [Audience.Resident])] Where? Where,
    [property: Shows(
        PersonalItem.Name,
        PersonalItem.Phone,
        PersonalItem.Email,
        PersonalItem.SealedIdentity,
        WhenZh = "只有本人的",
        WhenEn = "one’s own only"
    )]
        ContactShown Contact,
    [property: Shows(PersonalItem.Answers)]
    [property: Shows(PersonalItem.Words, PersonalItem.Photos, Only = [Audience.Resident])]
    [property: Shows(
        PersonalItem.Words,
        PersonalItem.Photos,
        Only = [Audience.JoinedResident],
        WhenZh = "只有自己写的和发的",
        WhenEn = "what one wrote and sent oneself"
    )]
        IReadOnlyList<TimelineEntry> Timeline
)
{
    /// <summary>When threats were recorded, UTC; to tell when receipts of access may be shown, and for nothing else.</summary>
    internal ImmutableArray<DateTimeOffset> Threats { get; init; } = [];

    /// <summary>What was passed on to units that deal with parts, oldest first; empty for somebody who only joined.</summary>
    [Shows(
        PersonalItem.InternalWords,
        Only = [Audience.Resident],
        WhenZh = "转给协办单位的用途",
        WhenEn = "the purpose with which something was passed on"
    )]
    public IReadOnlyList<PassedOn> PassedOn { get; init; } = [];

    /// <summary>Every asking to open the reader's own sealed identity, the latest first.</summary>
    internal IReadOnlyList<IdentityOpening> Openings { get; init; } = [];

    /// <summary>Those of them that may be shown now; later for the same safety reason as receipts, and never not at all.</summary>
    public IReadOnlyList<IdentityOpening> OpeningsShownAt(DateTimeOffset now) =>
        [
            .. Openings.Where(o =>
                AccessReceiptRule.ShownFrom(
                    new AccessReceipt(o.Unit, AccessPurpose.OpeningIdentity, o.AskedAt),
                    Matter.File.Owner,
                    Threats
                ) <= now
            ),
        ];
}

/// <summary>Fields of a resident's data that the owner passed on to another unit.</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Fields">Which fields.</param>
/// <param name="Purpose">What for, in the owner's words; null once its author was erased.</param>
/// <param name="At">When, UTC.</param>
public sealed record PassedOn(string Unit, ImmutableArray<PartField> Fields, string? Purpose, DateTimeOffset At)
{
    /// <summary>The part that it was passed on for.</summary>
    public Guid Part { get; init; }

    /// <summary>Until when the link was given by which an outside partner reads it, UTC; null for a unit of the jurisdiction.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Where that link stands; taken back as well once the part is not in the partner's hands any more.</summary>
    public PartnerLinkState? Link { get; init; }
}

/// <summary>A contact in readable form.</summary>
public sealed record ContactShown(string? Name, string? Phone, string? Email);

/// <summary>What the staff of the owning or deciding unit sees of a matter.</summary>
/// <param name="Matter">The state; without a verdict for the owner's staff, who see only that it was reopened and what is to be done.</param>
/// <param name="Seen">Number of the last fact.</param>
/// <param name="Title">The title.</param>
/// <param name="Description">What happened.</param>
/// <param name="Where">Where it is.</param>
/// <param name="Contacts">How to reach those who take part; empty for a unit that is only asked or told.</param>
/// <param name="Attributes">Answers to the category's own questions.</param>
/// <param name="ExternalNumber">Its number elsewhere.</param>
/// <param name="EscalatedTo">Code of the unit that an overdue clock has gone up to.</param>
/// <param name="Timeline">What happened, oldest first.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(UnitMatterPage.EscalatedTo), nameof(UnitMatterPage.ExternalNumber))]
public sealed record UnitMatterPage(
    [property: Shows(PersonalItem.Answers, PersonalItem.InternalWords)]
    [property: Shows(PersonalItem.VerdictWords, WhenZh = "只有复查单位", WhenEn = "the reviewing unit only")]
        Matter Matter,
    int Seen,
    [property: Shows(PersonalItem.Words)] string? Title,
    [property: Shows(PersonalItem.Words)] string? Description,
    [property: Shows(PersonalItem.Place)]
    [property: Shows(
        PersonalItem.Door,
        PersonalItem.Position,
        WhenZh = "只被商请接收或者只被告知超期的单位看不到",
        WhenEn = "not a unit that is only asked to take it over or told that it is overdue"
    )]
        Where? Where,
    [property: Shows(
        PersonalItem.Name,
        PersonalItem.Phone,
        PersonalItem.Email,
        WhenZh = "只被商请接收或者只被告知超期的单位看不到",
        WhenEn = "not a unit that is only asked to take it over or told that it is overdue"
    )]
        IReadOnlyDictionary<ParticipantId, ContactShown> Contacts,
    [property: Shows(PersonalItem.Words)]
        IReadOnlyDictionary<string, System.Collections.Immutable.ImmutableArray<string>> Attributes,
    string? ExternalNumber,
    string? EscalatedTo,
    [property: Shows(PersonalItem.Words, PersonalItem.Answers, PersonalItem.InternalWords, PersonalItem.Photos)]
    [property: Shows(
        PersonalItem.Threat,
        WhenZh = "只被商请接收或者只被告知超期的单位看不到",
        WhenEn = "not a unit that is only asked to take it over or told that it is overdue"
    )]
        IReadOnlyList<TimelineEntry> Timeline
)
{
    /// <summary>What the raiser declared to need, while the matter is dealt with; null for everybody who does not deal with it.</summary>
    [Shows(PersonalItem.Needs, WhenZh = "只有正在办理的人", WhenEn = "only who deals with it, while it is open")]
    public Needs? Needs { get; init; }
}

/// <summary>What every other unit sees of a matter: that it exists, whose it is, and its dates.</summary>
[ProjectionFor(Audience.OtherUnits)]
[ShowsNothingPersonal(nameof(OtherUnitMatter.Category), nameof(OtherUnitMatter.Area), nameof(OtherUnitMatter.OwnerUnit))]
public sealed record OtherUnitMatter(
    Reference Reference,
    string Category,
    string Area,
    Stage Stage,
    string OwnerUnit,
    DateTimeOffset RaisedAt,
    DateTimeOffset? ClosedAt,
    DateOnly? PromisedOn
);
