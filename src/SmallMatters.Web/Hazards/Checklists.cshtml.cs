using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Hazards;

/// <summary>The checklists that are in force today, and the schemes of levels.</summary>
[Authorize(Policies.Premises)]
public sealed class ChecklistsModel(Desk desk, ChecklistBook book, ClockRuleBook clocks) : PageModel
{
    private DateOnly _today;

    public IReadOnlyList<Checklist> Lists { get; private set; } = [];

    public IReadOnlyList<LevelScheme> Schemes => book.Schemes;

    /// <summary>To whom a failure goes besides, and within how long; null where it goes to nobody.</summary>
    public Bilingual? HandOver(ChecklistItem item) => item.HandedOver(clocks, _today);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        _today = (await desk.JurisdictionAsync(cancel)).Calendar.DayOf(desk.Now);
        Lists = [.. Enum.GetValues<PremisesKind>().Select(k => book.InForce(k, _today)).OfType<Checklist>()];
    }
}
