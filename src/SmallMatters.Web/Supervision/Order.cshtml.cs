using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Supervision;

/// <summary>One order, for the unit that gave it and the one that replies.</summary>
[Authorize(Policies.Matters)]
public sealed class OrderModel(Desk desk) : OrderPage(desk)
{
    /// <summary>The leader who gave it.</summary>
    public string? LeaderName => Names.GetValueOrDefault(State.File.Leader.Value);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();
}
