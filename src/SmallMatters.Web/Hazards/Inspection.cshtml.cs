using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Hazards;

/// <summary>One inspection: every item with its mark, and what was found.</summary>
[Authorize(Policies.Matters)]
public sealed class InspectionModel(Desk desk, InspectionBook book, ChecklistBook checklists) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public InspectionPage Shown { get; private set; } = null!;

    /// <summary>Open matters of the reader's unit that told of what was found.</summary>
    public IReadOnlyList<ToldOf> Told { get; private set; } = [];

    public Checklist List { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public string Inspectors { get; private set; } = "";

    public DateTimeOffset Now => desk.Now;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await book.FindAsync(Id, desk.Scope, cancel) is not { } shown)
        {
            return NotFound();
        }
        (Shown, Jurisdiction) = (shown, await desk.JurisdictionAsync(cancel));
        Told = await FindingMatters.OpenAsync(desk.Db, desk.Scope.Unit, [.. shown.Findings.Select(f => f.Id)], cancel);
        List = checklists.Version(shown.Inspection.Kind, shown.Inspection.Checklist);
        var accounts = shown.Inspection.Inspectors.Select(i => i.Value).ToList();
        var names = await Colleagues.NamesAsync(desk.Db, accounts, cancel);
        Inspectors = string.Join(desk.Speech["、", ", "], accounts.Select(a => names.GetValueOrDefault(a)));
        return Page();
    }
}
