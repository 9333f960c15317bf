using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.MediationFiles;
using SmallMatters.Storage.Disputes;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Documents;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Disputes;

/// <summary>The papers of a dispute (卷宗): each with what is missing for it, and the whole file.</summary>
[Authorize(Policies.Handler)]
public sealed class FileModel(Desk desk, DisputeReader reader, VenueBook venues, PdfPrinter printer)
    : DisputePageModel(desk, reader, venues)
{
    public MediationPapers Papers { get; private set; } = null!;

    /// <summary>Whether this machine can make a PDF.</summary>
    public bool HasPdf => printer.Program is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel) || Shown is null)
        {
            return NotFound();
        }
        Papers = MediationFileRule.Compose(PaperFacts.ForStaff(Shown, Jurisdiction, Venues, Names));
        return Page();
    }

    /// <summary>The address of a paper in one form.</summary>
    public string To(string paper, string form) => $"{Address}/file/{paper}/{form}";
}

/// <summary>One paper of a dispute, or its file, to print or to keep. Opening it leaves a receipt like every reading of the dispute.</summary>
[Authorize(Policies.Handler)]
public sealed class PaperModel(Desk desk, DisputeReader reader, VenueBook venues, PdfPrinter printer)
    : DisputePageModel(desk, reader, venues)
{
    /// <summary>The whole file, in an address.</summary>
    public const string Whole = "all";

    /// <summary>The agreement in all its copies, in an address.</summary>
    public const string Copies = "copies";

    [BindProperty(SupportsGet = true, Name = "paper")]
    public string? PaperTyped { get; set; }

    [BindProperty(SupportsGet = true, Name = "format")]
    public string? FormTyped { get; set; }

    public DocumentFile Documents { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (DocumentAnswer.FormOf(FormTyped) is not { } form || !await ShowAsync(cancel) || Shown is null)
        {
            return NotFound();
        }
        var papers = MediationFileRule.Compose(PaperFacts.ForStaff(Shown, Jurisdiction, Venues, Names));
        if (Find(papers) is not { } found)
        {
            return NotFound();
        }
        Documents = found;
        if (form == DocumentForm.Print)
        {
            return Page();
        }
        var name = $"{Reference.Value}-{PaperTyped}";
        if (await DocumentAnswer.MakeAsync(HttpContext, printer, found, form, Desk.Speech.Tongue, name) is { } file)
        {
            return file;
        }
        TempData.Flash(DocumentAnswer.NoPdf);
        return Redirect($"{Address}/file");
    }

    private DocumentFile? Find(MediationPapers papers) =>
        PaperTyped switch
        {
            Whole => papers.File,
            Copies => papers.Copies,
            _ when papers.Letter is { } letter && letter.Code == PaperTyped => new DocumentFile(letter.Title, [letter]),
            _ when papers.Papers.FirstOrDefault(p => p.Document.Code == PaperTyped) is { } paper => new DocumentFile(
                paper.Document.Title,
                [paper.Document]
            ),
            _ => null,
        };
}
