using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Conduct;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Conduct;

/// <summary>What residents praised of the reader's unit.</summary>
[Authorize(Policies.Matters)]
public sealed class PraiseModel(Desk desk) : PageModel
{
    private const int Most = 30;

    [BindProperty(SupportsGet = true, Name = "before")]
    public string? Before { get; set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<PraiseLine> Shown { get; private set; } = [];

    /// <summary>Key after which to go on; null on the last page.</summary>
    public Guid? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var found = await PraiseLists.OfUnitAsync(
            desk.Db,
            desk.Scope,
            desk.Scope.Unit,
            null,
            Guid.TryParseExact(Before, "N", out var before) ? before : null,
            Most + 1,
            cancel
        );
        Shown = [.. found.Take(Most)];
        Next = found.Count > Most ? Shown[^1].Id : null;
    }
}
