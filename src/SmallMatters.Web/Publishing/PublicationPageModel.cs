using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Publishing;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Publishing;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Publishing;

/// <summary>What the pages of one publication share.</summary>
public abstract class PublicationPageModel(Desk desk, PublicationBook book) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "publication")]
    public string? Key { get; set; }

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public PublicationPage Shown { get; private set; } = null!;

    public Publication Publication => Shown.Publication;

    public PublicationFile Particulars => Publication.File;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The words of a draft, or null when there is none any more.</summary>
    public Manuscript? Manuscript =>
        Publication switch
        {
            Publication.Draft d => d.Manuscript,
            Publication.Submitted s => s.Manuscript,
            _ => null,
        };

    /// <summary>Whether the reader may change the words now.</summary>
    public bool Writes => Publication is Publication.Draft && Particulars.Unit == desk.Scope.Unit;

    /// <summary>Whether the reader is one of those who wrote it.</summary>
    public bool Wrote => Particulars.Writers.Contains(desk.Scope.Id);

    public string Address => $"/staff/publications/{Particulars.Id:N}";

    /// <summary>Whether somebody was quicker.</summary>
    public bool ChangedMeanwhile { get; private set; }

    protected Desk Desk => desk;

    protected PublicationBook Book => book;

    protected async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (!Guid.TryParseExact(Key, "N", out var id) || await book.FindAsync(desk.Db, desk.Scope, id, cancel) is not { } shown)
        {
            return false;
        }
        Shown = shown;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Names = await Colleagues.NamesAsync(desk.Db, [.. shown.Facts.Select(f => f.Staff).OfType<Guid>().Distinct()], cancel);
        return true;
    }

    /// <summary>The page again with what came of an act: on, refused beside its field, or overtaken.</summary>
    /// <param name="done">What came of it.</param>
    /// <param name="said">What is said when it is written.</param>
    /// <param name="to">Where to go then.</param>
    /// <param name="form">Name of the form that the refusal's field belongs to, or null.</param>
    /// <param name="cancel">Cancels.</param>
    protected async Task<IActionResult> AnswerAsync(Acted done, Bilingual said, string to, string? form, CancellationToken cancel)
    {
        switch (done)
        {
            case Acted.Written:
                TempData.Flash(said);
                return Redirect(to);
            case Acted.Refused { Why: var why }:
                // The refusal may be for a name that somebody has taken since, which is pointed out now.
                await ShowAsync(cancel);
                ModelState.Refuse(why, desk.Speech, field => form is null ? "" : $"{form}.{field}");
                return Page();
            case Acted.ChangedMeanwhile:
                ChangedMeanwhile = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                await ShowAsync(cancel);
                return Page();
            default:
                return NotFound();
        }
    }
}
