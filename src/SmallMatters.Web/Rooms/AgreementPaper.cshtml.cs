using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Documents;
using SmallMatters.Domain.MediationFiles;
using SmallMatters.Web.Disputes;
using SmallMatters.Web.Documents;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Rooms;

/// <summary>The party's own copy of the agreement, once it is in effect; no other paper of the file.</summary>
public sealed class AgreementPaperModel(RoomServices own, PdfPrinter printer) : RoomPage(own)
{
    [BindProperty(SupportsGet = true, Name = "format")]
    public string? FormTyped { get; set; }

    public DocumentFile Documents { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (DocumentAnswer.FormOf(FormTyped) is not { } form || View.InEffect is null || View.Terms.Count == 0)
        {
            return Redirect(Address);
        }
        Documents = MediationFileRule.CopyOfParty(PaperFacts.ForParty(View, Jurisdiction, VenueBook.BuiltIn));
        if (form == DocumentForm.Print)
        {
            return Page();
        }
        if (await DocumentAnswer.MakeAsync(HttpContext, printer, Documents, form, Own.Speech.Tongue, "agreement") is { } file)
        {
            return file;
        }
        TempData.Flash(DocumentAnswer.NoPdf);
        return Redirect(Address);
    }
}
