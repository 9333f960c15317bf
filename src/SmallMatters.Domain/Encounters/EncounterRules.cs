using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Encounters;

/// <summary>How links are sent and corrections promised: <c>data/rules/encounters.json</c>.</summary>
/// <param name="Version">Of these rules.</param>
/// <param name="ClosingShare">Share of closings after which a link is sent, drawn at random, 0 to 1; visits and windows all have one.</param>
/// <param name="OpenDays">A link is good for so many days.</param>
/// <param name="PromiseDays">A correction is promised for a day within so many days.</param>
/// <param name="AnswerThemeDays">A unit promises within so many days after a theme was named.</param>
/// <param name="Source">Where these come from.</param>
public sealed record EncounterRules(
    int Version,
    double ClosingShare,
    int OpenDays,
    int PromiseDays,
    int AnswerThemeDays,
    Bilingual Source
)
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Lazy<EncounterRules> LazyBuiltIn = new(() =>
    {
        using var file =
            typeof(EncounterRules).Assembly.GetManifestResourceStream("rules/encounters.json")
            ?? throw new InvalidDataException("rules/encounters.json is not embedded");
        return JsonSerializer.Deserialize<EncounterRules>(file, Reading)!.Checked();
    });

    /// <summary>Those that come with the product.</summary>
    public static EncounterRules BuiltIn => LazyBuiltIn.Value;

    /// <summary>These, once they are seen to make sense.</summary>
    /// <exception cref="InvalidDataException">A share is no share, or a number of days is none.</exception>
    public EncounterRules Checked() =>
        ClosingShare is >= 0 and <= 1 && OpenDays > 0 && PromiseDays > 0 && AnswerThemeDays > 0
            ? this
            : throw new InvalidDataException("rules/encounters.json holds a share or a number of days that makes no sense");
}
