using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Webhooks;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Accounts.Administration;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Webhooks;

/// <summary>Where partners' systems are told, with their secrets, and the messages that were given up.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class IndexModel(
    WebhookBook book,
    WebhookOutbox outbox,
    WebhookSender sender,
    OutwardFlows flows,
    JurisdictionSource jurisdictions,
    Speech speech
) : PageModel
{
    [BindProperty]
    public string? Partner { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    /// <summary>A new secret, shown this once.</summary>
    public string? Secret { get; private set; }

    public IReadOnlyList<WebhookSubscription> Subscriptions { get; private set; } = [];

    public IReadOnlyDictionary<string, int> Waiting { get; private set; } = new Dictionary<string, int>();

    public IReadOnlyList<DeadWebhook> Dead { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IEnumerable<Choice> Partners =>
        Jurisdiction
            .Partners.All.Where(p => p.EndedOn is null)
            .Select(p => new Choice(p.Code, p.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    /// <summary>The subscription whose new secret is to be confirmed, or null.</summary>
    public WebhookSubscription? Rotating { get; private set; }

    /// <summary>The subscription whose end is to be confirmed, or null.</summary>
    public WebhookSubscription? Ending { get; private set; }

    public async Task OnGetAsync(string? rotating, string? ending, CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        Rotating = Subscriptions.FirstOrDefault(s => s.Partner == rotating && s.EndedAt is null);
        Ending = Subscriptions.FirstOrDefault(s => s.Partner == ending && s.EndedAt is null);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        var known = Partner is not null && Jurisdiction.Partners.Find(Partner) is { EndedOn: null };
        var (url, badAddress) = await sender.CheckAsync(Address, cancel);
        var why = Refusal.All(
            known ? null : Refusal.Of("missing-partner", "请选择外部单位。", "Choose the partner.", nameof(Partner)),
            badAddress
        );
        why ??= await flows.PermitAsync(new OutwardFlow(OutwardFlowKind.PartnerSubscription, Partner!), cancel);
        if (why is not null)
        {
            ModelState.Refuse(why, speech);
            return Page();
        }
        Secret = await book.SubscribeAsync(Partner!, url!, this.Doer(), cancel);
        if (Secret is null)
        {
            TempData.Flash("推送地址已保存，密钥不变", "The address was saved; the secret stays");
            return RedirectToPage();
        }
        await PrepareAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostRotateAsync(CancellationToken cancel)
    {
        await PrepareAsync(cancel);
        if (Subscriptions.Any(s => s.Partner == Partner && s.EndedAt is null))
        {
            Secret = await book.RotateAsync(Partner!, this.Doer(), cancel);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancel)
    {
        await book.EndAsync(Partner ?? "", this.Doer(), cancel);
        TempData.Flash("已停止推送", "It is told no more");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostResendAsync(Guid id, CancellationToken cancel)
    {
        if (await outbox.ResendAsync(id, cancel))
        {
            TempData.Flash("已放回发送队列", "It will be sent again");
        }
        else
        {
            TempData.Flash("这条消息已经不在列表中", "It is not in the list any more");
        }
        return RedirectToPage();
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await jurisdictions.CurrentAsync(cancel);
        Subscriptions = await book.ListAsync(cancel);
        Waiting = await outbox.WaitingAsync(cancel);
        Dead = await outbox.DeadAsync(cancel: cancel);
    }
}
