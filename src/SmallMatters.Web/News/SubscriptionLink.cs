using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Publishing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Publishing;

namespace SmallMatters.Web.News;

/// <summary>
/// What the two links of a subscription open. Opening one changes nothing: programs that look at mail open links too; a
/// person presses the button.
/// </summary>
public abstract class SubscriptionLinkModel(Subscriptions subscriptions, JurisdictionSource source) : PageModel
{
    /// <summary>Which area it is for.</summary>
    public Bilingual AreaName { get; private set; }

    public bool Done { get; private set; }

    public Task<IActionResult> OnGetAsync(string token) => ShowAsync(token);

    public async Task<IActionResult> OnPostAsync(string token)
    {
        var shown = await ShowAsync(token);
        if (shown is PageResult)
        {
            await ActAsync(subscriptions, token);
            Done = true;
        }
        return shown;
    }

    protected abstract Task ActAsync(Subscriptions subscriptions, string token);

    private async Task<IActionResult> ShowAsync(string token)
    {
        if (await subscriptions.FindAsync(token, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }
        AreaName = PublicationWords.Area(found.Area, await source.CurrentAsync(HttpContext.RequestAborted));
        return Page();
    }
}

/// <summary>Confirms a subscription.</summary>
[Authorize(Policies.Everybody)]
public sealed class ConfirmModel(Subscriptions subscriptions, JurisdictionSource source)
    : SubscriptionLinkModel(subscriptions, source)
{
    protected override async Task ActAsync(Subscriptions subscriptions, string token) =>
        await subscriptions.ConfirmAsync(token, HttpContext.RequestAborted);
}

/// <summary>Ends a subscription.</summary>
[Authorize(Policies.Everybody)]
public sealed class LeaveModel(Subscriptions subscriptions, JurisdictionSource source)
    : SubscriptionLinkModel(subscriptions, source)
{
    protected override Task ActAsync(Subscriptions subscriptions, string token) =>
        subscriptions.EndAsync(token, HttpContext.RequestAborted);
}
