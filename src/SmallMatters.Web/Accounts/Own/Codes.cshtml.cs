using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;
using SmallMatters.Storage.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Accounts.Own;

/// <summary>Sets up the codes of an authenticator app (RFC 6238), renews the recovery codes, turns codes off.</summary>
[Authorize(Policies.Staff)]
public sealed class CodesModel(
    UserManager<Account> users,
    StaffSignIn signIn,
    SignIn.Arrival arrival,
    FailureBrake brake,
    Speech speech
) : PageModel
{
    private const string Brake = "own-codes";
    private const int RecoveryCodes = 10;

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public bool On { get; private set; }

    /// <summary>The secret in groups of four, to be typed; empty until it is drawn.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The QR code as a data address.</summary>
    public string Picture { get; private set; } = "";

    public int Left { get; private set; }

    /// <summary>New recovery codes, shown this once.</summary>
    public IReadOnlyCollection<string> Recovery { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() =>
        await users.GetUserAsync(User) is { } account ? await ShowAsync(account) : Challenge();

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
        if (account.TwoFactorEnabled)
        {
            return RedirectToPage();
        }
        var code = (Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (!await users.VerifyTwoFactorTokenAsync(account, users.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            brake.Failed(Brake, HttpContext);
            ModelState.AddModelError(
                nameof(Code),
                speech[
                    "验证码不对，或者已经过期。请输入应用里现在显示的 6 位数字",
                    "The code is not right, or it has expired. Enter the 6 digits that the app shows now"
                ]
            );
            return await ShowAsync(account);
        }
        await users.SetTwoFactorEnabledAsync(account, true);
        return await GiveRecoveryAsync(account, Audited.CodesSetUp);
    }

    /// <summary>Draws the secret that the app is then shown; sent again, the same one stays.</summary>
    public async Task<IActionResult> OnPostBeginAsync()
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }
        if (await users.GetAuthenticatorKeyAsync(account) is null)
        {
            await users.ResetAuthenticatorKeyAsync(account);
            await signIn.RefreshSignInAsync(account);
        }
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRenewAsync() =>
        await KnownAsync() switch
        {
            (var answer, null) => answer!,
            (_, { } account) => await GiveRecoveryAsync(account, Audited.CodesSetUp),
        };

    public async Task<IActionResult> OnPostOffAsync()
    {
        var (answer, account) = await KnownAsync();
        if (account is null)
        {
            return answer!;
        }
        await users.SetTwoFactorEnabledAsync(account, false);
        await users.ResetAuthenticatorKeyAsync(account);
        await signIn.RefreshSignInAsync(account);
        await arrival.RecordAsync(account, Audited.CodesTurnedOff);
        TempData.Flash("验证码已停用", "Codes are off");
        return RedirectToPage("Index");
    }

    private async Task<(IActionResult? Answer, Account? Account)> KnownAsync()
    {
        if (brake.MustWait(Brake, HttpContext))
        {
            return (StatusCode(StatusCodes.Status429TooManyRequests), null);
        }
        if (await users.GetUserAsync(User) is not { } account)
        {
            return (Challenge(), null);
        }
        if (await users.CheckPasswordAsync(account, Password ?? ""))
        {
            return (null, account);
        }
        brake.Failed(Brake, HttpContext);
        ModelState.AddModelError(nameof(Password), speech["密码不对", "The password is not right"]);
        return (await ShowAsync(account), null);
    }

    private async Task<IActionResult> GiveRecoveryAsync(Account account, string what)
    {
        Recovery = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []];
        await signIn.RefreshSignInAsync(account);
        await arrival.RecordAsync(account, what);
        return Page();
    }

    private async Task<IActionResult> ShowAsync(Account account)
    {
        On = account.TwoFactorEnabled;
        if (On)
        {
            Left = await users.CountRecoveryCodesAsync(account);
            return Page();
        }
        if (await users.GetAuthenticatorKeyAsync(account) is not { } key)
        {
            return Page();
        }
        Key = string.Join(' ', key.Chunk(4).Select(four => new string(four)));
        var issuer = Uri.EscapeDataString(speech["小事不小", "SmallMatters"]);
        var address = $"otpauth://totp/{issuer}:{Uri.EscapeDataString(account.UserName!)}?secret={key}&issuer={issuer}&digits=6";
        using var made = new QRCodeGenerator();
        using var data = made.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        Picture = "data:image/png;base64," + Convert.ToBase64String(new PngByteQRCode(data).GetGraphic(5));
        return Page();
    }
}
