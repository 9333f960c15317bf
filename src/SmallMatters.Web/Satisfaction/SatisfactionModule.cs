using System.Globalization;
using System.Text;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Satisfaction;

/// <summary>Addresses of satisfaction calls.</summary>
internal static class CallLinks
{
    public const string List = "/staff/satisfaction-calls";

    public static string Of(long number) => $"{List}/{number}";
}

/// <summary>Judged by residents: verdicts in numbers.</summary>
public static class SatisfactionModule
{
    public static WebApplicationBuilder AddSatisfaction(this WebApplicationBuilder builder)
    {
        builder.Services.AddStaffLink(StaffGroup.Plans, "/staff/verdicts", "评价", "Verdicts", order: 65, Policies.Matters);
        builder.Services.AddStaffLink(
            StaffGroup.Plans,
            CallLinks.List,
            "满意度回访",
            "Satisfaction calls",
            order: 61,
            Policies.Reviewer
        );
        return builder;
    }

    /// <summary>The table as CSV.</summary>
    public static void MapSatisfaction(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/staff/verdicts/figures.csv", FiguresAsync).RequireAuthorization(Policies.Matters);

    private static async Task<IResult> FiguresAsync(
        HttpContext http,
        Db db,
        JurisdictionSource source,
        TimeProvider time,
        string? quarter,
        VerdictsBy? by,
        VerdictQuestion? question,
        string? formula
    )
    {
        var query = new VerdictQuery
        {
            Quarter = quarter,
            By = by is { } known && Enum.IsDefined(known) ? known : default,
            Question = question is { } asked && Enum.IsDefined(asked) ? asked : default,
            Formula = formula,
        };
        var jurisdiction = await source.CurrentAsync(http.RequestAborted);
        var now = time.GetUtcNow();
        var table = await VerdictTable.ReadAsync(db, http.GetStaff(), jurisdiction.Calendar, query, now, http.RequestAborted);
        var text = new StringBuilder(
            "group,name,closed,withdrawn,merged,found_by_staff,waiting,not_asked,asked,answered,yes,partly,no,formula,rate,low,high,lowest,highest,told,against\r\n"
        );
        foreach (var line in table.Lines.Append(table.Total))
        {
            var c = line.Counts;
            var name = line.Group.Length == 0 ? "合计" : VerdictWords.Group(query.By, line.Group, jurisdiction).Zh;
            object?[] fields =
            [
                line.Group,
                $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                c.Closings,
                c.Withdrawn,
                c.Merged,
                c.FoundByStaff,
                c.Waiting,
                c.Unasked,
                c.Asked,
                c.Answered,
                line.Tells ? c.Yes : null,
                line.Tells ? c.Partly : null,
                line.Tells ? c.No : null,
                $"{query.WholeFormula.Code} {query.WholeFormula.Version}",
                Share(line.Rate?.Share),
                Share(line.Rate?.Low),
                Share(line.Rate?.High),
                Share(line.Bounds?.Low),
                Share(line.Bounds?.High),
                line.Told,
                line.Against,
            ];
            text.AppendJoin(',', fields.Select(f => Convert.ToString(f, CultureInfo.InvariantCulture))).Append("\r\n");
        }
        http.Response.Headers.CacheControl = "no-store";
        // With the mark at its beginning spreadsheets read Chinese as Chinese.
        return Results.File(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())],
            "text/csv; charset=utf-8",
            $"verdicts-{query.WholeQuarter(jurisdiction.Calendar.DayOf(now))}.csv"
        );
    }

    private static double? Share(double? share) => share is { } s ? Math.Round(s, 4) : null;
}
