using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Liaisons;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Liaisons;

/// <summary>The volunteers of the reader's unit. Nothing here says how much any of them reported.</summary>
[Authorize(Policies.Supervisor)]
public sealed class IndexModel(Desk desk, LiaisonBook book) : PageModel
{
    public IReadOnlyList<LiaisonPage> Pages { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>Terms that end by this local day are marked.</summary>
    public DateOnly Soon => Jurisdiction.Calendar.DayOf(desk.Now).AddDays(LiaisonRule.Reminded);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Pages = await book.OfUnitAsync(desk.Scope.Unit, cancel);
    }
}
