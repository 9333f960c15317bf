using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Parts;

/// <summary>A part of a matter, for its owner and for the unit that was asked; each sees what it needs.</summary>
[Authorize(Policies.Matters)]
public sealed class OneModel(Desk desk, PartReader reader) : PartPageModel(desk, reader)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();
}
