using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Storage.Notices;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Notices.Sent;

/// <summary>What residents would have got on their telephones. Only in Development.</summary>
[Authorize(Policies.DevelopmentOnly)]
public sealed class IndexModel(NoticeOutbox outbox, IHostEnvironment environment) : PageModel
{
    public IReadOnlyList<ShownNotice> Notices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }
        Notices = await outbox.LatestAsync(100, cancel);
        return Page();
    }
}
