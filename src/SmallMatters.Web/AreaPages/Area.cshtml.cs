using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.AreaPages;

/// <summary>One area: what is open, how long things took, how they ended, what residents said, what was done lately.</summary>
[Authorize(Policies.Everybody)]
public sealed class AreaModel(Db db, JurisdictionSource source) : PageModel
{
    private const int Rows = 20;
    private const int Lately = 10;

    public Area Area { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyDictionary<string, AreaFigure> Figures { get; private set; } = new Dictionary<string, AreaFigure>();

    public IReadOnlyList<PublicMatter> Open { get; private set; } = [];

    public IReadOnlyList<PublicMatter> Done { get; private set; } = [];

    /// <summary>Address of older and of newer open matters, or null.</summary>
    public string? Older { get; private set; }

    public string? Newer { get; private set; }

    public AreaFigure? Whole => Figures.GetValueOrDefault("");

    public async Task<IActionResult> OnGetAsync(string code, long? before, long? after)
    {
        Jurisdiction = await source.CurrentAsync(HttpContext.RequestAborted);
        if (!Jurisdiction.Areas.TryGetValue(code, out var area))
        {
            return NotFound();
        }
        Area = area;
        Figures = await AreaFigures.OfAsync(db, code, HttpContext.RequestAborted);
        var page = await AreaMatters.OpenAsync(db, Jurisdiction, code, before, after, Rows, HttpContext.RequestAborted);
        Open = page.Matters;
        Older = page.More ? $"/areas/{code}?before={Open[^1].Id.Value}#open" : null;
        Newer = page.Newer && Open.Count > 0 ? $"/areas/{code}?after={Open[0].Id.Value}#open" : null;
        Done = await AreaMatters.LatelyAnsweredAsync(db, Jurisdiction, code, Lately, HttpContext.RequestAborted);
        return Page();
    }
}
