using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Rooms;

/// <summary>For everybody: where disputes are mediated, under which rules, and which lawful ways are no mediation.</summary>
[Authorize(Policies.Everybody)]
public sealed class MediationModel(JurisdictionSource source, VenueBook venues, TimeProvider time) : PageModel
{
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    /// <summary>The venues that are in force today, by their parent kind.</summary>
    public IEnumerable<IGrouping<VenueKind, Venue>> Kinds =>
        venues.Venues.Where(v => v.HoldsOn(Today)).GroupBy(v => v.Kind).OrderBy(g => g.Key);

    public IReadOnlyList<DisputeDoor> Doors => venues.Doors;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await source.CurrentAsync(cancel);
        Today = Jurisdiction.Calendar.DayOf(time.GetUtcNow());
    }

    /// <summary>The rule that sets a venue's time today, or null.</summary>
    public Domain.Clocks.ClockRule? ClockOf(Venue venue) =>
        venue.Clock is { } code ? Jurisdiction.ClockRules.FindRule(code, Today) : null;
}
