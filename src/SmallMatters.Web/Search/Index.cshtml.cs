using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Search;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Search;

/// <summary>Finds matters of the reader's units by their words or place; a whole reference leads straight to its matter.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : PageModel
{
    private const int RowsOnAPage = 30;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    [BindProperty(SupportsGet = true, Name = "before")]
    public long? Before { get; set; }

    /// <summary>Matters whose number at the system that passed them on is what was typed.</summary>
    public IReadOnlyList<UnitMatter> Numbered { get; private set; } = [];

    public IReadOnlyList<UnitMatter> Found { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>Whether the query was longer than what is looked at.</summary>
    public bool Shortened => Query?.Length > MatterSearch.LongestQuery;

    /// <summary>The address of older results, or null at the end.</summary>
    public string? Older { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (string.IsNullOrWhiteSpace(Query))
        {
            return Page();
        }
        if (Reference.TryParse(Query, out var reference) && await desk.ReadAsync(reference, cancel) is not (null, null))
        {
            return Redirect(MatterLinks.To(reference));
        }
        var before = Before is { } key ? new MatterId(key) : (MatterId?)null;
        var found = await MatterSearch.FindAsync(desk.Db, desk.Scope, Query, before, RowsOnAPage + 1, cancel);
        Found = [.. found.Take(RowsOnAPage)];
        Numbered = before is null ? await MatterSearch.ByTheirNumberAsync(desk.Db, desk.Scope, Query, cancel) : [];
        Older =
            found.Count > RowsOnAPage
                ? "/staff/search"
                    + new QueryString().Add("q", Query).Add("before", Found[^1].Id.Value.ToString(CultureInfo.InvariantCulture))
                : null;
        return Page();
    }
}
