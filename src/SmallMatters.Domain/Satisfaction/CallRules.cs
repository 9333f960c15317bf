using System.Collections.Immutable;
using System.Text.Json;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Satisfaction;

/// <summary>What a caller reads out (回访话术), word for word. Other words are another version.</summary>
/// <param name="Version">Kept with each answer.</param>
/// <param name="From">The first local day on which it is used.</param>
/// <param name="Opening">Who calls, why, and that one need not answer; <c>{unit}</c> and <c>{reference}</c> stand for the call's.</param>
/// <param name="Informed">Were they told in time (响应)?</param>
/// <param name="Solved">Is it solved (解决)?</param>
/// <param name="Fair">Are they satisfied with how they were treated (满意)?</param>
/// <param name="Words">What else they would like to say.</param>
/// <param name="Closing">Thanks, and what follows.</param>
public sealed record CallScript(
    int Version,
    DateOnly From,
    Bilingual Opening,
    Bilingual Informed,
    Bilingual Solved,
    Bilingual Fair,
    Bilingual Words,
    Bilingual Closing
);

/// <summary>How satisfaction calls are drawn and made: <c>data/rules/satisfaction-calls.json</c>.</summary>
/// <param name="Version">Kept with each draw.</param>
/// <param name="Share">Share of each stratum that is drawn, 0 to 1; rounded up.</param>
/// <param name="FewestInStratum">At least so many of each stratum, or all of it.</param>
/// <param name="DrawAfterDays">A month is drawn when so many days have passed since its end.</param>
/// <param name="MostTries">After so many tries in vain nobody tries again.</param>
/// <param name="PauseHours">Hours between two tries.</param>
/// <param name="OpenDays">Days from the draw within which a call is made.</param>
/// <param name="FromHour">Nobody is called before this local hour.</param>
/// <param name="UntilHour">Nor from this local hour on.</param>
/// <param name="Source">Where these come from.</param>
/// <param name="Scripts">All versions of the script, by version.</param>
public sealed record CallRules(
    int Version,
    double Share,
    int FewestInStratum,
    int DrawAfterDays,
    int MostTries,
    int PauseHours,
    int OpenDays,
    int FromHour,
    int UntilHour,
    Bilingual Source,
    ImmutableArray<CallScript> Scripts
)
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Lazy<CallRules> LazyBuiltIn = new(() =>
    {
        using var file =
            typeof(CallRules).Assembly.GetManifestResourceStream("rules/satisfaction-calls.json")
            ?? throw new InvalidDataException("rules/satisfaction-calls.json is not embedded");
        return JsonSerializer.Deserialize<CallRules>(file, Reading)!.Checked();
    });

    /// <summary>Those that come with the product.</summary>
    public static CallRules BuiltIn => LazyBuiltIn.Value;

    /// <summary>The script that is read out on a local day: the latest that has begun, else the first.</summary>
    public CallScript ScriptOn(DateOnly day) => Scripts.LastOrDefault(s => s.From <= day) ?? Scripts[0];

    /// <summary>How many of a stratum of so many are drawn.</summary>
    public int Of(int frame) => Math.Min(frame, Math.Max(FewestInStratum, (int)Math.Ceiling(Share * frame)));

    /// <summary>These, once they are seen to make sense.</summary>
    /// <exception cref="InvalidDataException">A number makes no sense, or the scripts are not in the order of their versions.</exception>
    public CallRules Checked() =>
        Share is > 0 and <= 1
        && FewestInStratum > 0
        && MostTries > 0
        && PauseHours >= 0
        && OpenDays > 0
        && DrawAfterDays >= 0
        && FromHour >= 0
        && FromHour < UntilHour
        && UntilHour <= 24
        && Scripts is [_, ..]
        && Scripts.Select((s, i) => s.Version == i + 1 && (i == 0 || Scripts[i - 1].From < s.From)).All(fits => fits)
            ? this
            : throw new InvalidDataException(
                "rules/satisfaction-calls.json holds a number or an order of scripts that makes no sense"
            );
}
