using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Accountability;

/// <summary>One decision of credit or accountability, for the units that have to do with it.</summary>
[Authorize(Policies.Matters)]
public sealed class OneReckoningModel(Desk desk) : ReckoningPage(desk)
{
    /// <summary>The named leader.</summary>
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
