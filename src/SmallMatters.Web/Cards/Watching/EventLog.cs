using SmallMatters.Domain.Cards;
using SmallMatters.Patterns.Places;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Web.Cards.Watching;

/// <summary>
/// Events and texts in the order of time, up to an end that whoever reads cannot look past: a rule that is handed a log
/// knows nothing of what came later.
/// </summary>
public sealed class EventLog
{
    private readonly IReadOnlyList<PatternEvent> _events;
    private readonly IReadOnlyList<PatternText> _texts;
    private readonly DateTimeOffset _end;

    /// <summary>A log of everything up to an instant.</summary>
    /// <param name="events">In the order of time.</param>
    /// <param name="texts">In the order of time.</param>
    /// <param name="end">Its end; not included.</param>
    public EventLog(IReadOnlyList<PatternEvent> events, IReadOnlyList<PatternText> texts, DateTimeOffset end) =>
        (_events, _texts, _end) = (events, texts, end);

    /// <summary>When the first event was; the end when there is none.</summary>
    public DateTimeOffset First => _events.Count == 0 ? _end : _events[0].Hour;

    /// <summary>The same log ending earlier.</summary>
    public EventLog Until(DateTimeOffset end) => new(_events, _texts, end < _end ? end : _end);

    /// <summary>The same events with other texts, in the order of time.</summary>
    public EventLog With(IReadOnlyList<PatternText> texts) => new(_events, texts, _end);

    /// <summary>Events of a stretch.</summary>
    public IEnumerable<PatternEvent> Events(DateTimeOffset from, DateTimeOffset to) => Part(_events, e => e.Hour, from, to);

    /// <summary>Texts of a stretch.</summary>
    public IEnumerable<PatternText> Texts(DateTimeOffset from, DateTimeOffset to) => Part(_texts, t => t.Event.Hour, from, to);

    private IEnumerable<T> Part<T>(IReadOnlyList<T> all, Func<T, DateTimeOffset> hour, DateTimeOffset from, DateTimeOffset to)
    {
        to = to < _end ? to : _end;
        for (var i = FirstAt(all, hour, from); i < all.Count && hour(all[i]) < to; i++)
        {
            yield return all[i];
        }
    }

    private static int FirstAt<T>(IReadOnlyList<T> all, Func<T, DateTimeOffset> hour, DateTimeOffset from)
    {
        var (low, high) = (0, all.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = hour(all[middle]) < from ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}

/// <summary>Places of events.</summary>
internal static class Spots
{
    /// <summary>Patterns know no place finer than this around a point.</summary>
    public const double FinestMetres = 50;

    public static bool HasPosition(PatternEvent e) => e is { Latitude: not null, Longitude: not null };

    public static double Metres(PatternEvent a, PatternEvent b) =>
        Distances.Between(Metric.GreatCircle, a.Longitude!.Value, a.Latitude!.Value, b.Longitude!.Value, b.Latitude!.Value);

    /// <summary>Whether an event lies where a card points, a building's reach more or less.</summary>
    public static bool IsAt(Spot spot, PatternEvent e) =>
        HasPosition(e)
        && Distances.Between(Metric.GreatCircle, e.Longitude!.Value, e.Latitude!.Value, spot.Longitude, spot.Latitude)
            <= Math.Max(spot.Metres, FinestMetres) + FinestMetres;

    /// <summary>Where these events are: their middle, rounded, and the building where all lie in one.</summary>
    public static Spot Around(IReadOnlyList<PatternEvent> events)
    {
        var latitude = PatternEvents.Rounded(events.Average(e => e.Latitude!.Value));
        var longitude = PatternEvents.Rounded(events.Average(e => e.Longitude!.Value));
        var farthest = events.Max(e =>
            Distances.Between(Metric.GreatCircle, e.Longitude!.Value, e.Latitude!.Value, longitude, latitude)
        );
        var buildings = events.Select(e => e.Building).Distinct().Take(2).ToList();
        return new Spot(
            buildings.Count == 1 ? buildings[0] : null,
            latitude,
            longitude,
            Math.Max(FinestMetres, Math.Ceiling(farthest / FinestMetres) * FinestMetres)
        );
    }

    /// <summary>The area that most of them are in.</summary>
    public static string AreaOf(IEnumerable<PatternEvent> events) =>
        events.GroupBy(e => e.Area).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
}
