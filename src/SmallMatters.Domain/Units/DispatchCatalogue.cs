using System.Collections.Immutable;
using System.Text.Json;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Units;

/// <summary>
/// The dispatch catalogue (派单目录): for which reasons a matter may be handed over, and lines that say whose a category in an
/// area is. It is made of facts; its version is the number of the last one.
/// </summary>
/// <param name="Reasons">Reasons for handing over, those no longer in use among them.</param>
/// <param name="Lines">Lines, ended ones among them, by number.</param>
/// <param name="Version">Number of the last fact; 0 for the reasons that come with the product.</param>
public sealed record DispatchCatalogue(ImmutableArray<DispatchReason> Reasons, ImmutableArray<DispatchLine> Lines, int Version)
{
    private static readonly JsonSerializerOptions Reading = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly Lazy<DispatchCatalogue> LazyBuiltIn = new(() =>
    {
        using var file = typeof(DispatchCatalogue).Assembly.GetManifestResourceStream("rules/dispatch-reasons.json")!;
        return new DispatchCatalogue(JsonSerializer.Deserialize<ImmutableArray<DispatchReason>>(file, Reading), [], 0);
    });

    /// <summary>The reasons that come with the product, and no line.</summary>
    public static DispatchCatalogue BuiltIn => LazyBuiltIn.Value;

    /// <summary>The catalogue after facts, in their order.</summary>
    public static DispatchCatalogue After(IEnumerable<DispatchFact> facts) =>
        facts.Aggregate(BuiltIn, (catalogue, fact) => fact.Apply(catalogue) with { Version = catalogue.Version + 1 });

    /// <summary>Reasons that may be named now.</summary>
    public IEnumerable<DispatchReason> InUse => Reasons.Where(r => r.EndedOn is null);

    /// <summary>The line for a category in an area on a local day: one for the area before one for all areas, the newest first.</summary>
    public DispatchLine? LineFor(string category, string area, DateOnly on)
    {
        var inForce = Lines.Where(l => l.Category == category && l.HoldsOn(on)).OrderByDescending(l => l.Number).ToList();
        return inForce.Find(l => l.Area == area) ?? inForce.Find(l => l.Area is null);
    }
}

/// <summary>A reason for handing a matter over.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">The reason.</param>
/// <param name="EndedOn">The local day since which it is no longer named, or null.</param>
public sealed record DispatchReason(string Code, Bilingual Name, DateOnly? EndedOn = null);

/// <summary>Whose a category in an area is.</summary>
/// <param name="Number">Number, by which assignments cite it.</param>
/// <param name="Category">Category code.</param>
/// <param name="Area">Area code, or null for all areas.</param>
/// <param name="Unit">The owner's code.</param>
/// <param name="ValidFrom">First local day.</param>
/// <param name="ValidTo">Last local day, or null.</param>
/// <param name="Ruling">Reference of the matter whose designation made it, as a number; null when an administrator did.</param>
public sealed record DispatchLine(
    int Number,
    string Category,
    string? Area,
    string Unit,
    DateOnly ValidFrom,
    DateOnly? ValidTo = null,
    long? Ruling = null
)
{
    /// <summary>Whether it holds on that local day.</summary>
    public bool HoldsOn(DateOnly on) => ValidFrom <= on && (ValidTo is null || on <= ValidTo);
}
