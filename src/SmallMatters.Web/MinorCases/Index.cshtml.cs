using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.MinorCases;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.MinorCases;

/// <summary>The station's minor cases: what is due next, without a word of what they are about.</summary>
[Authorize(Policies.Handler)]
public sealed class IndexModel(Desk desk, CaseDesk cases, CaseReader reader) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "closed")]
    public bool Closed { get; set; }

    public IReadOnlyList<CaseEntry> Cases { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today => Jurisdiction.Calendar.DayOf(desk.Now);

    public bool LeadsStation => desk.Scope.Is(Domain.Matters.StaffRole.Supervisor);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!cases.LetsIn(desk.Scope))
        {
            return NotFound();
        }
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Cases = await reader.ListAsync(desk.Scope, Closed, cancel);
        return Page();
    }
}
