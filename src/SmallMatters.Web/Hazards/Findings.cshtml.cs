using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Hazards;

/// <summary>Findings that the reader may see: those that are open, or those that are over.</summary>
[Authorize(Policies.Matters)]
public sealed class FindingsModel(Desk desk) : PageModel
{
    private const int Most = 200;

    [BindProperty(SupportsGet = true)]
    public bool Over { get; set; }

    public IReadOnlyList<JointLine> Lines { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateTimeOffset Now => desk.Now;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var lines = await JointLists.OfKindAsync<Finding>(desk.Db, desk.Scope, new JointFilter(Over), Most, cancel);
        Lines = [.. lines.OrderBy(l => l.DueAt ?? DateTimeOffset.MaxValue)];
    }
}
