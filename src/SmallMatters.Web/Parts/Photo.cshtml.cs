using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Parts;

/// <summary>A photo of the matter, for the unit that it was passed on to.</summary>
[Authorize(Policies.Matters)]
public sealed class PhotoModel(Desk desk, PartReader reader) : PartPageModel(desk, reader)
{
    public async Task<IActionResult> OnGetAsync(Guid photo, CancellationToken cancel)
    {
        if (
            !await ShowAsync(cancel)
            || !Shown.Photos.Contains(photo)
            || await MatterReader.PhotoAsync(Desk.Db, Shown.Matter, photo, cancel) is not { } found
        )
        {
            return NotFound();
        }
        // No longer than the part is in hand, so not from a cache.
        Response.Headers.CacheControl = "no-store";
        return File(found.Bytes, found.ContentType);
    }
}
