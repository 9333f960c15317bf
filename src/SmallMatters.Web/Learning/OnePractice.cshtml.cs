using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>One practice card for the staff.</summary>
[Authorize(Policies.Matters)]
public sealed class OnePracticeModel(Desk desk) : PracticePage(desk)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();
}
