using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Storage.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Accounts.Own;

/// <summary>Changes one's own password; whoever is signed in elsewhere with the old one is out within a minute.</summary>
[Authorize(Policies.Staff)]
public sealed class PasswordModel(
    UserManager<Account> users,
    StaffSignIn signIn,
    SignIn.Arrival arrival,
    FailureBrake brake,
    Speech speech
) : PageModel
{
    private const string Brake = "own-password";

    [BindProperty]
    public string? Present { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (brake.MustWait(Brake, HttpContext))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }
        var result = await users.ChangePasswordAsync(account, Present ?? "", Password ?? "");
        if (!result.Succeeded)
        {
            if (result.Errors.Any(e => e.Code == "PasswordMismatch"))
            {
                brake.Failed(Brake, HttpContext);
            }
            foreach (var error in result.Errors)
            {
                ModelState.Refuse(IdentityRefusals.Of(error), speech);
            }
            return Page();
        }
        await DemoStaff.UnmarkAsync(users, account);
        await signIn.RefreshSignInAsync(account);
        await arrival.RecordAsync(account, Audited.PasswordChanged);
        TempData.Flash("密码已修改", "Your password was changed");
        return RedirectToPage("Index");
    }
}
