using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Learning.Public;

/// <summary>The practice cards that were released, the newest first.</summary>
[Authorize(Policies.Everybody)]
public sealed class PracticesModel(Db db, JurisdictionSource source) : PageModel
{
    private const int Rows = 20;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<PublicPractice> Shown { get; private set; } = [];

    public string? Older { get; private set; }

    public string? Newest { get; private set; }

    public async Task OnGetAsync(string? before, CancellationToken cancel)
    {
        Jurisdiction = await source.CurrentAsync(cancel);
        var after = Guid.TryParseExact(before, "N", out var key) ? key : (Guid?)null;
        var found = await PublicPractices.ListAsync(db, after, Rows + 1, cancel);
        Shown = [.. found.Take(Rows)];
        Older = found.Count > Rows ? $"/practice?before={Shown[^1].Id:N}" : null;
        Newest = after is null ? null : "/practice";
    }
}

/// <summary>One practice card for everybody.</summary>
[Authorize(Policies.Everybody)]
public sealed class PracticeModel(Db db, JurisdictionSource source) : PageModel
{
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public PublicPractice Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? practice, CancellationToken cancel)
    {
        if (!Guid.TryParseExact(practice, "N", out var id) || await PublicPractices.FindAsync(db, id, cancel) is not { } shown)
        {
            return NotFound();
        }
        Jurisdiction = await source.CurrentAsync(cancel);
        Shown = shown;
        return Page();
    }
}
