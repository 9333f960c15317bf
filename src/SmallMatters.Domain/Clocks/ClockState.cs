using System.Text.Json.Serialization;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Clocks;

/// <summary>Where a clock stands. The list is closed, and each state carries what only it knows.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Running), "running")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Met), "met")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Stopped), "stopped")]
public abstract record ClockState
{
    private ClockState() { }

    /// <summary>Time counts, overdue or not.</summary>
    public sealed record Running : ClockState;

    /// <summary>Time does not count, for a lawful reason with its document.</summary>
    /// <param name="Reason">The lawful reason.</param>
    /// <param name="Document">The paper that shows it.</param>
    /// <param name="By">Who recorded it.</param>
    /// <param name="Since">From when (UTC).</param>
    public sealed record Paused(PauseReason Reason, string Document, string By, DateTimeOffset Since) : ClockState;

    /// <summary>What had to be done is done.</summary>
    /// <param name="At">When (UTC).</param>
    /// <param name="Late">True when it was after the deadline.</param>
    public sealed record Met(DateTimeOffset At, bool Late) : ClockState;

    /// <summary>A window or a keeping time has run out. Nobody is late.</summary>
    /// <param name="At">Its end (UTC).</param>
    public sealed record Ended(DateTimeOffset At) : ClockState;

    /// <summary>It no longer applies: the matter was withdrawn, merged, or handed over.</summary>
    /// <param name="At">When (UTC).</param>
    /// <param name="Why">The reason, as shown.</param>
    public sealed record Stopped(DateTimeOffset At, string Why) : ClockState;
}

/// <summary>What a sweep finds to do when it looks at a clock.</summary>
public enum ClockStepKind
{
    /// <summary>70 % of the time has passed.</summary>
    Warn70,

    /// <summary>90 % of the time has passed.</summary>
    Warn90,

    /// <summary>A duty's deadline has passed.</summary>
    Overdue,

    /// <summary>A window or a keeping time is over.</summary>
    Ended,

    /// <summary>The overdue duty goes one level up.</summary>
    Escalate,
}

/// <summary>One thing to do about one clock.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When it became due (UTC), which may be some time before the sweep came by.</param>
/// <param name="Level">For an escalation the level above the owner, from 1; otherwise 0.</param>
/// <param name="AtFallback">True when that level is the last, the jurisdiction's named fallback, which is told once.</param>
public sealed record ClockStep(ClockStepKind Kind, DateTimeOffset At, int Level = 0, bool AtFallback = false);

/// <summary>How far the sweep has gone with the present deadline.</summary>
/// <param name="Last">The last step taken, or null.</param>
/// <param name="Level">The highest level told, 0 for none.</param>
/// <param name="EscalateAt">When the next level is due (UTC), once it is overdue; null after the last.</param>
public sealed record ClockProgress(ClockStepKind? Last, int Level, DateTimeOffset? EscalateAt)
{
    /// <summary>Nothing done yet.</summary>
    public static ClockProgress None { get; } = new(null, 0, null);

    /// <summary>True when overdue was already said.</summary>
    [JsonIgnore]
    public bool IsPastDue => Last is ClockStepKind.Overdue or ClockStepKind.Escalate;
}

/// <summary>What became of something asked of a clock: the clock as it now is, or why not.</summary>
public abstract record ClockDecision
{
    private ClockDecision() { }

    /// <summary>It was done.</summary>
    /// <param name="Clock">The clock as it now is.</param>
    public sealed record Changed(Clock Clock) : ClockDecision;

    /// <summary>It cannot be done.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(Refusal Refusal) : ClockDecision;
}
