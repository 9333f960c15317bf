using System.Collections.Immutable;
using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Patterns;
using SmallMatters.Storage.Problems;
using SmallMatters.Web.Cards;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.WeeklyPlan;

/// <summary>
/// What the week of an area is made of (警务随着民意走): what residents raised, what recurs, what is promised, and so what the week is
/// for. It holds no words of residents and no name, so that it can hang on a wall.
/// </summary>
/// <param name="Area">The area.</param>
/// <param name="Monday">The Monday on which the week begins.</param>
/// <param name="Raised">Categories raised last week, with the weekly average of the four weeks before; the most first.</param>
/// <param name="Recurring">Places from which one category came at least twice in four weeks; the most first.</param>
/// <param name="Promises">Promises of the units whose matters the reader sees.</param>
/// <param name="PromisesOfOthers">How many promises of other units are due besides.</param>
/// <param name="Countermeasures">Countermeasures that are due.</param>
/// <param name="Cards">Cards about places.</param>
/// <param name="CardsOfOthers">How many cards about the area's places wait with units whose cards the reader does not see.</param>
/// <param name="Problems">Problems that are worked on.</param>
public sealed record PlanOfWeek(
    Area Area,
    DateOnly Monday,
    IReadOnlyList<(string Category, int LastWeek, double Usually)> Raised,
    IReadOnlyList<(string Place, string Category, int Count)> Recurring,
    IReadOnlyList<PromiseDue> Promises,
    int PromisesOfOthers,
    IReadOnlyList<CountermeasureLine> Countermeasures,
    IReadOnlyList<CardLine> Cards,
    int CardsOfOthers,
    IReadOnlyList<ProblemLine> Problems
)
{
    private const int Most = 60;
    private const int RecurringDays = 28;
    private const int WeeksBefore = 4;

    /// <summary>The plan of this week for an area, as its reader sees it.</summary>
    public static async Task<PlanOfWeek> ReadAsync(Desk desk, Area area, Jurisdiction jurisdiction, CancellationToken cancel)
    {
        var calendar = jurisdiction.Calendar;
        var monday = CardWatch.MondayOf(calendar.DayOf(desk.Now));
        var events = await PatternEvents.EventsAsync(
            desk.Db,
            calendar.StartOfDay(monday.AddDays(-7 * (WeeksBefore + 1))),
            calendar.StartOfDay(monday),
            area.Code,
            cancel: cancel
        );
        var sunday = monday.AddDays(6);
        var (promises, others) = await WeekOfArea.PromisesAsync(desk.Db, desk.Scope, area.Code, sunday, Most, cancel);
        // Cards about single matters are for those who deal with them, not for the wall.
        var cards = (await CardBook.ListAsync(desk.Db, desk.Scope, null, true, area.Code, 0, Most, cancel)).Where(c =>
            c.About == CardAbout.Place
        );
        return new PlanOfWeek(
            area,
            monday,
            Count(events, calendar.StartOfDay(monday.AddDays(-7))),
            Again(events.Where(e => e.Hour >= calendar.StartOfDay(monday.AddDays(-RecurringDays)))),
            promises,
            others,
            await ProblemBook.PromisedAsync(desk.Db, area.Code, sunday, cancel),
            [.. cards],
            await CardBook.WaitingElsewhereAsync(desk.Db, desk.Scope, area.Code, cancel),
            await ProblemBook.ListAsync(desk.Db, desk.Scope, false, area.Code, Most, cancel)
        );
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
