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

    /// <summary>Code of the counterpart whose key it is.</summary>
    public string? KeyOf { get; private set; }

    public IReadOnlyList<Counterpart> Counterparts { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IEnumerable<Choice> Units =>
        Jurisdiction.Units.Values.Select(u => new Choice(u.Code, u.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    /// <summary>The counterpart whose end is to be confirmed, or null.</summary>
    public Counterpart? Ending { get; private set; }

    /// <summary>The counterpart whose new key is to be confirmed, or null.</summary>
    public Counterpart? Rotating { get; private set; }

    public async Task OnGetAsync(string? ending, string? rotating, CancellationToken cancel)
    {
        // What was made is shown once, after the form's own request, so that loading the page again sends nothing again.
        (Key, KeyOf) = (TempData[nameof(Key)] as string, TempData[nameof(KeyOf)] as string);
        await PrepareAsync(cancel);
        Ending = Counterparts.FirstOrDefault(c => c.Code == ending && c.EndedAt is null);
        Rotating = Counterparts.FirstOrDefault(c => c.Code == rotating && c.EndedAt is null);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (key, why) = await book.AddAsync(Code, Name, Unit, this.Doer(), cancel);
        if (why is not null)
        {
            ModelState.Refuse(why, speech);
            await PrepareAsync(cancel);
            return Page();
        }
        return Shown(key);
    }

    public async Task<IActionResult> OnPostRotateAsync(CancellationToken cancel) =>
        Shown(await book.RotateAsync(Code ?? "", this.Doer(), cancel));

    public async Task<IActionResult> OnPostReopenAsync(CancellationToken cancel) =>
        Shown(await book.ReopenAsync(Code ?? "", this.Doer(), cancel));

    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancel)
    {
        await book.EndAsync(Code ?? "", this.Doer(), cancel);
        TempData.Flash("已停用", "It has ended");
        return RedirectToPage();
    }

    // The cookie that carries it to the next request is encrypted, and gone once that was answered.
    private RedirectToPageResult Shown(string? key)
    {
        if (key is not null)
        {
            (TempData[nameof(Key)], TempData[nameof(KeyOf)]) = (key, Code?.Trim());
        }
        return RedirectToPage();
    }

    private async Task PrepareAsync(CancellationToken cancel)
    {
        Jurisdiction = await jurisdictions.CurrentAsync(cancel);
        Counterparts = await book.ListAsync(cancel: cancel);
    }
}
