using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>
/// A part of a matter as one side of it sees it. A supporting unit sees what it needs: what it is asked to do, where in the
/// building, its own clocks, promises and messages. The resident's words, photos, door and contact come only when they were
/// passed on, and no longer than the unit has the part in hand.
/// </summary>
/// <param name="Part">The part.</param>
/// <param name="Side">As whom the reader sees it.</param>
/// <param name="Reference">The matter's reference.</param>
/// <param name="Stage">Where the matter stands.</param>
/// <param name="Category">Category code.</param>
/// <param name="Area">Area code.</param>
/// <param name="Owner">Code of the matter's owner.</param>
/// <param name="Seen">Number of the matter's last fact.</param>
/// <param name="Where">Where it is: the building, and what was passed on of the rest.</param>
/// <param name="Description">The resident's words, when they were passed on.</param>
/// <param name="Photos">Keys of the photos that came with it, when they were passed on.</param>
/// <param name="Contact">How to reach who raised it, when it was passed on.</param>
/// <param name="Clocks">The clocks of the part, running and ended.</param>
/// <param name="Promises">The promises about the part.</param>
/// <param name="Timeline">What happened to the part, oldest first.</param>
[ProjectionFor(Audience.SupportingUnit)]
[ShowsNothingPersonal(nameof(PartPage.Category), nameof(PartPage.Area), nameof(PartPage.Owner))]
public sealed record PartPage(
    [property: Shows(PersonalItem.InternalWords, PersonalItem.Answers)] Part Part,
    PartSide Side,
    Reference Reference,
    Stage Stage,
    string Category,
    string Area,
    string Owner,
    int Seen,
    [property: Shows(PersonalItem.Place)]
    [property: Shows(
        PersonalItem.Door,
        PersonalItem.Position,
        WhenZh = "主办单位转来以后",
        WhenEn = "once the owner passed it on"
    )]
        Where? Where,
    [property: Shows(PersonalItem.Words, WhenZh = "主办单位转来以后", WhenEn = "once the owner passed it on")]
        string? Description,
    [property: Shows(PersonalItem.Photos, WhenZh = "主办单位转来以后", WhenEn = "once the owner passed them on")]
        IReadOnlyList<Guid> Photos,
    [property: Shows(
        PersonalItem.Name,
        PersonalItem.Phone,
        PersonalItem.Email,
        WhenZh = "主办单位转来以后",
        WhenEn = "once the owner passed it on"
    )]
        ContactShown? Contact,
    [property: Shows(PersonalItem.Answers)] IReadOnlyList<MatterClock> Clocks,
    [property: Shows(PersonalItem.Answers)] IReadOnlyList<Promise> Promises,
    [property: Shows(PersonalItem.InternalWords, PersonalItem.Answers)] IReadOnlyList<TimelineEntry> Timeline
)
{
    /// <summary>The matter's key, for deciding.</summary>
    public required MatterId Matter { get; init; }

    /// <summary>What the raiser declared to need, while the reader's unit has the part in hand.</summary>
    [Shows(PersonalItem.Needs, WhenZh = "协办中", WhenEn = "while the part is in hand")]
    public Needs? Needs { get; init; }
}

/// <summary>As whom somebody sees a part.</summary>
public enum PartSide
{
    /// <summary>The owner of the matter.</summary>
    Owner,

    /// <summary>The unit that was asked.</summary>
    Unit,

    /// <summary>A unit that an overdue clock of the part has gone up to.</summary>
    Told,
}
