using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.CommandLine;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.MinorCases;

/// <summary>Takes steps from a file of the police system, so that nothing is typed twice.</summary>
[Authorize(Policies.Supervisor)]
public sealed class ImportModel(Desk desk, CaseDesk cases, CaseJobs jobs) : PageModel
{
    private const int MostBytes = 2 * 1024 * 1024;
    private const int MostLines = 5000;
    private static readonly string[] Header = ["number", "step", "on", "document"];

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public IReadOnlyList<MilestoneFate>? Fates { get; private set; }

    public static IEnumerable<(string Code, Bilingual Name)> Codes =>
        CaseBook.BuiltIn.Steps.Select(s => (s.Code, s.Name)).Prepend(("filed", new Bilingual("受理、立案", "Filed")));

    public static Bilingual Said(string fate) =>
        fate switch
        {
            "taken" => new("已登记", "Entered"),
            "known" => new("已经有了，没有重复登记", "There already; not entered again"),
            "no-case" => new("没有这个编号的案件", "No case has this number"),
            "no-time" => new("时间看不懂，请写成 2026-03-05 14:30", "The time cannot be read; write 2026-03-05 14:30"),
            "changed-meanwhile" => new("别人刚刚改过，请再导入一次", "Somebody else changed it; import it again"),
            _ => new($"没有登记：{fate}", $"Not entered: {fate}"),
        };

    public IActionResult OnGet() => cases.LetsIn(desk.Scope) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!cases.LetsIn(desk.Scope))
        {
            return NotFound();
        }
        if (Upload is not { Length: > 0 and <= MostBytes })
        {
            ModelState.AddModelError(
                "File",
                desk.Speech["请选择一个不超过 2 MB 的 CSV 文件。", "Choose a CSV file of at most 2 MB."]
            );
            return Page();
        }
        using var bytes = new MemoryStream();
        await Upload.CopyToAsync(bytes, cancel);
        var (lines, wrong) = Read(bytes.ToArray(), (await desk.JurisdictionAsync(cancel)).Calendar);
        if (wrong is not null)
        {
            ModelState.Refuse(wrong, desk.Speech);
            return Page();
        }
        var (fates, why) = await jobs.ImportAsync(lines, bytes.ToArray(), desk.Scope, cancel);
        if (why is not null)
        {
            ModelState.Refuse(why with { Field = nameof(Upload) }, desk.Speech);
        }
        Fates = fates;
        return Page();
    }

    private static (List<MilestoneLine> Lines, Refusal? Wrong) Read(byte[] file, WorkingCalendar calendar)
    {
        var lines = new List<MilestoneLine>();
        using var rows = new CsvRows(new StreamReader(new MemoryStream(file), new UTF8Encoding(false)));
        if (!rows.Next() || !Header.SequenceEqual(rows.Fields.Select(f => f.Trim().ToLowerInvariant())))
        {
            return (
                lines,
                Refusal.Of(
                    "milestones-header",
                    $"第一行应当是：{string.Join(",", Header)}。",
                    $"The first line is: {string.Join(",", Header)}.",
                    "Upload"
                )
            );
        }
        while (rows.Next())
        {
            if (rows.IsBroken || rows.Fields.Count != Header.Length || lines.Count == MostLines)
            {
                return (
                    lines,
                    Refusal.Of(
                        "milestones-row",
                        $"第{rows.Line}行不对：每行四列，最多{MostLines}行。",
                        $"Line {rows.Line} is wrong: four columns each, {MostLines} lines at most.",
                        "Upload"
                    )
                );
            }
            lines.Add(
                new MilestoneLine(
                    rows.Line,
                    rows.Fields[0],
                    rows.Fields[1].Trim(),
                    When(rows.Fields[2], calendar),
                    rows.Fields[3]
                )
            );
        }
        return (lines, null);
    }

    private static DateTimeOffset? When(string text, WorkingCalendar calendar) =>
        DateTime.TryParseExact(text.Trim(), "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? calendar.StartOfDay(DateOnly.FromDateTime(local)) + local.TimeOfDay
            : null;
}
