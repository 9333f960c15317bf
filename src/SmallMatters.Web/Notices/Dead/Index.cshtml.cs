using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Notices;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Notices.Dead;

/// <summary>Notices that were given up, without the person and the words, to be sent again.</summary>
[Authorize(Policies.SystemAdministrator)]
public sealed class IndexModel(NoticeOutbox outbox) : PageModel
{
    public IReadOnlyList<DeadNotice> Notices { get; private set; } = [];

    /// <summary>What became of sending one again, said once.</summary>
    [TempData]
    public bool? SentAgain { get; set; }

    public Bilingual? Said =>
        SentAgain switch
        {
            true => new("已放回发送队列。", "It will be sent again."),
            false => new("这条通知已经不在列表中。", "It is not in the list any more."),
            null => null,
        };

    public async Task OnGetAsync(CancellationToken cancel) => Notices = await outbox.DeadAsync(cancel: cancel);

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        SentAgain = await outbox.ResendAsync(id, cancel);
        return RedirectToPage();
    }
}
