using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Problems;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Cards;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.WeeklyPlan;

/// <summary>
/// The week's plan for an area (警务随着民意走): what residents raised, what recurs, what is promised, and so what the week is
/// for. It holds no words of residents and no name, so that it can hang on a wall.
/// </summary>
[Authorize(Policies.Matters)]
public sealed class IndexModel(Desk desk, CardRuleBook rules) : PageModel
{
    private const int Most = 60;
    private const int RecurringDays = 28;
    private const int WeeksBefore = 4;

    [BindProperty(SupportsGet = true, Name = "area")]
    public string? AreaCode { get; set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public Area Area { get; private set; } = null!;

    /// <summary>The Monday on which the week of the plan begins.</summary>
    public DateOnly Monday { get; private set; }

    /// <summary>Categories raised last week, with the weekly average of the four weeks before; the most first.</summary>
    public IReadOnlyList<(string Category, int LastWeek, double Usually)> Raised { get; private set; } = [];

    /// <summary>Places from which one category came at least twice in four weeks; the most first.</summary>
    public IReadOnlyList<(string Place, string Category, int Count)> Recurring { get; private set; } = [];

    /// <summary>Promises of the units whose matters the reader sees.</summary>
    public IReadOnlyList<PromiseDue> Promises { get; private set; } = [];

    /// <summary>How many promises of other units are due besides.</summary>
    public int PromisesOfOthers { get; private set; }

    public IReadOnlyList<CountermeasureLine> Countermeasures { get; private set; } = [];

    public IReadOnlyList<CardLine> Cards { get; private set; } = [];

    /// <summary>How many cards about the area's places wait with units whose cards the reader does not see.</summary>
    public int CardsOfOthers { get; private set; }

    public IReadOnlyList<ProblemLine> Problems { get; private set; } = [];

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
        Area = area;
        var calendar = Jurisdiction.Calendar;
        Monday = CardWatch.MondayOf(calendar.DayOf(desk.Now));
        var (begin, end) = (Monday.AddDays(-7 * (WeeksBefore + 1)), Monday);
        var events = await PatternEvents.EventsAsync(
            desk.Db,
            calendar.StartOfDay(begin),
            calendar.StartOfDay(end),
            area.Code,
            cancel: cancel
        );
        Raised = Count(events, calendar.StartOfDay(Monday.AddDays(-7)));
        Recurring = Again(events.Where(e => e.Hour >= calendar.StartOfDay(Monday.AddDays(-RecurringDays))));
        var sunday = Monday.AddDays(6);
        (Promises, PromisesOfOthers) = await WeekOfArea.PromisesAsync(desk.Db, desk.Scope, area.Code, sunday, Most, cancel);
        Countermeasures = await ProblemBook.PromisedAsync(desk.Db, area.Code, sunday, cancel);
        // Cards about single matters are for those who deal with them, not for the wall.
        Cards =
        [
            .. (await CardBook.ListAsync(desk.Db, desk.Scope, null, true, area.Code, 0, Most, cancel)).Where(c =>
                c.About == CardAbout.Place
            ),
        ];
        CardsOfOthers = await CardBook.WaitingElsewhereAsync(desk.Db, desk.Scope, area.Code, cancel);
        Problems = await ProblemBook.ListAsync(desk.Db, desk.Scope, false, area.Code, Most, cancel);
        return Page();
    }

    private static ImmutableArray<(string, int, double)> Count(List<PatternEvent> events, DateTimeOffset lastWeek) =>
        [
            .. events
                .GroupBy(e => e.Category)
                .Select(g =>
                    (
                        g.Key,
                        LastWeek: g.Count(e => e.Hour >= lastWeek),
                        Usually: g.Count(e => e.Hour < lastWeek) / (double)WeeksBefore
                    )
                )
                .Where(c => c.LastWeek > 0)
                .OrderByDescending(c => c.LastWeek)
                .ThenBy(c => c.Key, StringComparer.Ordinal),
        ];

    private static ImmutableArray<(string, string, int)> Again(IEnumerable<PatternEvent> events) =>
        [
            .. events
                .Where(e => e.Building is not null)
                .GroupBy(e => (e.Building, e.Category))
                .Where(g => g.Count() > 1)
                .OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key.Building, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Category, StringComparer.Ordinal)
                .Take(Most)
                .Select(g => (g.Key.Building!, g.Key.Category, g.Count())),
        ];
}
