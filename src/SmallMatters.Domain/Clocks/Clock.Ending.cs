namespace SmallMatters.Domain.Clocks;

public sealed partial record Clock
{
    /// <summary>What had to be done was done at that instant, in time or late. A paused clock is met in time; what a window
    /// allowed cannot be done after it.</summary>
    public ClockDecision Meet(DateTimeOffset at)
    {
        if (!IsOpen)
        {
            return NotRunning();
        }

        if (Purpose == ClockPurpose.Window && at > Deadline.DueAt)
        {
            return Refuse("window-over", "期限已过。", "The time for this is over.", "at");
        }

        return at < LastChange
            ? TooEarly()
            : new ClockDecision.Changed(
                this with
                {
                    State = new ClockState.Met(at.ToUniversalTime(), State is ClockState.Running && at > Deadline.DueAt),
                }
            );
    }

    /// <summary>The clock no longer applies.</summary>
    public ClockDecision Stop(DateTimeOffset at, string why)
    {
        ArgumentNullException.ThrowIfNull(why);
        if (!IsOpen)
        {
            return NotRunning();
        }

        if (string.IsNullOrWhiteSpace(why))
        {
            return Refuse(
                "stop-needs-reason",
                "请写明这一时限为何不再适用。",
                "Say why this time limit no longer applies.",
                "why"
            );
        }

        return at < LastChange
            ? TooEarly()
            : new ClockDecision.Changed(this with { State = new ClockState.Stopped(at.ToUniversalTime(), why.Trim()) });
    }
}
