using SmallMatters.Domain.Matters;

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
public sealed record PartPage(
    Part Part,
    PartSide Side,
    Reference Reference,
    Stage Stage,
    string Category,
    string Area,
    string Owner,
    int Seen,
    Where? Where,
    string? Description,
    IReadOnlyList<Guid> Photos,
    ContactShown? Contact,
    IReadOnlyList<MatterClock> Clocks,
    IReadOnlyList<Promise> Promises,
    IReadOnlyList<TimelineEntry> Timeline
)
{
    /// <summary>The matter's key, for deciding.</summary>
    public required MatterId Matter { get; init; }
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
