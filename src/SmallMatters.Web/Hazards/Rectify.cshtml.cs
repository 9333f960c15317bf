using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Raising;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Hazards;

/// <summary>
/// The page behind a responsible party's link, without signing in: what was found, what is asked and by when, and one answer.
/// It shows neither who inspected nor who told of it, and no photo.
/// </summary>
[Authorize(Policies.Everybody)]
[
    LargestRequest(RaisePage.LongestRequest),
    RequestSizeLimit(RaisePage.LongestRequest),
    RequestFormLimits(MultipartBodyLengthLimit = RaisePage.LongestRequest)
]
public sealed class RectifyModel(
    FindingDesk findings,
    PlacePhotos photos,
    JurisdictionSource jurisdictions,
    TimeProvider time,
    Speech speech
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "secret")]
    public string Secret { get; set; } = "";

    [BindProperty]
    public RectifyForm Form { get; set; } = new();

    public RectificationAsked Asked { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (!Asked.Open)
        {
            return Page();
        }
        var (clean, wrong) = await PhotosTaken.ReadAsync((Form.Files ?? []).Take(PhotosTaken.Most + 1), time.GetUtcNow(), cancel);
        Form.Sent = [.. Form.Sent.Concat(await photos.KeepAsync(Asked.Premises, clean, cancel)).Distinct()];
        wrong.ForEach(why => ModelState.AddModelError("Form.Photos", speech[why]));
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var seed = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        switch (await findings.AnswerAsync(Secret, Form.Words, [.. Form.Sent], seed, cancel))
        {
            case Acted.Written:
                TempData.Flash("已送到检查单位，他们会来复查", "Your answer is with the unit; it will look again");
                return Redirect(FindingLinks.Rectify(Secret));
            case Acted.Refused refused:
                ModelState.Refuse(refused.Why, speech, nameof(Form));
                return Page();
            default:
                ModelState.AddModelError(
                    "",
                    speech["现在没能保存，请再提交一次。", "It could not be saved just now; send it again."]
                );
                return Page();
        }
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        // Whoever finds the address in a list of links must find nothing behind it.
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        Response.Headers.CacheControl = "no-store";
        Jurisdiction = await jurisdictions.CurrentAsync(cancel);
        if (await findings.ByLinkAsync(Secret, cancel) is not { } asked)
        {
            return false;
        }
        Asked = asked;
        if (!asked.Open)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
        }
        return true;
    }

    /// <summary>An answer as it is typed.</summary>
    public sealed class RectifyForm
    {
        public string? Words { get; set; }

        /// <summary>Hashes of the photos that are kept already.</summary>
        public List<string> Sent { get; set; } = [];
        public List<IFormFile>? Files { get; set; }

        /// <summary>Where mistakes about photos stand.</summary>
        public string? Photos => null;
    }
}
