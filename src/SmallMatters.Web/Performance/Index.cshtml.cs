using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Performance;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Cards;
using SmallMatters.Web.Documents;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Performance;

/// <summary>The measures of a month (月报): counts first, each with its definition.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public ReportQuery Query { get; set; } = new();

    public MeasureTable Table { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public DateOnly Month => Query.First(Today);

    public IEnumerable<Choice> Months =>
        ReportQuery.Months(Today).Select(m => new Choice(ReportQuery.Code(m), ReportWords.Month(m)));

    public static IEnumerable<Choice> Bys => Enum.GetValues<MeasuredBy>().Select(b => new Choice(b.ToString(), b.Said()));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Today = Jurisdiction.Calendar.DayOf(desk.Now);
        Table = await MeasureTable.ReadAsync(desk.Db, desk.Scope, Jurisdiction.Calendar, Month, Query.By, cancel);
    }
}

/// <summary>The monthly report or the ledger, to print or to keep.</summary>
[Authorize(Policies.Matters)]
public sealed class PaperModel(Desk desk, PdfPrinter printer) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "paper")]
    public string? PaperTyped { get; set; }

    [BindProperty(SupportsGet = true, Name = "format")]
    public string? FormTyped { get; set; }

    [BindProperty(SupportsGet = true, Name = "")]
    public ReportQuery Query { get; set; } = new();

    public DocumentFile Documents { get; private set; } = null!;

    public string Back { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (DocumentAnswer.FormOf(FormTyped) is not { } form || PaperTyped is not ("monthly" or "ledger"))
        {
            return NotFound();
        }
        var jurisdiction = await desk.JurisdictionAsync(cancel);
        var calendar = jurisdiction.Calendar;
        var today = calendar.DayOf(desk.Now);
        var month = Query.First(today);
        Back = $"/staff/report?{Query.ToAddress(today)}";
        var reader = CardWords.Unit(desk.Scope.Unit, jurisdiction);
        if (PaperTyped == "monthly")
        {
            var table = await MeasureTable.ReadAsync(desk.Db, desk.Scope, calendar, month, Query.By, cancel);
            Documents = ReportPapers.Report(table, month, Query.By, reader, jurisdiction);
        }
        else
        {
            var lines = await Ledger
                .Lines(desk.Db, desk.Scope, calendar.StartOfDay(month), calendar.StartOfDay(month.AddMonths(1)))
                .Take(ReportModule.MostOnPaper + 1)
                .ToListAsync(cancel);
            Documents = ReportPapers.Ledger(
                [.. lines.Take(ReportModule.MostOnPaper)],
                lines.Count > ReportModule.MostOnPaper,
                month,
                reader,
                jurisdiction
            );
        }
        if (form == DocumentForm.Print)
        {
            return Page();
        }
        var name = $"{PaperTyped}-{ReportQuery.Code(month)}";
        if (await DocumentAnswer.MakeAsync(HttpContext, printer, Documents, form, desk.Speech.Tongue, name) is { } file)
        {
            return file;
        }
        TempData.Flash(DocumentAnswer.NoPdf);
        return Redirect(Back);
    }
}
