using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Performance;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Performance;

namespace SmallMatters.Storage.Learning;

/// <summary>What was counted in one area, stretch by stretch of four weeks, the oldest first.</summary>
/// <param name="Area">Its code.</param>
/// <param name="With">Whether it is one of those in which something is done.</param>
/// <param name="Before">The stretches before the first day.</param>
/// <param name="After">As many from the first day.</param>
[ProjectionFor(Audience.Analytics)]
[ShowsNothingPersonal(nameof(Area), nameof(Before), nameof(After))]
public sealed record AreaCounts(
    string Area,
    bool With,
    ImmutableArray<MeasureCounts> Before,
    ImmutableArray<MeasureCounts> After
);

/// <summary>Counts what an effect is computed from.</summary>
public static class ComparedCounts
{
    /// <summary>Whether a reader's appointment covers all areas of a comparison; else the counts would be of a part of them.</summary>
    public static bool Covers(StaffScope scope, Comparison compared) =>
        compared.Areas.Concat(compared.Against).All(scope.ReadsOf);

    /// <summary>The counts of each area, in as many stretches before the first day as after.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="compared">What is compared.</param>
    /// <param name="stretches">How many stretches on each side.</param>
    /// <param name="calendar">The jurisdiction's, for local days.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<ImmutableArray<AreaCounts>> ReadAsync(
        Db db,
        StaffScope scope,
        Comparison compared,
        int stretches,
        WorkingCalendar calendar,
        CancellationToken cancel = default
    )
    {
        var counted = new List<IReadOnlyDictionary<string, ImmutableDictionary<MeasureCode, MeasureCounts>>>();
        for (var stretch = -stretches; stretch < stretches; stretch++)
        {
            var first = compared.From.AddDays(stretch * Comparison.Stretch);
            counted.Add(await CountAsync(db, scope, first, first.AddDays(Comparison.Stretch), calendar, cancel));
        }
        AreaCounts Of(string area, bool with)
        {
            var all = counted.ConvertAll(c => c.TryGetValue(area, out var of) ? of[compared.Measure] : default);
            return new AreaCounts(area, with, [.. all.Take(stretches)], [.. all.Skip(stretches)]);
        }
        return [.. compared.Areas.Select(a => Of(a, true)), .. compared.Against.Select(a => Of(a, false))];
    }

    /// <summary>The measure of the areas in which something is done, all together, from its first day to a day that is not counted.</summary>
    public static async Task<MeasureCounts> SinceAsync(
        Db db,
        StaffScope scope,
        Comparison compared,
        DateOnly to,
        WorkingCalendar calendar,
        CancellationToken cancel = default
    )
    {
        var counts = await CountAsync(db, scope, compared.From, to, calendar, cancel);
        return compared.Areas.Aggregate(
            default(MeasureCounts),
            (sum, area) => sum + (counts.TryGetValue(area, out var of) ? of[compared.Measure] : default)
        );
    }

    private static Task<IReadOnlyDictionary<string, ImmutableDictionary<MeasureCode, MeasureCounts>>> CountAsync(
        Db db,
        StaffScope scope,
        DateOnly from,
        DateOnly to,
        WorkingCalendar calendar,
        CancellationToken cancel
    ) =>
        MeasureFigures.CountAsync(
            db,
            scope,
            calendar.StartOfDay(from),
            calendar.StartOfDay(to),
            (from, to),
            MeasuredBy.Area,
            cancel: cancel
        );
}
