using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Matters;

/// <summary>A photo of a matter, for those who see the matter whole.</summary>
[Authorize(Policies.Matters)]
public sealed class PhotoModel(Desk desk) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string reference, Guid photo, CancellationToken cancel)
    {
        if (
            !Reference.TryParse(reference, out var read)
            || await desk.ReadAsync(read, cancel) is not ({ } page, _)
            || await MatterReader.PhotoAsync(desk.Db, page.Matter.File.Id, photo, cancel) is not { } found
        )
        {
            return NotFound();
        }
        Response.Headers.CacheControl = "private, max-age=3600";
        return File(found.Bytes, found.ContentType);
    }
}
