using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Knowledge;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Knowledge;

/// <summary>The answers for everybody, all of them or those that a search finds.</summary>
[Authorize(Policies.Everybody)]
public sealed class IndexModel(KnowledgeSearch search, JurisdictionSource source) : PageModel
{
    private const int Rows = 20;

    public string Query { get; private set; } = "";

    /// <summary>Whether somebody searched for something.</summary>
    public bool Asked => Query.Length > 0;

    public IReadOnlyList<PublicAnswer> Found { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public string? Older { get; private set; }

    public string? Newer { get; private set; }

    public async Task OnGetAsync(string? q, int part, CancellationToken cancel)
    {
        Jurisdiction = await source.CurrentAsync(cancel);
        Query = Refusals.Clean(q);
        if (Asked)
        {
            Found = await search.FindAsync(Query, Rows, cancel);
            if (Found.Count == 0)
            {
                await search.InVainAsync(Query, cancel);
            }
            return;
        }
        part = Math.Clamp(part, 0, 1000);
        var all = await search.AllAsync(null, part * Rows, Rows + 1, cancel);
        Found = [.. all.Take(Rows)];
        Older = all.Count > Rows ? $"{KnowledgeLinks.Public}?part={part + 1}" : null;
        Newer = part > 0 ? $"{KnowledgeLinks.Public}?part={part - 1}" : null;
    }
}
