using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Problems;

/// <summary>One problem: its four steps and what happened.</summary>
[Authorize(Policies.Matters)]
public sealed class ProblemModel(Desk desk) : ProblemPageModel(desk)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();
}
