using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Hazards;

/// <summary>What brings the next inspection of premises nearer. Each is about the place; none is about a person.</summary>
/// <param name="OpenGeneral">For each open finding that is not major.</param>
/// <param name="OpenMajor">For each open major finding.</param>
/// <param name="MostOpen">At most so much for open findings together.</param>
/// <param name="SlowToMend">Where findings there used to stay open for long.</param>
/// <param name="SlowAfterDays">What long is: the median of days to close beyond so many.</param>
/// <param name="NeverInspected">Where it was never inspected.</param>
public sealed record NextDateWeights(
    double OpenGeneral,
    double OpenMajor,
    double MostOpen,
    double SlowToMend,
    int SlowAfterDays,
    double NeverInspected
);

/// <summary>Shares, intervals and weights of inspections: <c>data/rules/hazards.json</c>. They are published as they are.</summary>
/// <param name="RecheckShare">Share of looks again that are drawn for another person, 0 to 1.</param>
/// <param name="DrawShare">Share of the register that is drawn at random for an inspection each month, 0 to 1.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="Intervals">Days from one inspection to the next where nothing weighs, by type of premises.</param>
/// <param name="Weights">What brings it nearer: the interval is divided by one plus their sum.</param>
public sealed record HazardRules(
    double RecheckShare,
    double DrawShare,
    Bilingual Source,
    ImmutableDictionary<PremisesKind, int> Intervals,
    NextDateWeights Weights
)
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Lazy<HazardRules> LazyBuiltIn = new(() =>
    {
        using var file =
            typeof(HazardRules).Assembly.GetManifestResourceStream("rules/hazards.json")
            ?? throw new InvalidDataException("rules/hazards.json is not embedded");
        return JsonSerializer.Deserialize<HazardRules>(file, Reading)!.Checked();
    });

    /// <summary>Those that come with the product.</summary>
    public static HazardRules BuiltIn => LazyBuiltIn.Value;

    /// <summary>These, once they are seen to make sense.</summary>
    /// <exception cref="InvalidDataException">A share is no share, a type has no interval, or a weight is negative.</exception>
    public HazardRules Checked()
    {
        var weights = new[]
        {
            Weights.OpenGeneral,
            Weights.OpenMajor,
            Weights.MostOpen,
            Weights.SlowToMend,
            Weights.NeverInspected,
        };
        return
            RecheckShare is > 0 and <= 1
            && DrawShare is > 0 and <= 1
            && Weights.SlowAfterDays > 0
            && weights.All(w => w >= 0)
            && Enum.GetValues<PremisesKind>().All(k => Intervals.TryGetValue(k, out var days) && days > 0)
            ? this
            : throw new InvalidDataException("rules/hazards.json holds a share, an interval or a weight that makes no sense");
    }
}
