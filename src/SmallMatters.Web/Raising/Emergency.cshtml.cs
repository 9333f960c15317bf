using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Raising;

/// <summary>Before the first question: is anybody in danger now? Also begins a draft, or goes on with one.</summary>
[Authorize(Policies.Everybody)]
public sealed class EmergencyModel(DraftSession drafts, JurisdictionSource source, Speech speech) : PageModel
{
    [BindProperty]
    public string? Danger { get; set; }

    /// <summary>Where an unfinished draft goes on, or null when there is none.</summary>
    public string? GoOn { get; private set; }

    /// <summary>Whether anything can be raised here: a new installation has neither areas nor categories.</summary>
    public bool SetUp { get; private set; }

    public async Task OnGetAsync()
    {
        var jurisdiction = await source.CurrentAsync(HttpContext.RequestAborted);
        SetUp = Subjects.AreSetUp(jurisdiction);
        if (SetUp && await drafts.ReadAsync() is { Sent: null, Safe: true } kept)
        {
            GoOn = RaiseSteps.Address(RaiseSteps.FirstMissing(kept, jurisdiction));
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        SetUp = Subjects.AreSetUp(await source.CurrentAsync(HttpContext.RequestAborted));
        switch (Danger)
        {
            case "yes":
                return Redirect("/raise/danger");
            case "no" when SetUp:
                await drafts.BeginAsync(new RaiseAnswers { Safe = true });
                return Redirect(RaiseSteps.Address(RaiseStep.About));
            default:
                ModelState.AddModelError(nameof(Danger), speech["请选择“是”或“否”", "Choose yes or no"]);
                return Page();
        }
    }
}
