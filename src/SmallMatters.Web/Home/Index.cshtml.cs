using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Home;

/// <summary>The first page.</summary>
[Authorize(Policies.Everybody)]
public sealed class IndexModel(JurisdictionSource source) : PageModel
{
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task OnGetAsync() => Jurisdiction = await source.CurrentAsync(HttpContext.RequestAborted);
}
