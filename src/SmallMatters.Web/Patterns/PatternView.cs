using System.Globalization;
using SmallMatters.Domain.MinorCases;
using SmallMatters.Domain.Units;
using SmallMatters.Patterns.Aoristic;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Storage;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Patterns;
using SmallMatters.Web.Cards;

namespace SmallMatters.Web.Patterns;

/// <summary>What a reader asked for: of which area and category, and how far back.</summary>
public sealed record PatternQuery
{
    public string? Area { get; init; }

    public string? Category { get; init; }

    public int? Weeks { get; init; }

    /// <summary>How many weeks, one of those that are offered.</summary>
    public int WholeWeeks => Offered.Contains(Weeks ?? 0) ? Weeks!.Value : 26;

    public static readonly int[] Offered = [8, 26, 52];

    /// <summary>Whether area and category exist, and the reader may read of the area.</summary>
    public bool IsKnownTo(StaffScope scope, Jurisdiction jurisdiction) =>
        (string.IsNullOrEmpty(Area) || (jurisdiction.Areas.ContainsKey(Area) && scope.ReadsOf(Area)))
        && (
            string.IsNullOrEmpty(Category)
            || jurisdiction.Categories.ContainsKey(Category)
            || PatternCategory.KindOf(Category) is not null
        );

    /// <summary>The same as part of an address.</summary>
    public string ToAddress() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"area={Uri.EscapeDataString(Area ?? "")}&category={Uri.EscapeDataString(Category ?? "")}&weeks={WholeWeeks}"
        );
}

/// <summary>Matters at one place, no finer than a building.</summary>
/// <param name="Building">Estate and building as one key, or null.</param>
/// <param name="Area">Area code.</param>
/// <param name="Latitude">Rounded to about fifty metres.</param>
/// <param name="Longitude">Rounded alike.</param>
/// <param name="Count">How many.</param>
public sealed record PlaceCount(string? Building, string Area, double Latitude, double Longitude, int Count);

/// <summary>One week of the control chart.</summary>
/// <param name="Monday">Its first day.</param>
/// <param name="Count">How many matters.</param>
/// <param name="Centre">The average.</param>
/// <param name="High">Upper limit of ordinary ups and downs.</param>
/// <param name="Low">Lower limit.</param>
/// <param name="Signal">+1 above, −1 below, 0 within.</param>
public sealed record WeekCount(DateOnly Monday, int Count, double Centre, double High, double Low, int Signal);

/// <summary>The numbers behind the pictures, all from the projection that feeds patterns.</summary>
/// <param name="Places">The most first.</param>
/// <param name="Hours">168 values, Monday midnight first; what is known to a stretch only is shared out over it.</param>
/// <param name="Weeks">Whole weeks, the oldest first.</param>
/// <param name="Total">Matters in all, with and without a position.</param>
public sealed record PatternView(
    IReadOnlyList<PlaceCount> Places,
    IReadOnlyList<double> Hours,
    IReadOnlyList<WeekCount> Weeks,
    int Total
)
{
    /// <summary>Counts what was asked for and the reader may read of, up to the end of last week.</summary>
    public static async Task<PatternView> ReadAsync(
        Db db,
        StaffScope scope,
        Jurisdiction jurisdiction,
        PatternQuery query,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var calendar = jurisdiction.Calendar;
        var end = CardWatch.MondayOf(calendar.DayOf(now));
        var begin = end.AddDays(-7 * query.WholeWeeks);
        var events = await PatternEvents.EventsAsync(
            db,
            calendar.StartOfDay(begin),
            calendar.StartOfDay(end),
            query.Area is { Length: > 0 } area ? area : null,
            query.Category is { Length: > 0 } category ? category : null,
            cancel
        );
        if (scope.OnlyAreas is not null)
        {
            events.RemoveAll(e => !scope.ReadsOf(e.Area));
        }
        var counts = new int[query.WholeWeeks];
        var (firsts, lasts) = (new List<DateTime>(events.Count), new List<DateTime>(events.Count));
        DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, calendar.Zone).DateTime;
        foreach (var e in events)
        {
            var local = Local(e.Hour);
            firsts.Add(Local(e.First));
            lasts.Add(e.Hours == 1 ? local : Local(e.End));
            counts[Math.Clamp((DateOnly.FromDateTime(local).DayNumber - begin.DayNumber) / 7, 0, counts.Length - 1)]++;
        }
        var chart = ControlChart.U(counts, [.. Enumerable.Repeat(1.0, counts.Length)]);
        return new PatternView(
            [
                .. events
                    .Where(e => e is { Latitude: not null, Longitude: not null })
                    .GroupBy(e =>
                        // People point at their building from all sides of it: where it is known it is the place.
                        e.Building
                            is null
                            ? (e.Building, e.Area, e.Latitude, e.Longitude)
                            : (e.Building, e.Area, null, null)
                    )
                    .Select(g => (g.Key.Building, g.Key.Area, At: Middle(g), Count: g.Count()))
                    .Select(p => new PlaceCount(p.Building, p.Area, p.At.Latitude, p.At.Longitude, p.Count))
                    .OrderByDescending(p => p.Count)
                    .ThenBy(p => p.Building, StringComparer.Ordinal)
                    .ThenBy(p => p.Latitude)
                    .ThenBy(p => p.Longitude),
            ],
            [.. HourOfWeek.Distribution(firsts, lasts).Select(h => Math.Round(h, 2))],
            [
                .. chart.Select(
                    (point, week) =>
                        new WeekCount(begin.AddDays(7 * week), counts[week], point.Centre, point.High, point.Low, point.Signal)
                ),
            ],
            events.Count
        );
    }

    // The position that most gave.
    private static (double Latitude, double Longitude) Middle(IEnumerable<PatternEvent> events) =>
        events
            .GroupBy(e => (e.Latitude!.Value, e.Longitude!.Value))
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key)
            .First()
            .Key;
}
