using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Storage.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Accounts.Administration;

/// <summary>The keys by which programs are known.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class KeysModel(ApiKeys keys, Speech speech) : PageModel
{
    private const int Longest = 100;

    [BindProperty]
    public string? Client { get; set; }

    [BindProperty]
    public Guid Id { get; set; }

    /// <summary>A new key, shown this once.</summary>
    public string? Issued { get; private set; }

    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];

    public async Task OnGetAsync() => Keys = await keys.ListAsync(HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrWhiteSpace(Client) || Client.Trim().Length > Longest)
        {
            ModelState.AddModelError(
                nameof(Client),
                speech[$"请填写使用方的名称，不超过 {Longest} 个字", $"Enter the client’s name, in at most {Longest} characters"]
            );
        }
        else
        {
            Issued = await keys.IssueAsync(Client.Trim(), this.Doer(), HttpContext.RequestAborted);
        }
        await OnGetAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync()
    {
        await keys.EndAsync(Id, this.Doer(), HttpContext.RequestAborted);
        TempData.Flash("密钥已停用", "The key has ended");
        return RedirectToPage();
    }
}
