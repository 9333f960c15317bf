using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Participation;

/// <summary>The proposer's own page: where it stands, why it is hidden, the appeal, taking it back. No cache keeps it and no search finds it.</summary>
[Authorize(Policies.Everybody)]
public sealed class MineModel(Db db, PriorityReader reader, PriorityBook book, JurisdictionSource source, Speech speech)
    : PageModel
{
    [BindProperty(SupportsGet = true, Name = "secret")]
    public string Secret { get; set; } = "";

    public PriorityMine Mine { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostAppealAsync(CancellationToken cancel) => ActAsync(ModeratePriorityRule.Appeal, cancel);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancel) =>
        ActAsync((priority, _) => ModeratePriorityRule.Withdraw(priority), cancel);

    private async Task<IActionResult> ActAsync(Func<Priority, DateOnly, PriorityDecision> decide, CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        switch (await book.DecideAsync(Mine.Id, null, decide, cancel))
        {
            case Acted.Refused refused:
                ModelState.Refuse(refused.Why, speech);
                return Page();
            case Acted.Written:
                TempData.Flash("已记下。", "It is recorded.");
                break;
        }
        return Redirect(PriorityLinks.Mine(Secret));
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        Response.Headers.CacheControl = "no-store";
        if (await reader.MineAsync(db, Secret, cancel) is not { } mine)
        {
            return false;
        }
        (Mine, Jurisdiction) = (mine, await source.CurrentAsync(cancel));
        return true;
    }
}
