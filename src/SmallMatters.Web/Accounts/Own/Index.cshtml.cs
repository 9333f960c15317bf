using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Accounts.Own;

/// <summary>One's own account: the units, the language, and the ways of signing in.</summary>
[Authorize(Policies.Staff)]
public sealed class IndexModel(UserManager<Account> users, StaffDirectory directory, JurisdictionSource jurisdictions) : PageModel
{
    [BindProperty]
    public string? Tongue { get; set; }

    public Account Account { get; private set; } = null!;

    public StaffMember Member { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public int Passkeys { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await users.GetUserAsync(User) is not { } account || await directory.FindAsync(account.Id) is not { } member)
        {
            return Challenge();
        }
        (Account, Member) = (account, member);
        Jurisdiction = await jurisdictions.CurrentAsync(HttpContext.RequestAborted);
        Passkeys = (await users.GetPasskeysAsync(account)).Count;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }
        account.Tongue = Tongue == "en" ? Domain.Language.Tongue.En : Domain.Language.Tongue.Zh;
        await users.UpdateAsync(account);
        TempData.Flash("已保存", "Saved");
        // The page after this one keeps the language on this device too.
        return LocalRedirect($"/account?lang={(account.Tongue == Domain.Language.Tongue.En ? "en" : "zh")}");
    }
}
