using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.AreaPages;

/// <summary>All areas, each with what is open.</summary>
[Authorize(Policies.Everybody)]
public sealed class IndexModel(Db db, JurisdictionSource source) : PageModel
{
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyDictionary<string, AreaFigure> Figures { get; private set; } = new Dictionary<string, AreaFigure>();

    public async Task OnGetAsync()
    {
        Jurisdiction = await source.CurrentAsync(HttpContext.RequestAborted);
        Figures = await AreaFigures.OfAllAreasAsync(db, HttpContext.RequestAborted);
    }
}
