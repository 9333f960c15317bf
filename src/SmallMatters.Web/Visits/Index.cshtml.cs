using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Storage.Visits;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Visits;

/// <summary>The visits of the reader's unit, those that owe an answer first.</summary>
[Authorize(Policies.Handler)]
public sealed class IndexModel(Desk desk) : PageModel
{
    public IReadOnlyList<VisitLine> Lines { get; private set; } = [];

    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Today = (await desk.JurisdictionAsync(cancel)).Calendar.DayOf(desk.Now);
        Lines = await VisitBook.OfUnitAsync(desk.Db, desk.Scope.Unit, cancel);
    }
}
