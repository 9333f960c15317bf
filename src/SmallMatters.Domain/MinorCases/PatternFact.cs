using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.MinorCases;

/// <summary>
/// The one thing that leaves the case wall: that something of a kind happened in a stretch of time at a place no finer than a building.
/// It has no reference, no key of the case, no person, no words and no instant at which it was written.
/// </summary>
/// <param name="Kind">The kind.</param>
/// <param name="Area">Code of the area.</param>
/// <param name="Building">Estate and building (<c>estate/building</c> or <c>estate</c>), or null.</param>
/// <param name="From">The beginning of the hour in which it can have happened first (UTC).</param>
/// <param name="To">The end of the hour in which it can have happened last (UTC).</param>
public sealed record PatternFact(CaseKind Kind, string Area, string? Building, DateTimeOffset From, DateTimeOffset To)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Makes it from what was registered: hours are rounded outwards, an entrance or a door is left out.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="area">Code of the area.</param>
    /// <param name="estate">The estate, or null.</param>
    /// <param name="building">The building in it, or null.</param>
    /// <param name="from">When it can have happened first (UTC).</param>
    /// <param name="to">When it can have happened last (UTC), not before the first.</param>
    public static PatternFact Of(
        CaseKind kind,
        string area,
        string? estate,
        string? building,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        var first = new DateTimeOffset(from.UtcTicks - (from.UtcTicks % Hour.Ticks), TimeSpan.Zero);
        var last = new DateTimeOffset(to.UtcTicks - (to.UtcTicks % Hour.Ticks), TimeSpan.Zero) + Hour;
        var place = (Part(estate), Part(building)) switch
        {
            ({ } e, { } b) => $"{e}/{b}",
            ({ } e, null) => e,
            _ => null,
        };
        return new PatternFact(kind, area, place, first, last);
    }

    // A separator inside a name could smuggle something finer in.
    private static string? Part(string? typed) =>
        Refusals.Clean(typed).Split('/')[0] is { Length: > 0 and <= 40 } part ? part : null;
}
