using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;

namespace SmallMatters.Domain.MinorCases;

/// <summary>
/// The one thing that leaves the case wall: that something of a kind happened in a stretch of time at a place no finer than a building.
/// It has no reference, no key of the case, no person, no words and no instant at which it was written.
/// </summary>
/// <param name="Kind">The kind.</param>
/// <param name="Area">Code of the area.</param>
/// <param name="Building">Estate and building as <see cref="Place.BuildingKey"/> writes them, or null.</param>
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
        // What cannot be read as a building falls back to its estate: a pattern is not worth refusing a report.
        var place =
            Place.TryType(Part(estate), Part(building), null, out var exact, out _) ? exact
            : Place.TryType(Part(estate), null, null, out var wide, out _) ? wide
            : null;
        return new PatternFact(kind, area, place?.BuildingKey, first, last);
    }

    // A separator inside a name could smuggle something finer in.
    private static string? Part(string? typed) =>
        Refusals.Clean(typed).Split('/')[0] is { Length: > 0 and <= 40 } part ? part : null;
}

/// <summary>What patterns call a kind of minor case, beside the codes of the jurisdiction's categories.</summary>
public static class PatternCategory
{
    // A colon is in no code of a category.
    private const string Prefix = "case:";

    /// <summary>All of them, as data has them.</summary>
    public static IEnumerable<CaseKindTerms> All => CaseBook.BuiltIn.Kinds;

    /// <summary>The code of a kind.</summary>
    public static string Of(CaseKind kind) => Prefix + kind;

    /// <summary>The kind of a code, or null when it is another category's.</summary>
    public static CaseKind? KindOf(string? code) =>
        All.Where(terms => Of(terms.Kind) == code).Select(terms => (CaseKind?)terms.Kind).FirstOrDefault();

    /// <summary>What people call it, so that nobody takes it for matters that were raised.</summary>
    public static Bilingual Said(CaseKind kind)
    {
        var name = CaseBook.BuiltIn.Of(kind).Name;
        return new Bilingual($"小案：{name.Zh}", $"Minor cases: {name.En}");
    }
}
