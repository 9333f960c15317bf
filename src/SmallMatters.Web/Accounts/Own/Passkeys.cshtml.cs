using System.Buffers.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Accounts.Own;

/// <summary>Adds and removes one's own passkeys.</summary>
[Authorize(Policies.Staff)]
public sealed class PasskeysModel(
    UserManager<Account> users,
    StaffSignIn signIn,
    SignIn.Arrival arrival,
    Speech speech,
    ILogger<PasskeysModel> log
) : PageModel
{
    private const int Longest = 60;

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The new passkey, as the browser wrote it.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    /// <summary>The one to remove, in base64url.</summary>
    [BindProperty]
    public string? Id { get; set; }

    public IList<UserPasskeyInfo> Keys { get; private set; } = [];

    public static Bilingual NameOf(UserPasskeyInfo key) => key.Name is { } own ? new(own, own) : new("通行密钥", "Passkey");

    public async Task<IActionResult> OnGetAsync() =>
        await users.GetUserAsync(User) is { } account ? await ShowAsync(account) : Challenge();

    /// <summary>What the browser makes a passkey from.</summary>
    public async Task<IActionResult> OnPostOptionsAsync() =>
        await users.GetUserAsync(User) is { } account
            ? Content(
                await signIn.MakePasskeyCreationOptionsAsync(
                    new PasskeyUserEntity
                    {
                        Id = account.Id.ToString(),
                        Name = account.UserName!,
                        DisplayName = account.DisplayName,
                    }
                ),
                "application/json"
            )
            : Challenge();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }
        if (await MadeAsync() is not { Succeeded: true } made || made.UserEntity.Id != account.Id.ToString())
        {
            ModelState.AddModelError("", speech["没有完成，请再试一次", "It was not completed. Try again"]);
            return await ShowAsync(account);
        }
        var name = Name?.Trim();
        made.Passkey.Name = string.IsNullOrEmpty(name) ? null : name[..Math.Min(name.Length, Longest)];
        var result = await users.AddOrUpdatePasskeyAsync(account, made.Passkey);
        if (!result.Succeeded)
        {
            ModelState.Refuse(IdentityRefusals.Of(result.Errors.First()), speech);
            return await ShowAsync(account);
        }
        await arrival.RecordAsync(account, Audited.PasskeyAdded, made.Passkey.Name);
        TempData.Flash("通行密钥已添加", "The passkey was added");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        if (await users.GetUserAsync(User) is not { } account)
        {
            return Challenge();
        }
        var id = new byte[Base64Url.GetMaxDecodedLength((Id ?? "").Length)];
        if (
            !Base64Url.TryDecodeFromChars(Id ?? "", id, out var length)
            || await users.GetPasskeyAsync(account, id[..length]) is not { } key
        )
        {
            return NotFound();
        }
        await users.RemovePasskeyAsync(account, key.CredentialId);
        await arrival.RecordAsync(account, Audited.PasskeyRemoved, key.Name);
        TempData.Flash("通行密钥已删除", "The passkey was removed");
        return RedirectToPage();
    }

    private async Task<PasskeyAttestationResult?> MadeAsync()
    {
        if (string.IsNullOrEmpty(Credential))
        {
            return null;
        }
        try
        {
            var made = await signIn.PerformPasskeyAttestationAsync(Credential);
            if (!made.Succeeded)
            {
                log.LogWarning(made.Failure, "A passkey was not added");
            }
            return made;
        }
        catch (InvalidOperationException failure)
        {
            log.LogInformation(failure, "A passkey’s ceremony was begun too long ago, or in another browser");
            return null;
        }
    }

    private async Task<IActionResult> ShowAsync(Account account)
    {
        Keys = await users.GetPasskeysAsync(account);
        return Page();
    }
}
