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
    StaffDirectory directory,
    Speech speech
) : PageModel
{
    private const string Brake = "own-password";

    [BindProperty]
    public string? Present { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Whether nothing else is open to them before.</summary>
    public bool First { get; private set; }

    public Task OnGetAsync() => LookAsync();

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
        if (Password == Present && account.MustChangePassword)
        {
            ModelState.AddModelError(
                nameof(Password),
                speech["新密码不能和现在的一样", "The new password must differ from the present one"]
            );
            await LookAsync();
            return Page();
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
            await LookAsync();
            return Page();
        }
        if (account.MustChangePassword)
        {
            account.MustChangePassword = false;
            await users.UpdateAsync(account);
            directory.Forget();
        }
        await DemoStaff.UnmarkAsync(users, account);
        await signIn.RefreshSignInAsync(account);
        await arrival.RecordAsync(account, Audited.PasswordChanged);
        TempData.Flash("密码已修改", "Your password was changed");
        return RedirectToPage("Index");
    }

    private async Task LookAsync() =>
        First =
            await directory.FindAsync(HttpContext.GetStaff().Id.Value, HttpContext.RequestAborted)
                is { MustChangePassword: true };
}
