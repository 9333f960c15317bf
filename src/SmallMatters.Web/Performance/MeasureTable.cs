using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Patterns.ControlCharts;
using SmallMatters.Storage;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Performance;

namespace SmallMatters.Web.Performance;

/// <summary>How a month stands to the one before it.</summary>
public enum AgainstLast
{
    /// <summary>不比较: too few in one of the two.</summary>
    NotCompared,

    /// <summary>没有显著差异.</summary>
    NoDifference,

    /// <summary>Higher than chance explains.</summary>
    Higher,

    /// <summary>Lower than chance explains.</summary>
    Lower,
}

/// <summary>One measure of one group. Its numerator, share and interval are null where they may not be told.</summary>
/// <param name="Group">Code of the unit, area or category; nothing for all together.</param>
/// <param name="Measure">Which.</param>
/// <param name="Counts">Its counts; the numerator is told only where <paramref name="Told"/> allows.</param>
/// <param name="Told">What may be told.</param>
/// <param name="Share">The share with Wilson's interval at 95 per cent.</param>
/// <param name="Against">How it stands to the month before.</param>
public sealed record MeasureLine(
    string Group,
    Measure Measure,
    MeasureCounts Counts,
    Told Told,
    ShareInterval? Share,
    AgainstLast Against
)
{
    /// <summary>Whether the numerator may be told.</summary>
    public bool Tells => Told is Told.Compared or Told.NotCompared;
}

/// <summary>The measures of a month: of all together, and of each group in the order of the codes, never by size.</summary>
/// <param name="Total">All together, one line for each measure.</param>
/// <param name="Groups">Each group, one line for each measure.</param>
public sealed record MeasureTable(ImmutableArray<MeasureLine> Total, ImmutableArray<MeasureLine> Groups)
{
    // Two months in a thousand differ so much by chance.
    private const double Confidence = 0.998;

    /// <summary>Counts a month and the one before.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads.</param>
    /// <param name="calendar">The jurisdiction's, for local days.</param>
    /// <param name="month">First day of the month.</param>
    /// <param name="by">What is counted by.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<MeasureTable> ReadAsync(
        Db db,
        StaffScope scope,
        WorkingCalendar calendar,
        DateOnly month,
        MeasuredBy by,
        CancellationToken cancel
    )
    {
        return Of(await CountAsync(month), await CountAsync(month.AddMonths(-1)));

        Task<IReadOnlyDictionary<string, ImmutableDictionary<MeasureCode, MeasureCounts>>> CountAsync(DateOnly first) =>
            MeasureFigures.CountAsync(
                db,
                scope,
                calendar.StartOfDay(first),
                calendar.StartOfDay(first.AddMonths(1)),
                (first, first.AddMonths(1)),
                by,
                cancel: cancel
            );
    }

    /// <summary>The table of some counts, with those of the month before.</summary>
    public static MeasureTable Of(
        IReadOnlyDictionary<string, ImmutableDictionary<MeasureCode, MeasureCounts>> month,
        IReadOnlyDictionary<string, ImmutableDictionary<MeasureCode, MeasureCounts>> before
    )
    {
        var groups = month.Keys.Order(StringComparer.Ordinal).ToList();
        var total = Measure.All.Select(m =>
        {
            var (all, last) = (Sum(month, m.Code), Sum(before, m.Code));
            return Line("", m, all, Disclosure.Of([all.Total])[0], last);
        });
        var lines = Measure.All.SelectMany(m =>
        {
            // What is hidden of one group must not follow from the total less the others.
            var told = Disclosure.Of([.. groups.Select(g => month[g][m.Code].Total)]);
            return groups.Select((g, i) => Line(g, m, month[g][m.Code], told[i], Of(before, g, m.Code)));
        });
        return new MeasureTable([.. total], [.. lines]);
    }

    private static MeasureLine Line(string group, Measure measure, MeasureCounts counts, Told told, MeasureCounts last)
    {
        var tells = told is Told.Compared or Told.NotCompared && counts.Total > 0;
        return new MeasureLine(
            group,
            measure,
            counts,
            told,
            tells ? Wilson.Interval(counts.Count, counts.Total) : null,
            tells ? Compare(counts, last) : AgainstLast.NotCompared
        );
    }

    private static AgainstLast Compare(MeasureCounts now, MeasureCounts last)
    {
        if (now.Total < Disclosure.FewestCompared || last.Total < Disclosure.FewestCompared)
        {
            return AgainstLast.NotCompared;
        }
        var difference = ShareDifference.Interval((now.Count, now.Total), (last.Count, last.Total), Confidence);
        return difference.Low > 0 ? AgainstLast.Higher
            : difference.High < 0 ? AgainstLast.Lower
            : AgainstLast.NoDifference;
    }

    private static MeasureCounts Sum(
        IReadOnlyDictionary<string, ImmutableDictionary<MeasureCode, MeasureCounts>> month,
        MeasureCode code
    ) => month.Values.Aggregate(default(MeasureCounts), (sum, counts) => sum + counts[code]);

    private static MeasureCounts Of(
        IReadOnlyDictionary<string, ImmutableDictionary<MeasureCode, MeasureCounts>> month,
        string group,
        MeasureCode code
    ) => month.TryGetValue(group, out var counts) ? counts[code] : default;
}
