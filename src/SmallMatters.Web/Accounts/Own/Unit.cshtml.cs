using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Accounts.Own;

/// <summary>Chooses the unit that somebody with several acts for.</summary>
[Authorize(Policies.Staff)]
public sealed class UnitModel : PageModel
{
    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public string? To { get; set; }

    public IActionResult OnGet() => LocalRedirect("/account");

    public IActionResult OnPost()
    {
        if (Unit is null || !HttpContext.GetStaff().Units.Contains(Unit))
        {
            return NotFound();
        }
        Response.Cookies.Append(
            StaffRequests.UnitCookie,
            Unit,
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
            }
        );
        TempData.Flash("已切换单位", "You now act for another unit");
        return LocalRedirect(Url.IsLocalUrl(To) ? To : "/account");
    }
}
