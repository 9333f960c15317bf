using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Timing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.JointHandling;

/// <summary>What the reader's unit was reminded of and nobody has touched since.</summary>
[Authorize(Policies.Matters)]
public sealed class DormantModel(Desk desk) : PageModel
{
    private const int Most = 200;

    public IReadOnlyList<DormantMatter> Matters { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Matters = await DormantTickler.OfUnitAsync(desk.Db, desk.Scope, desk.Scope.Unit, Most, cancel);
    }
}
