using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Sharing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Sharing;

/// <summary>The slips in which the reader's unit gives or receives.</summary>
[Authorize(Policies.Handler)]
public sealed class IndexModel(Desk desk) : PageModel
{
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<SlipLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Lines = await SlipBook.ListAsync(desk.Db, desk.Scope.Unit, cancel);
    }
}
