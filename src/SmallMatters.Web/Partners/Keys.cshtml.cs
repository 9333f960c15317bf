using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Partners;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Accounts.Administration;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Partners;

/// <summary>The keys by which partners' programs are known.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class KeysModel(PartnerKeys keys, JurisdictionSource jurisdictions, Speech speech) : PageModel
{
    [BindProperty]
    public string? Partner { get; set; }

    [BindProperty]
    public Guid Id { get; set; }

    /// <summary>A new key, shown this once.</summary>
    public string? Issued { get; private set; }

    public IReadOnlyList<PartnerKey> Keys { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IEnumerable<Choice> Partners =>
        Jurisdiction
            .Partners.All.Where(p => p.EndedOn is null)
            .Select(p => new Choice(p.Code, p.Name))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public async Task OnGetAsync()
    {
        Jurisdiction = await jurisdictions.CurrentAsync(HttpContext.RequestAborted);
        Keys = await keys.ListAsync(HttpContext.RequestAborted);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (Partner is null || Jurisdiction.Partners.Find(Partner) is not { EndedOn: null })
        {
            ModelState.AddModelError(nameof(Partner), speech["请选择外部单位。", "Choose the partner."]);
        }
        else
        {
            Issued = await keys.IssueAsync(Partner, this.Doer(), HttpContext.RequestAborted);
            await OnGetAsync();
        }
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        await keys.EndAsync(Id, this.Doer(), HttpContext.RequestAborted);
        TempData.Flash("密钥已停用", "The key has ended");
        return RedirectToPage();
    }
}
