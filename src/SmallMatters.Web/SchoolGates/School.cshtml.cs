using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.SchoolGates;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.SchoolGates;

/// <summary>
/// The page behind a school's link, without signing in: the open findings of its own premises, hours, lessons and drills. It shows
/// neither who inspected nor who told, and no photo.
/// </summary>
[Authorize(Policies.Everybody)]
public sealed class SchoolModel(GateBook gates, JurisdictionSource jurisdictions) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "secret")]
    public string Secret { get; set; } = "";

    public SchoolReads Reads { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        Response.Headers.CacheControl = "no-store";
        if (await gates.ByLinkAsync(Secret, cancel) is not { } reads)
        {
            return NotFound();
        }
        (Reads, Jurisdiction) = (reads, await jurisdictions.CurrentAsync(cancel));
        return Page();
    }
}
