using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
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

    /// <summary>How long mediation may take there by the rule of today, in words; null where no rule says.</summary>
    public Bilingual? TimeOf(Venue venue)
    {
        if (venue.Clock is not { } code || Jurisdiction.ClockRules.FindRule(code, Today) is not { } clock)
        {
            return null;
        }
        var (zh, en) = clock.Unit == ClockUnit.WorkingDay ? ("个工作日", "working days") : ("日", "days");
        return new Bilingual($"{clock.Name.Zh}：{clock.Length}{zh}", $"{clock.Name.En}: {clock.Length} {en}");
    }
}
