using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Services;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Services;

/// <summary>The catalogue for everybody.</summary>
[Authorize(Policies.Everybody)]
public sealed class IndexModel(Db db, JurisdictionSource source) : PageModel
{
    public IReadOnlyList<ServiceFile> Services { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await source.CurrentAsync(cancel);
        Services = await ServiceBook.OfferedAsync(db, null, cancel);
    }
}
