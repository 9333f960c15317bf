using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.DataProtection;

/// <summary>How long what is kept, what the rules removed and when, and what is held from them with a reason.</summary>
[Authorize(Policies.DataProtection)]
public sealed class RetentionModel(Desk desk, RetentionRuleBook rules, RetentionRun run) : PageModel
{
    private const int Most = 100;

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The hold that is ended; null when one is made.</summary>
    [BindProperty]
    public Guid? End { get; set; }

    public RetentionRuleBook Rules => rules;

    public IReadOnlyList<RetentionTrace> Traces { get; private set; } = [];

    public IReadOnlyList<LegalHold> Holds { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public bool MayHold => desk.Scope.Is(StaffRole.DataProtectionOfficer);

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!MayHold)
        {
            ModelState.AddModelError("", desk.Speech["由数据保护负责人决定保全。", "Data-protection officers decide on holds."]);
            await ShowAsync(cancel);
            return Page();
        }
        var by = desk.Scope.Actor;
        var done = End is { } hold
            ? await run.EndHoldAsync(by, hold, cancel)
            : await run.HoldAsync(by, Reference, Reason, cancel);
        switch (done)
        {
            case Acted.Written:
                TempData.Flash("已记录。", "It is recorded.");
                return Redirect(DataProtectionTabs.Retention);
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech);
                await ShowAsync(cancel);
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Traces = await RetentionRun.TracesAsync(desk.Db, Most, cancel);
        Holds = await RetentionRun.HoldsAsync(desk.Db, cancel);
    }
}
