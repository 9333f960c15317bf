using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Knowledge;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Knowledge;

/// <summary>One answer for everybody; one that has run out or was taken back is not found.</summary>
[Authorize(Policies.Everybody)]
public sealed class OneModel(KnowledgeSearch search, JurisdictionSource source) : PageModel
{
    public PublicAnswer Answer { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string answer, CancellationToken cancel)
    {
        if (!Guid.TryParseExact(answer, "N", out var id) || await search.OneAsync(id, cancel) is not { } found)
        {
            return NotFound();
        }
        Answer = found;
        Jurisdiction = await source.CurrentAsync(cancel);
        return Page();
    }
}
