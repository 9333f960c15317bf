using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Satisfaction;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Satisfaction;

/// <summary>What residents said of closings, month by month, of all or of one unit, area or category against its own past.</summary>
[Authorize(Policies.Matters)]
public sealed class MonthsModel(Desk desk) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "by")]
    public VerdictsBy By { get; set; }

    /// <summary>Code of the unit, area, category or channel; nothing for all together.</summary>
    [BindProperty(SupportsGet = true, Name = "group")]
    public string? Group { get; set; }

    [BindProperty(SupportsGet = true, Name = "question")]
    public VerdictQuestion Question { get; set; }

    public VerdictMonths Shown { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>What can be looked at by itself, after "all together".</summary>
    public IEnumerable<Choice> Groups =>
        Codes.Select(code => new Choice(code, VerdictWords.Group(By, code, Jurisdiction))).Prepend(new Choice("", All));

    /// <summary>The name of what is shown.</summary>
    public Bilingual Name => Group is { Length: > 0 } code ? VerdictWords.Group(By, code, Jurisdiction) : All;

    /// <summary>Months that stand out, the latest first.</summary>
    public IEnumerable<VerdictMonth> Apart =>
        Shown.Months.Where(m => IsApart(m.Yes.Against) || IsApart(m.Response.Against)).Reverse();

    private static Bilingual All { get; } = new("全部合计", "All together");

    private IEnumerable<string> Codes =>
        By switch
        {
            VerdictsBy.Unit => Jurisdiction.Units.Keys.Order(StringComparer.Ordinal),
            VerdictsBy.Area => Jurisdiction.Areas.Keys.Where(desk.Scope.ReadsOf).Order(StringComparer.Ordinal),
            VerdictsBy.Category => Jurisdiction.Categories.Keys.Order(StringComparer.Ordinal),
            VerdictsBy.Channel => Enum.GetNames<Domain.Matters.Channel>(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static bool IsApart(AgainstBefore against) => against is not (AgainstBefore.NotCompared or AgainstBefore.NoDifference);

    public static string Month(DateOnly first) => first.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (!Enum.IsDefined(By) || !Enum.IsDefined(Question))
        {
            return NotFound();
        }
        // A group of another kind is left behind when the kind is changed.
        Group = Group is { } group && Codes.Contains(group) ? group : null;
        Shown = await VerdictMonths.ReadAsync(
            desk.Db,
            desk.Scope,
            Jurisdiction.Calendar,
            By,
            Group ?? "",
            Question,
            desk.Now,
            cancel
        );
        return Page();
    }
}
