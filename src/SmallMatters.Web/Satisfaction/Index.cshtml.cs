using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Satisfaction;

/// <summary>What residents said of closings in a quarter, by unit, area, category or channel: counts first, then the rate.</summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public VerdictQuery Query { get; set; } = new();

    public VerdictTable Table { get; private set; } = null!;

    /// <summary>Satisfaction calls of the same quarter, counted apart; null when there were none.</summary>
    public CallTable? Calls { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public Quarter Quarter => Query.WholeQuarter(Today);

    public VerdictFormula Formula => Query.WholeFormula;

    /// <summary>For each compared group, whether it differs clearly from the rest; in the order of the funnel's points.</summary>
    public IReadOnlyList<bool> Apart =>
        [.. Table.Lines.Where(l => l.Told == Told.Compared).Select(l => l.Against is Against.Above or Against.Below)];

    public IEnumerable<Choice> Quarters => VerdictQuery.Quarters(Today).Select(q => new Choice(q.ToString(), q.Said()));

    public static IEnumerable<Choice> Bys => Enum.GetValues<VerdictsBy>().Select(b => new Choice(b.ToString(), b.Said()));

    public static IEnumerable<Choice> Questions =>
        Enum.GetValues<VerdictQuestion>().Select(q => new Choice(q.ToString(), q.Said()));

    public static IEnumerable<Choice> Formulas => VerdictFormula.All.Select(f => new Choice(f.Code, f.Name));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Today = Jurisdiction.Calendar.DayOf(desk.Now);
        Calls = await CallTable.ReadAsync(desk.Db, desk.Scope, Jurisdiction.Calendar, Query, desk.Now, cancel);
        Table = await VerdictTable.ReadAsync(desk.Db, desk.Scope, Jurisdiction.Calendar, Query, desk.Now, cancel);
    }
}
