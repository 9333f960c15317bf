using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Rights;

/// <summary>Requests of residents about their own data that wait for the reader's unit, the most urgent first.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : PageModel
{
    private const int Most = 200;

    public IReadOnlyList<RightLine> Waiting { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateTimeOffset Now => desk.Now;

    public string Unit => desk.Scope.Unit;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Waiting = await RightRequests.WaitingAsync(desk.Db, desk.Scope, Most, cancel);
    }
}
