using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Transfers;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Accounts.Administration;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Transfers;

/// <summary>The systems that matters are passed on from by file, and their keys.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class CounterpartsModel(CounterpartBook book, JurisdictionSource jurisdictions, Speech speech) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    /// <summary>A new key, shown this once.</summary>
    public string? Key { get; private set; }

    public IReadOnlyList<Counterpart> Counterparts { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IEnumerable<Choice> Units =>
        Jurisdiction.Units.Values.Select(u => new Choice(u.Code, u.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public Task OnGetAsync(CancellationToken cancel) => PrepareAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (key, why) = await book.AddAsync(Code, Name, Unit, this.Doer(), cancel);
        if (why is not null)
        {
            ModelState.AddModelError(why.Field ?? "", speech[why.Sentence]);
        }
        Key = key;
        await PrepareAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostRotateAsync(CancellationToken cancel)
    {
        Key = await book.RotateAsync(Code ?? "", this.Doer(), cancel);
        await PrepareAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancel)
    {
        await book.EndAsync(Code ?? "", this.Doer(), cancel);
        TempData.Flash("已停用", "It has ended");
        return RedirectToPage();
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await jurisdictions.CurrentAsync(cancel);
        Counterparts = await book.ListAsync(cancel: cancel);
    }
}
