using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Finding and changing parts, and who may act on them. A part is acted on whatever stage its matter is in.</summary>
internal static class PartOf
{
    public static Refusal NotOpen { get; } =
        Refusal.Of("part-not-open", "这项协办任务已经不在这一步。", "This part is no longer at this step.");

    public static Refusal NotYours { get; } =
        Refusal.Of("not-your-units-part", "这项协办任务不由您的单位办理。", "This part is not with your unit.");

    /// <summary>The file with one part changed.</summary>
    public static MatterFile ChangePart(this MatterFile file, Guid id, Func<Part, Part> change) =>
        file with
        {
            Parts = [.. file.Parts.Select(p => p.Id == id ? change(p) : p)],
        };

    /// <summary>The part for somebody of the unit that it was given to, in one of those states; else why not.</summary>
    public static (Part? Part, Refusal? Why) ForUnit(
        Matter matter,
        Guid id,
        Actor.Staff by,
        params ReadOnlySpan<PartState> states
    )
    {
        var part = matter.File.Parts.FirstOrDefault(p => p.Id == id);
        return part is null || !states.Contains(part.State) ? (null, NotOpen)
            : part.Unit == by.Unit && May.DealsWithMatters(by) ? (part, null)
            : (null, NotYours);
    }

    /// <summary>The part for somebody of the matter's owner, in one of those states; else why not.</summary>
    public static (Part? Part, Refusal? Why) ForOwner(
        Matter matter,
        Guid id,
        Actor.Staff by,
        params ReadOnlySpan<PartState> states
    )
    {
        var part = matter.File.Parts.FirstOrDefault(p => p.Id == id);
        return part is null || !states.Contains(part.State) ? (null, NotOpen) : (part, May.OfOwner(matter, by));
    }

    /// <summary>The clock by which a part is dealt with.</summary>
    public static MatterClock StartHandling(Jurisdiction jurisdiction, string unit, Guid part, DateTimeOffset now) =>
        ClockOf.Start(jurisdiction, "part-handle", ClockFor.Part, unit, now, part);

    /// <summary>The clocks with the open one of dealing with a part bound to another unit.</summary>
    public static ImmutableArray<MatterClock> PartBoundTo(this ImmutableArray<MatterClock> clocks, Guid part, string unit) =>
        [.. clocks.Select(c => c.Purpose == ClockFor.Part && c.Subject == part && c.Clock.IsOpen ? c with { Unit = unit } : c)];

    /// <summary>The clocks with the open ones of a part stopped.</summary>
    public static ImmutableArray<MatterClock> PartStopped(
        this ImmutableArray<MatterClock> clocks,
        Guid part,
        DateTimeOffset at,
        string why
    ) =>
        [
            .. clocks.Select(c =>
                c.Subject == part && c.Clock.IsOpen && c.Purpose is ClockFor.Part or ClockFor.PartAnswer
                    ? c with
                    {
                        Clock = ClockOf.Stopped(c.Clock, at, why),
                    }
                    : c
            ),
        ];
}
