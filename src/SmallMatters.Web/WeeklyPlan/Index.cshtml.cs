using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.WeeklyPlan;

/// <summary>The week's plan for an area, to work by, to hang up, or to write a public one from.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk, CardRuleBook rules) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "area")]
    public string? AreaCode { get; set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public PlanOfWeek Plan { get; private set; } = null!;

    /// <summary>Whether the reader may write what goes out.</summary>
    public bool MayPublish => desk.Scope.Is(StaffRole.Handler);

    public IEnumerable<Choice> Areas => Open.Select(a => new Choice(a.Code, a.Name));

    private IEnumerable<Area> Open => Jurisdiction.Areas.Values.Where(a => desk.Scope.ReadsOf(a.Code));

    public CardRule? RuleOf(CardLine card) => rules.All.LastOrDefault(r => r.Code == card.Rule);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        // An intake desk opens its own area's plan first.
        var area = AreaCode is { Length: > 0 } code
            ? Open.FirstOrDefault(a => a.Code == code)
            : Open.FirstOrDefault(a => a.IntakeUnit == desk.Scope.Unit) ?? Open.FirstOrDefault();
        if (area is null)
        {
            return NotFound();
        }
        Plan = await PlanOfWeek.ReadAsync(desk, area, Jurisdiction, cancel);
        return Page();
    }
}
