using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Conduct;

/// <summary>One review of conduct, for who reviews and for the leaders of the unit concerned.</summary>
[Authorize(Policies.Matters)]
public sealed class OneModel(Desk desk) : ConductPage(desk)
{
    /// <summary>Whether the finding may be followed by accountability of the unit, proposed from here.</summary>
    public bool MayReckon => !IsConcerned && State.Opinion is { Finding: ConductFinding.Upheld or ConductFinding.PartlyUpheld };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await ShowToReaderAsync(cancel) ? Page() : NotFound();
}
