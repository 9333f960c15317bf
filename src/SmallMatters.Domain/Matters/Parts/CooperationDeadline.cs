using SmallMatters.Domain.Clocks;

namespace SmallMatters.Domain.Matters;

/// <summary>How a deadline stands that a unit has because another unit asked it for a part.</summary>
public enum CooperationDeadline
{
    /// <summary>Open, overdue or not.</summary>
    Running,

    /// <summary>Does not count, for a lawful reason.</summary>
    Paused,

    /// <summary>Answered, or done, within it.</summary>
    InTime,

    /// <summary>Answered, or done, after it.</summary>
    Late,

    /// <summary>It binds nobody any more: the part was taken back or called off.</summary>
    Stopped,
}

/// <summary>Which clocks of a matter bind units that were asked for a part, and how they stand.</summary>
public static class Cooperation
{
    /// <summary>
    /// An asked unit has two deadlines: to answer, by accepting or by giving the part back with a reason, and, once it has accepted, to do
    /// it. Until it accepts, and after it has given the part back, the second binds the matter's owner and is no deadline of cooperation.
    /// </summary>
    /// <param name="clock">A clock of the matter.</param>
    /// <param name="file">The matter.</param>
    /// <returns>How it stands; null for every other clock.</returns>
    public static CooperationDeadline? Of(MatterClock clock, MatterFile file) =>
        clock.Purpose == ClockFor.PartAnswer
        || (clock.Purpose == ClockFor.Part && file.Parts.Any(p => p.Id == clock.Subject && p.Unit == clock.Unit))
            ? clock.Clock.State switch
            {
                ClockState.Running => CooperationDeadline.Running,
                ClockState.Paused => CooperationDeadline.Paused,
                ClockState.Met { Late: false } => CooperationDeadline.InTime,
                ClockState.Met => CooperationDeadline.Late,
                _ => CooperationDeadline.Stopped,
            }
            : null;
}
