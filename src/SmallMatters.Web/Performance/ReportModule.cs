using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Performance;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Performance;

/// <summary>The monthly report and the ledger.</summary>
public static class ReportModule
{
    /// <summary>Lines of the ledger on paper; the CSV holds all.</summary>
    public const int MostOnPaper = 1000;

    public static WebApplicationBuilder AddReports(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(StaffGroup.Plans, "/staff/report", "月报", "Monthly report", order: 66, Policies.Matters);
        return builder;
    }

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/staff/report/figures.csv", FiguresAsync).RequireAuthorization(Policies.Matters);
        routes.MapGet("/staff/report/ledger.csv", LedgerAsync).RequireAuthorization(Policies.Matters);
    }

    private static async Task<IResult> FiguresAsync(HttpContext http, Desk desk, string? month, string? by)
    {
        var (query, first, jurisdiction) = await AskedAsync(desk, month, by, http.RequestAborted);
        var table = await MeasureTable.ReadAsync(
            desk.Db,
            desk.Scope,
            jurisdiction.Calendar,
            first,
            query.By,
            http.RequestAborted
        );
        string?[] head =
        [
            "measure",
            "version",
            "name",
            "group",
            "group_name",
            "numerator",
            "denominator",
            "not_known",
            "left_out",
            "share",
            "low",
            "high",
            "told",
            "against_month_before",
            "counted",
            "of",
        ];
        var lines = table.Total.Concat(table.Groups).Select(line => Fields(line, query, jurisdiction));
        return Answer(http, [head, .. lines], $"report-{ReportQuery.Code(first)}.csv");
    }

    private static async Task<IResult> LedgerAsync(HttpContext http, Desk desk, string? month, string? by)
    {
        var (_, first, jurisdiction) = await AskedAsync(desk, month, by, http.RequestAborted);
        var calendar = jurisdiction.Calendar;
        var lines = await Ledger
            .Lines(desk.Db, desk.Scope, calendar.StartOfDay(first), calendar.StartOfDay(first.AddMonths(1)))
            .ToListAsync(http.RequestAborted);
        var tongue = desk.Speech.Tongue;
        return Answer(
            http,
            [
                ReportPapers.Columns.Select(c => c.Heading.In(tongue)),
                .. lines.Select(line => ReportPapers.Cells(line, jurisdiction).Select(cell => cell.In(tongue))),
            ],
            $"ledger-{ReportQuery.Code(first)}.csv"
        );
    }

    private static async Task<(ReportQuery Query, DateOnly First, Domain.Units.Jurisdiction Jurisdiction)> AskedAsync(
        Desk desk,
        string? month,
        string? by,
        CancellationToken cancel
    )
    {
        var query = new ReportQuery
        {
            Month = month,
            By = Enum.TryParse<MeasuredBy>(by, out var known) && Enum.IsDefined(known) ? known : default,
        };
        var jurisdiction = await desk.JurisdictionAsync(cancel);
        return (query, query.First(jurisdiction.Calendar.DayOf(desk.Now)), jurisdiction);
    }

    private static string?[] Fields(MeasureLine line, ReportQuery query, Domain.Units.Jurisdiction jurisdiction)
    {
        var (measure, counts) = (line.Measure, line.Counts);
        return
        [
            measure.Code.ToString(),
            Number(measure.Version),
            measure.Name.Zh,
            line.Group,
            ReportWords.Group(query.By, line.Group, jurisdiction).Zh,
            line.Tells ? Number(counts.Count) : null,
            Number(counts.Total),
            Number(counts.Missing),
            Number(counts.LeftOut),
            Share(line.Share?.Share),
            Share(line.Share?.Low),
            Share(line.Share?.High),
            line.Told.ToString(),
            line.Against.ToString(),
            measure.Counted.Zh,
            measure.Of.Zh,
        ];
    }

    private static IResult Answer(HttpContext http, IEnumerable<IEnumerable<string?>> lines, string name)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(CsvText.File(lines), CsvText.MediaType, name);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Share(double? share) =>
        share is { } s ? Math.Round(s, 4).ToString(CultureInfo.InvariantCulture) : null;
}
