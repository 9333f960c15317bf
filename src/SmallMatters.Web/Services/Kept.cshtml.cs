using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Services;
using SmallMatters.Storage.Services;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Services;

/// <summary>The services of the reader's unit.</summary>
[Authorize(Policies.Handler)]
public sealed class KeptModel(Desk desk) : PageModel
{
    public IReadOnlyList<ServiceFile> Services { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        Services = await ServiceBook.OfferedAsync(desk.Db, desk.Scope.Unit, cancel);
}
