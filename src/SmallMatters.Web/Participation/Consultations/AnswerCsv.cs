using System.Globalization;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Participation.Consultations;

/// <summary>
/// A public consultation as CSV (RFC 4180, UTF-8 with its mark): a line for the question, and once it is answered for the decision, for the
/// next step, for each choice and for each theme. A count is the number, or <c>&lt;5</c>, or <c>withheld</c>, as the page tells it.
/// </summary>
internal static class AnswerCsv
{
    private static readonly string[] Header = ["line", "title", "count", "outcome", "words", "by"];

    public static string Address(Guid consultation) => $"/consultations/{consultation:N}.csv";

    public static void MapConsultationAnswers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/consultations/{file:length(32)}.csv", AnswerAsync).RequireAuthorization(Policies.Everybody);

    private static async Task<IResult> AnswerAsync(string file, Db db, CancellationToken cancel) =>
        Guid.TryParseExact(file, "N", out var id) && await TakingPartReader.FindAsync<Consultation>(db, id, cancel) is { } it
            ? Results.File(CsvText.File(Lines(it)), CsvText.MediaType, $"consultation-{id:N}.csv")
            : Results.NotFound();

    private static IEnumerable<IEnumerable<string?>> Lines(Consultation it)
    {
        string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        yield return Header;
        yield return ["question", it.Paper.Title, null, null, it.Paper.Question, Day(it.Paper.Until)];
        if (it.Published is not { } answer)
        {
            yield break;
        }
        yield return ["decision", null, Number(answer.Counts.All), null, answer.Decision, Day(answer.On)];
        yield return ["next", null, null, null, answer.Next, Day(answer.NextOn)];
        yield return ["by link", null, Number(answer.Counts.ByLink), null, null, null];
        yield return ["on paper", null, Number(answer.Counts.OnPaper), null, null, null];
        foreach (var (choice, told) in it.Paper.Choices.Zip(ConsultationCounts.Told(answer.Counts.ByChoice)))
        {
            yield return ["choice", choice, Number(told), null, null, null];
        }
        foreach (var theme in answer.Themes)
        {
            yield return
            [
                "theme",
                theme.Title,
                Number(ConsultationCounts.Told([theme.Count])[0]),
                theme.Outcome.ToString(),
                theme.Words,
                null,
            ];
        }
        yield return ["beside", null, Number(ConsultationCounts.Told([answer.Counts.Beside])[0]), null, null, null];
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Number(CountTold told) =>
        told switch
        {
            { Withheld: true } => "withheld",
            { Count: { } count } => Number(count),
            _ => $"<{ConsultationCounts.Floor}",
        };
}
