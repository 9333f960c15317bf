using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Accounts.SignIn;

/// <summary>Password, or a passkey instead of password and code.</summary>
[Authorize(Policies.Everybody)]
public sealed class IndexModel(
    StaffSignIn signIn,
    UserManager<Account> users,
    Arrival arrival,
    FailureBrake brake,
    DemoStaff demo,
    Speech speech,
    ILogger<IndexModel> log
) : PageModel
{
    // Somebody who does not exist takes as long to refuse as somebody who does.
    private static readonly string NobodysHash = new PasswordHasher<Account>().HashPassword(new Account(), "nobody");

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The passkey's answer, as the browser wrote it.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    [BindProperty(SupportsGet = true, Name = "to")]
    public string? To { get; set; }

    public IReadOnlyList<DemoLine> Demo { get; private set; } = [];

    public async Task OnGetAsync() => Demo = await demo.ListAsync(cancel: HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync()
    {
        if (brake.MustWait(Arrival.Brake, HttpContext))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }
        if (string.IsNullOrWhiteSpace(UserName))
        {
            ModelState.AddModelError(nameof(UserName), speech["请填写用户名", "Enter your user name"]);
        }
        if (string.IsNullOrEmpty(Password))
        {
            ModelState.AddModelError(nameof(Password), speech["请填写密码", "Enter your password"]);
        }
        if (!ModelState.IsValid)
        {
            return await AgainAsync();
        }
        if (await users.FindByNameAsync(UserName!.Trim()) is not { } account)
        {
            users.PasswordHasher.VerifyHashedPassword(new Account(), NobodysHash, Password!);
            return await WrongAsync();
        }
        var result = await signIn.PasswordSignInAsync(account, Password!, isPersistent: false, lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
        {
            return RedirectToPage("Code", new { to = To });
        }
        if (result.Succeeded)
        {
            return await arrival.WelcomeAsync(this, account, To, "password");
        }
        if (result.IsLockedOut)
        {
            await arrival.RecordAsync(account, Audited.LockedOut);
        }
        return await WrongAsync();
    }

    /// <summary>What the browser asks the passkey for.</summary>
    public async Task<IActionResult> OnPostOptionsAsync() =>
        Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync()
    {
        if (brake.MustWait(Arrival.Brake, HttpContext))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }
        if (string.IsNullOrEmpty(Credential))
        {
            return await NoPasskeyAsync();
        }
        PasskeyAssertionResult<Account> known;
        try
        {
            known = await signIn.PerformPasskeyAssertionAsync(Credential);
        }
        catch (InvalidOperationException failure)
        {
            log.LogInformation(failure, "A passkey’s ceremony was begun too long ago, or in another browser");
            return await NoPasskeyAsync();
        }
        if (!known.Succeeded)
        {
            log.LogWarning(known.Failure, "A passkey was refused");
        }
        if (!known.Succeeded || !await signIn.CanSignInAsync(known.User) || await users.IsLockedOutAsync(known.User))
        {
            return await NoPasskeyAsync();
        }
        var counted = await users.AddOrUpdatePasskeyAsync(known.User, known.Passkey);
        if (!counted.Succeeded)
        {
            return await NoPasskeyAsync();
        }
        await signIn.SignInAsync(known.User, isPersistent: false, "passkey");
        return await arrival.WelcomeAsync(this, known.User, To, "passkey");
    }

    private Task<IActionResult> NoPasskeyAsync()
    {
        brake.Failed(Arrival.Brake, HttpContext);
        ModelState.AddModelError(
            "",
            speech[
                "这个通行密钥不能登录。请再试一次，或用密码登录",
                "This passkey does not sign you in. Try again, or use your password"
            ]
        );
        return AgainAsync();
    }

    /// <summary>The same words whoever it was and whatever was wrong, so that nobody learns which accounts there are.</summary>
    private Task<IActionResult> WrongAsync()
    {
        brake.Failed(Arrival.Brake, HttpContext);
        ModelState.AddModelError(
            nameof(Password),
            speech[
                $"用户名或密码不对。连续输错 {AccountsModule.WrongPasswords} 次，账号会锁定 {AccountsModule.LockedMinutes} 分钟",
                $"The user name or the password is not right. After {AccountsModule.WrongPasswords} wrong attempts an account is locked for {AccountsModule.LockedMinutes} minutes"
            ]
        );
        return AgainAsync();
    }

    private async Task<IActionResult> AgainAsync()
    {
        await OnGetAsync();
        return Page();
    }
}

/// <summary>What happens once somebody is known: it is recorded, and they come to where they wanted to go.</summary>
public sealed class Arrival(Db db, StaffDirectory directory, TimeProvider time)
{
    public const string Brake = "sign-in";

    public async Task<IActionResult> WelcomeAsync(PageModel page, Account account, string? to, string way)
    {
        await RecordAsync(account, Audited.SignedIn, way);
        if (page.Request.Cookies[Speech.LanguageCookie] is null && account.Tongue == Tongue.En)
        {
            page.Response.Cookies.Append(
                Speech.LanguageCookie,
                "en",
                new CookieOptions
                {
                    HttpOnly = true,
                    IsEssential = true,
                    MaxAge = TimeSpan.FromDays(365),
                    SameSite = SameSiteMode.Lax,
                    Secure = page.Request.IsHttps,
                }
            );
        }
        return page.Url.IsLocalUrl(to) ? page.LocalRedirect(to) : page.LocalRedirect(await DoorAsync(account.Id));
    }

    public async Task RecordAsync(Account account, string what, string? how = null)
    {
        db.Add(new Doer(account.Id, account.DisplayName).Did(time.GetUtcNow(), what, account.Id, account.UserName!, null, how));
        await db.SaveChangesAsync();
    }

    private async Task<string> DoorAsync(Guid account)
    {
        var posts = (await directory.FindAsync(account))?.Posts ?? [];
        return posts.Select(p => p.Role).Order().Cast<StaffRole?>().FirstOrDefault() switch
        {
            StaffRole.Handler or StaffRole.Supervisor or StaffRole.Reviewer => "/staff",
            StaffRole.SecurityAdministrator => "/administration/accounts",
            StaffRole.Auditor => "/administration/audit",
            StaffRole.DataProtectionOfficer => "/staff/data-protection",
            _ => "/account",
        };
    }
}
