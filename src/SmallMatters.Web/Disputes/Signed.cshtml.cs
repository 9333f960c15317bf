using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Disputes;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Keys;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Photos;
using SmallMatters.Web.Raising;

namespace SmallMatters.Web.Disputes;

/// <summary>The agreement that everybody signed (签好的协议): put in page by page, and looked at.</summary>
[Authorize(Policies.Handler)]
[LargestRequest(LongestRequest), RequestSizeLimit(LongestRequest), RequestFormLimits(MultipartBodyLengthLimit = LongestRequest)]
public sealed class SignedModel(Desk desk, DisputeReader reader, DisputeBook book, VenueBook venues)
    : DisputePageModel(desk, reader, venues)
{
    private const long LongestRequest = (KeepSignedAgreementRule.MostPages + 1L) * PhotoCleaner.MaxBytes;

    /// <summary>Number of the last fact that the person had on the page.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public SignedForm Form { get; set; } = new();

    /// <summary>Whether there is a signed paper and the reader's unit keeps it.</summary>
    public bool Keeps { get; private set; }

    public bool ChangedMeanwhile { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        if (Request.Query.ContainsKey(LargestRequestAttribute.TooLarge))
        {
            ModelState.AddModelError(
                "Form.Files",
                Desk.Speech[
                    "这些照片合起来太大了，没有收到。请用较小的尺寸。",
                    "The photos together are too large and were not received. Use a smaller size."
                ]
            );
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await PrepareAsync(cancel))
        {
            return NotFound();
        }
        // One more than are taken, so that the rule says how many are.
        var files = Form.Files.Take(KeepSignedAgreementRule.MostPages + 1);
        var (photos, wrong) = await OriginalsTaken.ReadAsync(files, cancel);
        if (wrong.Count > 0)
        {
            wrong.ForEach(w => ModelState.AddModelError("Form.Files", Desk.Speech[w]));
            return Page();
        }
        var pages = photos.ConvertAll(p => new HandedIn(p.Original, p.Clean.Bytes, p.Clean.MediaType));
        switch (await book.KeepSignedAsync(Dispute.File.Id, Desk.Scope, pages, Seen, cancel))
        {
            case Acted.Written:
                TempData.Flash("已放入，原件已封存。", "It has been put in; the originals are sealed.");
                return Redirect($"{Address}/signed");
            case Acted.Refused { Why: var why }:
                Refuse(why);
                return Page();
            case Acted.ChangedMeanwhile:
                ChangedMeanwhile = true;
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task<bool> PrepareAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel) || Shown is null)
        {
            return false;
        }
        Keeps = KeepSignedAgreementRule.IsOpen(Dispute) && DisputeMay.Deals(Dispute, Desk.Scope.In(Shown.Area).Actor);
        return true;
    }
}

/// <summary>The pages as they are chosen.</summary>
public sealed class SignedForm
{
    public List<IFormFile> Files { get; set; } = [];
}
