using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Hazards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Hazards;

/// <summary>The checklist of one place, to print and to fill in on the spot. It opens no contact.</summary>
[Authorize(Policies.Premises)]
public sealed class BlankModel(Desk desk, PremisesReader reader, ChecklistBook book, ClockRuleBook clocks) : PageModel
{
    private DateOnly _today;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public PremisesDetails Place { get; private set; } = null!;

    public Checklist? List { get; private set; }

    /// <summary>To whom a failure goes besides, and within how long; null where it goes to nobody.</summary>
    public Bilingual? HandOver(ChecklistItem item) => item.HandedOver(clocks, _today);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await reader.PlaceAsync(Id, desk.Scope, cancel) is not { } place)
        {
            return NotFound();
        }
        _today = (await desk.JurisdictionAsync(cancel)).Calendar.DayOf(desk.Now);
        (Place, List) = (place, book.InForce(place.Kind, _today));
        return Page();
    }
}
