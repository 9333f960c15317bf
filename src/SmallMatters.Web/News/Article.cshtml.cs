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

/// <summary>One publication as everybody sees it.</summary>
public abstract class NewsPageModel(Db db, JurisdictionSource source, TimeProvider time) : PageModel
{
    public PublicNews News { get; private set; } = null!;

    /// <summary>Address of its photo, or null.</summary>
    public string? Photo => News.HasPhoto ? $"/news/{News.Id:N}/photo" : null;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>Whether the last day on which it was to be listed is over.</summary>
    public bool IsOver => News.Until < Jurisdiction.Calendar.DayOf(time.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(string news, CancellationToken cancel)
    {
        if (!Guid.TryParseExact(news, "N", out var id) || await PublicProjection.FindAsync(db, id, cancel) is not { } found)
        {
            return NotFound();
        }
        News = found;
        Jurisdiction = await source.CurrentAsync(cancel);
        if (found.Title is null)
        {
            // What keeps copies is to let go of them; people read why.
            Response.StatusCode = StatusCodes.Status410Gone;
        }
        return Page();
    }
}

/// <summary>One publication as everybody sees it, or that it was recalled.</summary>
[Authorize(Policies.Everybody)]
public sealed class ArticleModel(Db db, JurisdictionSource source, TimeProvider time) : NewsPageModel(db, source, time);

/// <summary>The same on one sheet for the stairwell, with a code that leads to the page.</summary>
[Authorize(Policies.Everybody)]
public sealed class PrintModel(Db db, JurisdictionSource source, TimeProvider time) : NewsPageModel(db, source, time);
