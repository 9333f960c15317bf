using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Publishing;
using SmallMatters.Web.Accounts;
using PublicProjection = SmallMatters.Storage.Publishing.News;

namespace SmallMatters.Web.News;

/// <summary>What is published, for one area or all.</summary>
[Authorize(Policies.Everybody)]
public sealed class IndexModel(Db db, JurisdictionSource source, TimeProvider time) : PageModel
{
    private const int Rows = 20;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public Area? Area { get; private set; }

    public IReadOnlyList<PublicNews> News { get; private set; } = [];

    public string? Older { get; private set; }

    public string? Newer { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? area, int part)
    {
        Jurisdiction = await source.CurrentAsync(HttpContext.RequestAborted);
        if (area is not null && !Jurisdiction.Areas.ContainsKey(area))
        {
            return NotFound();
        }
        Area = area is null ? null : Jurisdiction.Areas[area];
        part = Math.Clamp(part, 0, 1000);
        var now = time.GetUtcNow();
        var found = await PublicProjection.ListAsync(
            db,
            area,
            Jurisdiction.Calendar.DayOf(now),
            now,
            part * Rows,
            Rows + 1,
            HttpContext.RequestAborted
        );
        News = [.. found.Take(Rows)];
        var of = area is null ? "" : $"area={area}&";
        Older = found.Count > Rows ? $"/news?{of}part={part + 1}" : null;
        Newer = part > 0 ? $"/news?{of}part={part - 1}" : null;
        return Page();
    }
}
