using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Supervision;

/// <summary>One entry of the hard list, for the leading unit and the one that confirms.</summary>
[Authorize(Policies.Matters)]
public sealed class HardModel(Desk desk) : HardPage(desk)
{
    public string? LeaderName { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var leader = State.File.Leader.Value;
        LeaderName = (await Colleagues.NamesAsync(Desk.Db, [leader], cancel)).GetValueOrDefault(leader);
        return Page();
    }
}
