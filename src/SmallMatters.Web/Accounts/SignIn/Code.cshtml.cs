using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Storage.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Accounts.SignIn;

/// <summary>The second step: the code of the app, or one of the recovery codes.</summary>
[Authorize(Policies.Everybody)]
public sealed class CodeModel(StaffSignIn signIn, Arrival arrival, FailureBrake brake, Speech speech) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Recovery { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public string? To { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? RedirectToPage("Index", new { to = To }) : Page();

    public Task<IActionResult> OnPostAsync() =>
        TryAsync(
            Code,
            nameof(Code),
            code => signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false),
            speech[
                "验证码不对，或者已经过期。请输入应用里现在显示的 6 位数字",
                "The code is not right, or it has expired. Enter the 6 digits that the app shows now"
            ],
            "code"
        );

    public Task<IActionResult> OnPostRecoveryAsync() =>
        TryAsync(
            Recovery,
            nameof(Recovery),
            signIn.TwoFactorRecoveryCodeSignInAsync,
            speech["恢复码不对，或者已经用过", "The recovery code is not right, or it has been used"],
            "recovery"
        );

    private async Task<IActionResult> TryAsync(
        string? typed,
        string field,
        Func<string, Task<Microsoft.AspNetCore.Identity.SignInResult>> attempt,
        string wrong,
        string way
    )
    {
        if (brake.MustWait(Arrival.Brake, HttpContext))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } account)
        {
            return RedirectToPage("Index", new { to = To });
        }
        var code = typed?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        var result = await attempt(code);
        if (result.Succeeded)
        {
            return await arrival.WelcomeAsync(this, account, To, way);
        }
        brake.Failed(Arrival.Brake, HttpContext);
        if (result.IsLockedOut)
        {
            await arrival.RecordAsync(account, Audited.LockedOut);
        }
        ModelState.AddModelError(field, wrong);
        return Page();
    }
}
