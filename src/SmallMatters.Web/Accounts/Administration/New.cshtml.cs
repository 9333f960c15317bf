using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Storage.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Accounts.Administration;

/// <summary>Makes an account; its first password is shown once, on the page that answers.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class NewModel(AccountBook book, Speech speech) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    public AccountMade.Made? Made { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        switch (await book.CreateAsync(this.Doer(), UserName ?? "", DisplayName ?? "", cancel: HttpContext.RequestAborted))
        {
            case AccountMade.Made made:
                Made = made;
                return Page();
            case AccountMade.Not not:
                ModelState.Refuse(not.Refusal, speech);
                return Page();
            case AccountMade.Refused refused:
                ModelState.Refuse(IdentityRefusals.Of(refused.Error), speech);
                return Page();
            default:
                throw new UnreachableException();
        }
    }
}

internal static class Doing
{
    /// <summary>Who acts, for the audit trail.</summary>
    public static Doer Doer(this PageModel page) => new(page.HttpContext.GetStaff().Id.Value, page.User.Identity!.Name!);
}
