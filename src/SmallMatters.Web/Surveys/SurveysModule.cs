using System.Globalization;
using SmallMatters.Domain.Surveys;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Surveys;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Surveys;

/// <summary>The survey of the sense of safety: drawing it, answering it, and what everybody may read of it.</summary>
public static class SurveysModule
{
    public static WebApplicationBuilder AddSurveys(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(
            StaffGroup.Plans,
            SurveyLinks.List,
            "安全感调查",
            "Survey of safety",
            order: 63,
            Policies.Reviewer
        );
        return builder;
    }

    /// <summary>The public result as CSV.</summary>
    public static void MapSurveys(this IEndpointRouteBuilder routes) =>
        routes.MapGet(SurveyLinks.Csv, ResultAsync).RequireAuthorization(Policies.Everybody);

    private static async Task<IResult> ResultAsync(
        SurveyBook book,
        SurveyRules rules,
        JurisdictionSource source,
        CancellationToken cancel
    )
    {
        var jurisdiction = await source.CurrentAsync(cancel);
        var lines = new List<IEnumerable<string?>>
        {
            (string[])
                [
                    "wave",
                    "closed",
                    "wording",
                    "series",
                    "question",
                    "area",
                    "name",
                    "told",
                    "drawn",
                    "answered_question",
                    "share",
                    "low",
                    "high",
                    "design_effect",
                    "lowest",
                    "highest",
                ],
        };
        foreach (var wave in (await book.WavesAsync(cancel)).OfType<SurveyWave.Closed>())
        {
            var made = SurveyTally.Of(await book.CountedAsync(wave.File.Number, cancel));
            var wording = rules.Wording(wave.File.Wording);
            foreach (var result in SurveyTable.Of(wave, made, wording, rules))
            {
                foreach (var line in result.Areas.Prepend(result.Whole))
                {
                    var shown = line.Estimate;
                    lines.Add([
                        Text(wave.File.Number),
                        wave.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        Text(wording.Version),
                        Text(wording.Series),
                        result.Question.Code,
                        line.Area,
                        line.Area is { } area ? jurisdiction.AreaNameOf(area).Zh : "全辖区",
                        line.Told.ToString(),
                        Text(line.Drawn),
                        Text(shown?.Answered),
                        Text(shown?.Share.Share),
                        Text(shown?.Share.Low),
                        Text(shown?.Share.High),
                        Text(shown?.DesignEffect),
                        Text(shown?.Lowest),
                        Text(shown?.Highest),
                    ]);
                }
            }
        }
        return Results.File(CsvText.File(lines), CsvText.MediaType, "safety.csv");
    }

    private static string? Text(double? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>Addresses of the survey.</summary>
internal static class SurveyLinks
{
    public const string List = "/staff/surveys";
    public const string Letters = "/staff/surveys/letters";
    public const string Enter = "/staff/surveys/enter";
    public const string Answer = "/survey";
    public const string Thanks = "/survey/thanks";
    public const string Result = "/safety";
    public const string Csv = "/safety/result.csv";

    /// <summary>What the QR code of a letter opens.</summary>
    public static string Whole(HttpContext context, string code) =>
        $"{context.RequestServices.GetRequiredService<StorageSettings>().PublicAddress}{Answer}?code={code}";
}
