using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>One pilot: its plan, how it stands, and its effect.</summary>
[Authorize(Policies.Matters)]
public sealed class OnePilotModel(Desk desk) : PilotPage(desk)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await CountAsync(cancel) ? Page() : NotFound();
}
