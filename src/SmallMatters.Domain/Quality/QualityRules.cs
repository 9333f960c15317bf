using System.Collections.Immutable;
using System.Text.Json;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Quality;

/// <summary>One question about an answer.</summary>
/// <param name="Code">Kept with what was said to it.</param>
/// <param name="Ask">The question.</param>
/// <param name="Lacks">What a "no" to it means, for the unit that answered.</param>
/// <param name="MayNotApply">Whether there may be nothing to ask.</param>
public sealed record QualityQuestion(string Code, Bilingual Ask, Bilingual Lacks, bool MayNotApply);

/// <summary>The questions that are asked about every answer (抽查表). Other questions are another version.</summary>
/// <param name="Version">Kept with each check.</param>
/// <param name="From">The first local day on which it is used.</param>
/// <param name="Questions">In the order in which they are asked.</param>
public sealed record QualitySheet(int Version, DateOnly From, ImmutableArray<QualityQuestion> Questions);

/// <summary>How answers are drawn and read: <c>data/rules/quality-checks.json</c>.</summary>
/// <param name="Version">Kept with each draw.</param>
/// <param name="Every">Every so-many-th closing is drawn.</param>
/// <param name="FewestInMonth">Of fewer closings more are drawn, so that these, or all there are, are to be read: of fewer nothing could be told.</param>
/// <param name="MostInMonth">Of more closings fewer are drawn, so that no more than these are to be read a first time.</param>
/// <param name="DrawAfterDays">A month is drawn when so many days have passed since its end.</param>
/// <param name="OpenDays">Days from the draw within which it is read.</param>
/// <param name="SecondEvery">Every so-many-th of those drawn is read by a second person too.</param>
/// <param name="Source">Where these come from.</param>
/// <param name="Sheets">All versions of the questions, by version.</param>
public sealed record QualityRules(
    int Version,
    int Every,
    int FewestInMonth,
    int MostInMonth,
    int DrawAfterDays,
    int OpenDays,
    int SecondEvery,
    Bilingual Source,
    ImmutableArray<QualitySheet> Sheets
)
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Lazy<QualityRules> LazyBuiltIn = new(() =>
    {
        using var file =
            typeof(QualityRules).Assembly.GetManifestResourceStream("rules/quality-checks.json")
            ?? throw new InvalidDataException("rules/quality-checks.json is not embedded");
        return JsonSerializer.Deserialize<QualityRules>(file, Reading)!.Checked();
    });

    /// <summary>Those that come with the product.</summary>
    public static QualityRules BuiltIn => LazyBuiltIn.Value;

    /// <summary>The sheet that is used on a local day: the latest that has begun, else the first.</summary>
    public QualitySheet SheetOn(DateOnly day) => Sheets.LastOrDefault(s => s.From <= day) ?? Sheets[0];

    /// <summary>The sheet of a version; null when there is none.</summary>
    public QualitySheet? Sheet(int version) => Sheets.FirstOrDefault(s => s.Version == version);

    /// <summary>Of a frame of so many closings every how-many-th is drawn.</summary>
    public int StepOf(int frame) =>
        Math.Max(Math.Clamp(frame / FewestInMonth, 1, Every), (frame + MostInMonth - 1) / MostInMonth);

    /// <summary>These, once they are seen to make sense.</summary>
    /// <exception cref="InvalidDataException">A number makes no sense, a code stands twice, or the sheets are not in the order of their versions.</exception>
    public QualityRules Checked() =>
        Every > 0
        && FewestInMonth > 0
        && MostInMonth >= FewestInMonth
        && DrawAfterDays >= 0
        && OpenDays > 0
        && SecondEvery > 0
        && Sheets is [_, ..]
        && Sheets.Select((s, i) => s.Version == i + 1 && (i == 0 || Sheets[i - 1].From < s.From)).All(fits => fits)
        && Sheets.All(s => s.Questions.Length > 0 && s.Questions.Select(q => q.Code).Distinct().Count() == s.Questions.Length)
            ? this
            : throw new InvalidDataException("rules/quality-checks.json holds a number or an order that makes no sense");
}
