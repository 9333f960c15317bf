using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Patterns.Durations;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Hazards;

/// <summary>A place whose next inspection is due, and why then.</summary>
public sealed record NextShown(PlaceKnown Place, NextInspection Next);

/// <summary>How far the places of an area and a type were looked at.</summary>
/// <param name="Area">Code of the area.</param>
/// <param name="Kind">Type of the premises.</param>
/// <param name="Places">How many there are.</param>
/// <param name="InTime">How many were inspected and are not due again yet.</param>
/// <param name="Never">How many were never inspected.</param>
public sealed record CoverageShown(string Area, PremisesKind Kind, int Places, int InTime, int Never);

/// <summary>
/// Where was looked at and where not: the next dates with what moves them, coverage by area and type, how long hazards stay open, and
/// what the random share says of those that nobody found.
/// </summary>
[Authorize(Policies.Matters)]
public sealed class CoverageModel(Desk desk, CoverageBook book, HazardRules rules) : PageModel
{
    private const int Most = 30;
    private const int MostDraws = 6;

    public IReadOnlyList<NextShown> Next { get; private set; } = [];

    public IReadOnlyList<CoverageShown> Coverage { get; private set; } = [];

    public IReadOnlyList<(PremisesKind Kind, MedianDuration Open)> HalfLives { get; private set; } = [];

    public IReadOnlyList<(DrawKept Kept, RandomShare Others)> Draws { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public HazardRules Rules => rules;

    /// <summary>Whether the reader may have this month drawn.</summary>
    public bool MayDraw =>
        desk.Scope.Is(StaffRole.Supervisor)
        && Draws.All(d => (d.Kept.Draw.Month.Year, d.Kept.Draw.Month.Month) != (Today.Year, Today.Month));

    public async Task OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        switch (await book.DrawAsync(desk.Scope, cancel))
        {
            case Acted.Refused refused:
                ModelState.Refuse(refused.Why, desk.Speech);
                await ShowAsync(cancel);
                return Page();
            default:
                TempData.Flash("本月已抽取。", "This month is drawn.");
                return Redirect(FindingLinks.Coverage);
        }
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Today = Jurisdiction.Calendar.DayOf(desk.Now);
        var (places, findings) = await book.PlacesAsync(desk.Scope, cancel);
        List<NextShown> all = [.. places.Select(p => new NextShown(p, NextInspection.Of(p.History, rules)))];
        Next = [.. all.OrderBy(n => n.Next.Due).ThenBy(n => n.Place.Details.Code, StringComparer.Ordinal).Take(Most)];
        Coverage =
        [
            .. all.GroupBy(n => (n.Place.Details.Area, n.Place.Details.Kind))
                .OrderBy(g => g.Key.Area, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Kind)
                .Select(g => new CoverageShown(
                    g.Key.Area,
                    g.Key.Kind,
                    g.Count(),
                    g.Count(n => n.Place.History.Last is not null && n.Next.Due >= Today),
                    g.Count(n => n.Place.History.Last is null)
                )),
        ];
        HalfLives =
        [
            .. findings
                .GroupBy(f => f.Kind)
                .OrderBy(g => g.Key)
                .Select(g => (g.Key, MedianDuration.Of([.. g.Select(f => (f.Days, f.Ended))]))),
        ];
        Draws =
        [
            .. (await book.DrawsAsync(desk.Scope.Unit, MostDraws, cancel)).Select(d =>
                (d, RandomShare.Of(d.Draw.From.Length, d.Inspected, d.Having))
            ),
        ];
    }
}
