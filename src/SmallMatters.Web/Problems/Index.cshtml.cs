using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Problems;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Problems;

/// <summary>All problems that are worked on, or those that are closed.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : PageModel
{
    private const int Most = 200;

    [BindProperty(SupportsGet = true, Name = "closed")]
    public bool Closed { get; set; }

    public IReadOnlyList<ProblemLine> Problems { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Problems = await ProblemBook.ListAsync(desk.Db, desk.Scope, Closed, null, Most, cancel);
    }
}
