using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Raise a matter. Keys and the reference are drawn by the caller.</summary>
public sealed record Raise(
    MatterId Id,
    Reference Reference,
    ParticipantId Raiser,
    Kind Kind,
    Origin Origin,
    Channel Channel,
    string Category,
    string Area,
    string Description
)
{
    /// <summary>The longest description that is taken, in UTF-16 units (Open311 allows 4,000 as well).</summary>
    public const int LongestDescription = 4000;

    /// <summary>The longest title.</summary>
    public const int LongestTitle = 120;

    /// <summary>A short title, when the channel has one.</summary>
    public string? Title { get; init; }

    /// <summary>Where it is.</summary>
    public Where? Where { get; init; }

    /// <summary>How the raiser wants to be told.</summary>
    public Contact Contact { get; init; } = Contact.None;

    /// <summary>The language to write to the raiser.</summary>
    public Tongue Tongue { get; init; }

    /// <summary>For conduct: code of the unit that it is about.</summary>
    public string? UnitConcerned { get; init; }

    /// <summary>Answers to the category's own questions, code → values.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Attributes { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Keys of the photos that came with it.</summary>
    public ImmutableArray<Guid> Photos { get; init; } = [];

    /// <summary>The sentence that staff read back and the caller confirmed, when staff raised it for somebody.</summary>
    public string? ReadBack { get; init; }

    /// <summary>The number it has in another system, when it was transferred.</summary>
    public string? ExternalNumber { get; init; }

    /// <summary>Whether the raiser asked that nobody who deals with it learns who they are.</summary>
    public bool SealIdentity { get; init; }

    /// <summary>
    /// Whether it is a bundle (一件事): then what is promised is the day by which its parts are owed, whatever the category promises
    /// for a single matter.
    /// </summary>
    public bool IsBundle { get; init; }
}

/// <summary>A matter was raised. Its first fact.</summary>
public sealed record Raised(
    MatterFile File,
    [property: PersonalField(PersonalItem.Words, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText? Title,
    [property: PersonalField(PersonalItem.Words, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Description,
    [property: PersonalField(PersonalItem.Door, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        Personal<Where>? Where,
    Contact Contact,
    [property: PersonalField(PersonalItem.Words, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        Personal<ImmutableDictionary<string, ImmutableArray<string>>>? Attributes,
    ImmutableArray<Guid> Photos,
    [property: PersonalField(PersonalItem.Words, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText? ReadBack,
    string? ExternalNumber
) : Fact
{
    /// <summary>The matter as it begins.</summary>
    public Matter Begin() => new Matter.Open(File);

    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => throw DoesNotFit(matter);
}

/// <summary>Decides whether a matter can be raised, who owns it and by when it is dealt with.</summary>
public static class RaiseRule
{
    /// <summary>The rule of the clock of a bundle, which stays whatever category it is sorted into.</summary>
    public const string BundleClock = "handle-bundle";

    /// <summary>
    /// The first fact, or why not. The owner is the unit of the first routing rule in force, else the area's intake desk; a
    /// conduct matter goes straight to a reviewer outside the unit concerned.
    /// </summary>
    public static (Raised? Fact, Refusal? Why) Decide(Raise raise, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        if (!jurisdiction.Categories.TryGetValue(raise.Category, out var category))
        {
            return (
                null,
                Refusal.Of("unknown-category", "请选择一个问题分类。", "Choose what it is about.", nameof(raise.Category))
            );
        }
        if (!jurisdiction.Areas.ContainsKey(raise.Area))
        {
            return (null, Refusal.Of("unknown-area", "请选择所在片区。", "Choose the area.", nameof(raise.Area)));
        }
        if (RightDoor(raise.Kind) is { } door)
        {
            return (null, door);
        }
        var (description, why) = Refusals.Words(
            raise.Description,
            nameof(raise.Description),
            Raise.LongestDescription,
            "请写明发生了什么。",
            "Say what has happened."
        );
        if (why is not null)
        {
            return (null, why);
        }
        var title = Refusals.Clean(raise.Title);
        if (title.Length > Raise.LongestTitle)
        {
            return (null, Refusals.TooLong(nameof(raise.Title), Raise.LongestTitle));
        }
        if (raise.Kind == Kind.Conduct && (raise.UnitConcerned is null || !jurisdiction.Units.ContainsKey(raise.UnitConcerned)))
        {
            return (
                null,
                Refusal.Of(
                    "missing-unit-concerned",
                    "请选择您要反映的单位。",
                    "Choose the unit that it is about.",
                    nameof(raise.UnitConcerned)
                )
            );
        }

        var today = jurisdiction.Calendar.DayOf(now);
        var (owner, because) =
            raise.Kind == Kind.Conduct
                ? (jurisdiction.ReviewerFor(raise.UnitConcerned!), "conduct")
                : jurisdiction.OwnerFor(raise.Category, raise.Area, today);
        var handleRule =
            raise.Kind == Kind.Conduct ? "conduct-review"
            : raise.IsBundle ? BundleClock
            : category.ClockRule;
        var handle = ClockOf.Start(jurisdiction, handleRule, ClockFor.Handle, owner, now);
        // Whoever deals with it within two hours has been heard from by then.
        var contact = ClockOf.Start(jurisdiction, "first-contact", ClockFor.FirstContact, owner, now);
        contact = contact with { Clock = contact.Clock.NoLaterThan(handle.Clock) };
        var isSealed = raise.SealIdentity || category.SealsIdentity || raise.Kind == Kind.Conduct;
        var file = new MatterFile(
            raise.Id,
            raise.Reference,
            raise.Kind,
            raise.Origin,
            raise.Channel,
            raise.Category,
            raise.Area,
            now,
            owner,
            because
        )
        {
            UnitConcerned = raise.Kind == Kind.Conduct ? raise.UnitConcerned : null,
            Participants =
            [
                new Participant(raise.Raiser, ParticipantRole.Raiser, raise.Tongue, raise.Contact.Reachable)
                {
                    Sealed = isSealed,
                },
            ],
            Clocks = [contact, handle],
        };
        return (
            new Raised(
                file,
                title.Length == 0 ? null : file.Words(title),
                file.Words(description!),
                raise.Where is null ? null : new Personal<Where>(raise.Raiser, raise.Where),
                raise.Contact,
                raise.Attributes.Count == 0 ? null : new(raise.Raiser, raise.Attributes),
                raise.Photos,
                // What was read back to a caller holds their number.
                raise.ReadBack
                    is null
                || isSealed
                    ? null
                    : file.Words(raise.ReadBack),
                raise.ExternalNumber
            ),
            null
        );
    }

    /// <summary>
    /// A kind that is not taken here, with the door that is right for it: a minor case belongs to the police. Null for every kind
    /// that is taken.
    /// </summary>
    public static Refusal? RightDoor(Kind kind) =>
        kind switch
        {
            Kind.MinorCase => Refusal.Of(
                "minor-case-has-another-door",
                "遇到违法犯罪，请拨打 110，或到就近派出所报案；派出所会当场登记并给您回执。",
                "To report an offence, call 110 or go to the nearest police station, which registers it at once and gives you a receipt.",
                nameof(Kind)
            ),
            _ => null,
        };
}
