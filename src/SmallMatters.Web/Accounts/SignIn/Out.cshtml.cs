using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Accounts.SignIn;

/// <summary>Ends the session; a link alone only asks.</summary>
[Authorize(Policies.Everybody)]
public sealed class OutModel(StaffSignIn signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.EndSessionAsync();
        Response.Cookies.Delete(StaffRequests.UnitCookie);
        TempData.Flash("您已退出", "You are signed out");
        return RedirectToPage("Index");
    }
}
