using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Hazards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Hazards;

/// <summary>The register of premises that the reader may see.</summary>
[Authorize(Policies.Premises)]
public sealed class IndexModel(Desk desk, PremisesReader reader) : PageModel
{
    private const int LongestWords = 100;

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Area { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Unit { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Left { get; set; }

    /// <summary>Reference of a matter whose premises are looked for; it goes along to the form of the inspection.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Matter { get; set; }

    [BindProperty(SupportsGet = true)]
    public int At { get; set; } = 1;

    public PremisesFilter Filter { get; private set; } = new(null, null, null, null, false);

    public PremisesList Shown { get; private set; } = new([], 0);

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public int Pages => (Shown.Total + PremisesReader.OnOnePage - 1) / PremisesReader.OnOnePage;

    /// <summary>Whether the reader deals with matters, and so with inspections.</summary>
    public bool Deals =>
        desk.Scope.Is(StaffRole.Handler) || desk.Scope.Is(StaffRole.Supervisor) || desk.Scope.Is(StaffRole.Reviewer);

    /// <summary>Whether the reader keeps the register of some unit.</summary>
    public bool Keeps => desk.Scope.Is(StaffRole.Supervisor);

    public IEnumerable<Choice> Kinds => PremisesChoices.Kinds.Prepend(Choice.Of("", "全部", "All"));

    public IEnumerable<Choice> Areas => PremisesChoices.Areas(Jurisdiction, desk.Scope).Prepend(Choice.Of("", "全部", "All"));

    public IEnumerable<Choice> Units => PremisesChoices.Units(Jurisdiction, desk.Scope).Prepend(Choice.Of("", "全部", "All"));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        var words = Refusals.Clean(Words);
        Filter = new PremisesFilter(
            PremisesChoices.Read(Kind),
            OrNull(Area),
            OrNull(Unit),
            OrNull(words.Length > LongestWords ? words[..LongestWords] : words),
            Left
        );
        At = Math.Clamp(At, 1, 10_000);
        Shown = await reader.ListAsync(desk.Scope, Filter, At, cancel);
    }

    /// <summary>The address of another page of the same list.</summary>
    public string PageAt(int page) =>
        QueryHelpers.AddQueryString(
            PremisesLinks.List,
            new Dictionary<string, string?>
            {
                ["kind"] = Filter.Kind?.ToString(),
                ["area"] = Filter.Area,
                ["unit"] = Filter.Unit,
                ["words"] = Filter.Words,
                ["left"] = Filter.Withdrawn ? "true" : null,
                ["at"] = $"{page}",
                ["matter"] = OrNull(Matter),
            }
        );

    private static string? OrNull(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed;
}

/// <summary>What one chooses from on the pages of the register.</summary>
internal static class PremisesChoices
{
    public static IEnumerable<Choice> Kinds => Enum.GetValues<PremisesKind>().Select(k => new Choice($"{k}", k.Said()));

    /// <summary>The areas that somebody reads of.</summary>
    public static IEnumerable<Choice> Areas(Jurisdiction jurisdiction, Storage.Matters.Views.StaffScope scope) =>
        jurisdiction.Areas.Values.Where(a => scope.ReadsOf(a.Code)).Select(a => new Choice(a.Code, a.Name));

    /// <summary>The units that somebody sees; all for an auditor.</summary>
    public static IEnumerable<Choice> Units(Jurisdiction jurisdiction, Storage.Matters.Views.StaffScope scope) =>
        jurisdiction
            .Units.Values.Where(u => scope.Sees.Contains(u.Code) || scope.Is(StaffRole.Auditor))
            .Select(u => new Choice(u.Code, u.Name));

    public static PremisesKind? Read(string? typed) =>
        Enum.GetValues<PremisesKind>().Cast<PremisesKind?>().FirstOrDefault(k => k.ToString() == typed);
}
