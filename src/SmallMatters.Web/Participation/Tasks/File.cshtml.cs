using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Tasks;

/// <summary>One task for the unit that offers it: how many took it, and nobody's name.</summary>
[Authorize(Policies.Matters)]
public sealed class FileModel(Desk desk) : TaskPage(desk)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();
}
