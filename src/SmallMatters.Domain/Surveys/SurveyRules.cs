using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Surveys;

/// <summary>How a choice enters the share that is told of a question.</summary>
public enum SurveyCount
{
    /// <summary>In numerator and denominator.</summary>
    Yes,

    /// <summary>In the denominator alone.</summary>
    No,

    /// <summary>In neither: cannot say, or the question does not fit; told as missing.</summary>
    None,
}

/// <summary>A choice of a question.</summary>
public sealed record SurveyChoice(string Code, Bilingual Text, SurveyCount Counts);

/// <summary>A question, word for word.</summary>
/// <param name="Code">By which answers name it.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Told">What is told of those who count as yes.</param>
/// <param name="Choices">What can be answered, in the order of the page.</param>
public sealed record SurveyQuestion(string Code, Bilingual Text, Bilingual Told, ImmutableArray<SurveyChoice> Choices);

/// <summary>A questionnaire (问卷) word for word. Other words are another version.</summary>
/// <param name="Version">Kept with each wave.</param>
/// <param name="Series">Only waves of one series are compared; a changed question begins a new one.</param>
/// <param name="From">The first local day on which it is used for a new wave.</param>
/// <param name="Opening">Who is to answer, and that one need not.</param>
/// <param name="Questions">The questions in their order.</param>
public sealed record SurveyWording(
    int Version,
    int Series,
    DateOnly From,
    Bilingual Opening,
    ImmutableArray<SurveyQuestion> Questions
);

/// <summary>How the sense of safety is asked for: <c>data/rules/surveys.json</c>.</summary>
/// <param name="Version">Kept with each draw.</param>
/// <param name="Share">Share of each area that is drawn, 0 to 1; rounded up.</param>
/// <param name="FewestInArea">At least so many of each area, or all of it.</param>
/// <param name="MostInWave">More letters than this are no wave.</param>
/// <param name="OpenDays">So many local days a wave stays open; then it can be closed.</param>
/// <param name="FewestAnswers">An area with fewer answers is not told of.</param>
/// <param name="WidestMargin">Nor one with a wider margin, half the width of the interval, 0 to 1.</param>
/// <param name="Source">Where these come from.</param>
/// <param name="Wordings">All versions of the questionnaire, by version.</param>
public sealed record SurveyRules(
    int Version,
    double Share,
    int FewestInArea,
    int MostInWave,
    int OpenDays,
    int FewestAnswers,
    double WidestMargin,
    Bilingual Source,
    ImmutableArray<SurveyWording> Wordings
)
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private static readonly Lazy<SurveyRules> LazyBuiltIn = new(() =>
    {
        using var file =
            typeof(SurveyRules).Assembly.GetManifestResourceStream("rules/surveys.json")
            ?? throw new InvalidDataException("rules/surveys.json is not embedded");
        return JsonSerializer.Deserialize<SurveyRules>(file, Reading)!.Checked();
    });

    /// <summary>Those that come with the product.</summary>
    public static SurveyRules BuiltIn => LazyBuiltIn.Value;

    /// <summary>The questionnaire of a wave that begins on a local day: the latest that is used, else the first.</summary>
    public SurveyWording WordingOn(DateOnly day) => Wordings.LastOrDefault(w => w.From <= day) ?? Wordings[0];

    /// <summary>A version of the questionnaire.</summary>
    public SurveyWording Wording(int version) => Wordings[version - 1];

    /// <summary>How many of an area with so many addresses are drawn.</summary>
    public int Of(int frame) => Math.Min(frame, Math.Max(FewestInArea, (int)Math.Ceiling(Share * frame)));

    /// <summary>These, once they are seen to make sense.</summary>
    /// <exception cref="InvalidDataException">
    /// A number makes no sense, versions are out of order, a series goes back, or two versions of one series ask in other words.
    /// </exception>
    public SurveyRules Checked() =>
        Share is > 0 and <= 1
        && FewestInArea > 0
        && MostInWave > 0
        && OpenDays > 0
        && FewestAnswers >= 10
        && WidestMargin is > 0 and < 1
        && Wordings is [_, ..]
        && Wordings.Select((w, i) => w.Version == i + 1 && Asks(w) && (i == 0 || Follows(w, Wordings[i - 1]))).All(fits => fits)
            ? this
            : throw new InvalidDataException("rules/surveys.json holds a number or a questionnaire that makes no sense");

    private static bool Asks(SurveyWording wording) =>
        wording.Questions is [_, ..]
        && wording.Questions.DistinctBy(q => q.Code).Count() == wording.Questions.Length
        && wording.Questions.All(q =>
            q.Choices.DistinctBy(c => c.Code).Count() == q.Choices.Length
            && q.Choices.Any(c => c.Counts == SurveyCount.Yes)
            && q.Choices.Any(c => c.Counts == SurveyCount.No)
        );

    private static bool Follows(SurveyWording wording, SurveyWording before) =>
        wording.From > before.From
        && (
            wording.Series == before.Series + 1
            || (wording.Series == before.Series && Words(wording).SequenceEqual(Words(before)))
        );

    // What a person is asked and can answer. The opening may be made plainer without a new series.
    private static IEnumerable<object> Words(SurveyWording wording) =>
        wording.Questions.SelectMany(q => q.Choices.Cast<object>().Prepend(q.Text).Prepend(q.Code));
}
