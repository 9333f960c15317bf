using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Starting, meeting and stopping the clocks of a matter.</summary>
internal static class ClockOf
{
    /// <summary>A running clock of the rule that is in force on the local day of <paramref name="now"/>.</summary>
    public static MatterClock Start(
        Jurisdiction jurisdiction,
        string rule,
        ClockFor purpose,
        string unit,
        DateTimeOffset now,
        Guid? subject = null
    ) =>
        new(
            Guid.CreateVersion7(now),
            purpose,
            unit,
            Clock.Start(jurisdiction.ClockRules.RuleFor(rule, jurisdiction.Calendar.DayOf(now)), now, jurisdiction.Calendar),
            subject
        );

    /// <summary>The clocks with the open ones of a purpose met; a window that is over has ended instead.</summary>
    public static ImmutableArray<MatterClock> Met(
        this ImmutableArray<MatterClock> clocks,
        ClockFor purpose,
        DateTimeOffset at,
        Guid? subject = null
    ) =>
        [
            .. clocks.Select(c =>
                c.Purpose == purpose && c.Subject == subject && c.Clock.IsOpen ? c with { Clock = MetAt(c.Clock, at) } : c
            ),
        ];

    /// <summary>
    /// The clocks with every open one stopped, since the matter has ended or moved on. Those of parts go on: whatever becomes of
    /// the matter, a part is its unit's until that unit ends it. So do those of requests about one's own data: a right does not
    /// end with the matter.
    /// </summary>
    public static ImmutableArray<MatterClock> AllStopped(
        this ImmutableArray<MatterClock> clocks,
        DateTimeOffset at,
        string why
    ) =>
        [
            .. clocks.Select(c =>
                c.Clock.IsOpen && c.Purpose is not (ClockFor.Part or ClockFor.PartAnswer or ClockFor.Right)
                    ? c with
                    {
                        Clock = Stopped(c.Clock, at, why),
                    }
                    : c
            ),
        ];

    /// <summary>
    /// The clocks, the open ones of dealing with the matter bound to its next owner, and with them those of the parts that no
    /// unit has in hand.
    /// </summary>
    public static ImmutableArray<MatterClock> BoundTo(
        this ImmutableArray<MatterClock> clocks,
        string unit,
        ImmutableArray<Part> parts
    ) =>
        [
            .. clocks.Select(c =>
                c.Clock.IsOpen
                && (
                    c.Purpose is ClockFor.FirstContact or ClockFor.Handle or ClockFor.Right
                    || (c.Purpose == ClockFor.Part && parts.Any(p => p.Id == c.Subject && p.State != PartState.InHand))
                )
                    ? c with
                    {
                        Unit = unit,
                    }
                    : c
            ),
        ];

    /// <summary>The clocks with one replaced.</summary>
    public static ImmutableArray<MatterClock> Replaced(this ImmutableArray<MatterClock> clocks, Guid id, Clock after) =>
        [.. clocks.Select(c => c.Id == id ? c with { Clock = after } : c)];

    /// <summary>The clock stopped.</summary>
    public static Clock Stopped(Clock clock, DateTimeOffset at, string why) => Changed(clock.Stop(at, why));

    private static Clock MetAt(Clock clock, DateTimeOffset at) =>
        clock.Purpose == ClockPurpose.Window && at > clock.Deadline.DueAt
            ? clock with
            {
                State = new ClockState.Ended(clock.Deadline.DueAt),
                Progress = new ClockProgress(ClockStepKind.Ended, 0, null),
            }
            : Changed(clock.Meet(at));

    private static Clock Changed(ClockDecision decision) =>
        decision is ClockDecision.Changed changed
            ? changed.Clock
            : throw new InvalidOperationException(((ClockDecision.Refused)decision).Refusal.Code);
}
