using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Hazards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Documents;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Hazards;

/// <summary>One finding: where it stands, what comes next, by when, and what happened.</summary>
[Authorize(Policies.Matters)]
public sealed class FindingModel(Desk desk, ChecklistBook checklists, PdfPrinter printer) : FindingPage(desk, checklists)
{
    /// <summary>Whether this machine can make a PDF.</summary>
    public bool HasPdf => printer.Program is not null;

    public IEnumerable<FindingStep> Steps => Enum.GetValues<FindingStep>().Where(Offered);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();
}

/// <summary>A paper of a finding, to print or to keep.</summary>
[Authorize(Policies.Matters)]
public sealed class FindingPaperModel(Desk desk, ChecklistBook checklists, PdfPrinter printer) : FindingPage(desk, checklists)
{
    [BindProperty(SupportsGet = true, Name = "paper")]
    public string? PaperTyped { get; set; }

    [BindProperty(SupportsGet = true, Name = "format")]
    public string? FormTyped { get; set; }

    public Domain.Documents.DocumentFile Documents { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (DocumentAnswer.FormOf(FormTyped) is not { } form || !await ShowAsync(cancel))
        {
            return NotFound();
        }
        var found = PaperTyped switch
        {
            "notice" => RectificationNotice.Of(State, Item, Jurisdiction),
            "letter" => RectificationNotice.LetterOf(State, Item, Jurisdiction),
            _ => null,
        };
        if (found is null)
        {
            return NotFound();
        }
        Documents = found;
        if (form == DocumentForm.Print)
        {
            return Page();
        }
        var name = $"{PaperTyped}-{State.Key:N}";
        if (await DocumentAnswer.MakeAsync(HttpContext, printer, found, form, Desk.Speech.Tongue, name) is { } file)
        {
            return file;
        }
        TempData.Flash(DocumentAnswer.NoPdf);
        return Redirect(Address);
    }
}
