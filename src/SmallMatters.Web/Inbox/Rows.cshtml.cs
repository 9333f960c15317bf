using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Inbox;

/// <summary>The part of the inbox that an open page asks for again and again: nothing when nothing has changed.</summary>
[Authorize(Policies.Matters)]
public sealed class RowsModel(Desk desk, Speech speech) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public InboxQuery Query { get; set; } = new();

    public InboxList List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        List = await InboxList.ReadAsync(desk, Query, cancel);
        var version = List.Version(speech);
        Response.Headers.ETag = version;
        Response.Headers.CacheControl = "private, no-cache";
        return Request.Headers.IfNoneMatch.Contains(version) ? StatusCode(StatusCodes.Status304NotModified) : Page();
    }
}
