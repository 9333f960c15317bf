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

    /// <summary>What a bundle is made of, those that are no longer offered too; empty for a service of its own.</summary>
    public List<BundleLine> Parts { get; } = [];

    /// <summary>The part that took longest so far; null as long as too few are known of any.</summary>
    public BundleLine? Slowest => Parts.Where(p => p.Offered && p.Times?.NineInTen is not null).MaxBy(p => p.Times!.NineInTen);

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
        foreach (var part in await ServiceBook.FindAllAsync(db, file.Sheet.Parts, cancel))
        {
            Parts.Add(new BundleLine(part, await AreaFigures.TimesAsync(db, "", part.File.Sheet.Category, cancel)));
        }
        Free = (await ServiceBook.SlotsAsync(db, id, time.GetUtcNow(), cancel)).Sum(s => s.Left);
        return Page();
    }
}

/// <summary>One part of a bundle.</summary>
/// <param name="Item">The service.</param>
/// <param name="Times">How long matters of its category really took; null when there are no figures.</param>
public sealed record BundleLine(ServiceItem Item, AreaFigure? Times)
{
    /// <summary>What it says.</summary>
    public ServiceSheet Sheet => Item.File.Sheet;

    /// <summary>Whether it can be had now.</summary>
    public bool Offered => Item is ServiceItem.Offered;
}
