using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Figures;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Services;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Services;

/// <summary>One service for everybody, with how long such things really took; on paper as well.</summary>
[Authorize(Policies.Everybody)]
public sealed class OneModel(Db db, JurisdictionSource source, TimeProvider time) : PageModel
{
    public new ServiceFile File { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>How long matters of its category really took; null when they were too few to say.</summary>
    public AreaFigure? Times { get; private set; }

    /// <summary>How many places can be booked.</summary>
    public int Free { get; private set; }

    public async Task<IActionResult> OnGetAsync(string service, CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(service, "N", out var id)
            || await ServiceBook.FindAsync(db, id, cancel) is not { Item: ServiceItem.Offered { File: var file } }
        )
        {
            return NotFound();
        }
        File = file;
        Jurisdiction = await source.CurrentAsync(cancel);
        Times = await AreaFigures.TimesAsync(db, "", file.Sheet.Category, cancel);
        Free = (await ServiceBook.SlotsAsync(db, id, time.GetUtcNow(), cancel)).Sum(s => s.Left);
        return Page();
    }
}
