using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Problems;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Problems;

/// <summary>
/// Counts what an assessment compares: matters of the problem's category at its place, and everywhere else, in as many whole
/// weeks before the response began as have passed since it ended. The same projection feeds it as feeds the patterns.
/// </summary>
public static class EffectMeasurement
{
    /// <summary>No more weeks than these on each side: what is longer ago is another year's weather.</summary>
    public const int MostWeeks = 26;

    // A ring around the place belongs to neither side: what moves next door is not a success.
    private const double RingMetres = 200;

    /// <summary>
    /// How many matters of the problem's category came from its place in the year before an instant, and when the latest did,
    /// to the hour; null when none came.
    /// </summary>
    public static async Task<(int Matters, DateTimeOffset? Latest)> YearAsync(
        Db db,
        Problem problem,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        var events = await PatternEvents.EventsAsync(db, now.AddDays(-365), now, category: problem.File.Category, cancel: cancel);
        var there = events.FindAll(e => WhereIs(problem.File, e) == true);
        return (there.Count, there.Count == 0 ? null : there[^1].Hour);
    }

    /// <summary>The effect as of an instant, or null while too few weeks have passed since the last countermeasure was done.</summary>
    public static async Task<Effect?> MeasureAsync(
        Db db,
        Problem problem,
        WorkingCalendar calendar,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        if (problem.RespondedOn is not { } responded)
        {
            return null;
        }
        var after = calendar.StartOfDay(responded.AddDays(1));
        var before = calendar.StartOfDay(problem.Countermeasures.Where(c => c.DoneOn is not null).Min(c => c.DoneOn!.Value));
        var weeks = Math.Min(MostWeeks, (int)((now - after).TotalDays / 7));
        if (weeks < Effect.FewestWeeks)
        {
            return null;
        }
        var begin = before.AddDays(-7 * weeks);
        var events = await PatternEvents.EventsAsync(
            db,
            begin,
            after.AddDays(7 * weeks),
            category: problem.File.Category,
            cancel: cancel
        );
        int[] placeBefore = new int[weeks],
            placeAfter = new int[weeks],
            elsewhereBefore = new int[weeks],
            elsewhereAfter = new int[weeks];
        foreach (var e in events)
        {
            var (side, start) =
                e.Hour < before ? (Before: true, begin)
                : e.Hour >= after ? (Before: false, after)
                : (false, default);
            if (start == default || WhereIs(problem.File, e) is not { } atPlace)
            {
                continue;
            }
            var counts = (side, atPlace) switch
            {
                (true, true) => placeBefore,
                (false, true) => placeAfter,
                (true, false) => elsewhereBefore,
                (false, false) => elsewhereAfter,
            };
            counts[Math.Clamp((int)((e.Hour - start).TotalDays / 7), 0, weeks - 1)]++;
        }
        return Effect.Measure(placeBefore, placeAfter, elsewhereBefore, elsewhereAfter);
    }

    // True at the place, false at a comparison place, null in the ring between them or where nobody knows.
    private static bool? WhereIs(ProblemFile file, PatternEvent e)
    {
        if (file.Place is not { } place)
        {
            return e.Area == file.Area;
        }
        if (e is not { Latitude: { } latitude, Longitude: { } longitude })
        {
            return null;
        }
        var metres = Position.At(latitude, longitude).MetresTo(Position.At(place.Latitude, place.Longitude));
        return metres <= place.Metres + 50 ? true
            : metres <= place.Metres + RingMetres ? null
            : false;
    }
}
