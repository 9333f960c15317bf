using System.Collections.Immutable;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Patterns.Evaluation;
using SmallMatters.Storage;
using SmallMatters.Storage.Learning;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Learning;

/// <summary>Computes the effect of something that is done in areas from the product's own facts (Patterns/Evaluation).</summary>
public static class EffectOfAreas
{
    /// <summary>The version of the formula; another way of computing is another version.</summary>
    public const int Version = 1;

    /// <summary>Counts and computes.</summary>
    /// <param name="db">The database.</param>
    /// <param name="scope">Who reads; where they do not read all areas, nothing is said.</param>
    /// <param name="compared">What is compared.</param>
    /// <param name="until">Local day on which it is counted, or on which it was over; not included.</param>
    /// <param name="calendar">The jurisdiction's.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<MeasuredEffect> ReadAsync(
        Db db,
        StaffScope scope,
        Comparison compared,
        DateOnly until,
        WorkingCalendar calendar,
        CancellationToken cancel
    )
    {
        var stretches = compared.StretchesBy(until);
        if (!ComparedCounts.Covers(scope, compared))
        {
            return Nothing(compared, stretches, NothingSaid.NotYourAreas);
        }
        if (compared.MeasureVersion != Measure.For(compared.Measure).Version)
        {
            return Nothing(compared, stretches, NothingSaid.MeasureChanged);
        }
        return stretches == 0
            ? NotYet(compared)
            : Of(compared, stretches, await ComparedCounts.ReadAsync(db, scope, compared, stretches, calendar, cancel));
    }

    /// <summary>What is said while not one stretch is over.</summary>
    internal static MeasuredEffect NotYet(Comparison compared) => Nothing(compared, 0, NothingSaid.NotYet);

    /// <summary>Computes from counts.</summary>
    /// <param name="compared">What is compared.</param>
    /// <param name="stretches">Stretches on each side.</param>
    /// <param name="areas">The counts.</param>
    public static MeasuredEffect Of(Comparison compared, int stretches, ImmutableArray<AreaCounts> areas)
    {
        MeasureCounts Sum(bool with, Func<AreaCounts, ImmutableArray<MeasureCounts>> side) =>
            areas.Where(a => a.With == with).SelectMany(a => side(a)).Aggregate(default(MeasureCounts), (s, c) => s + c);
        var effect = Nothing(compared, stretches, NothingSaid.TooFewCounted) with
        {
            Before = Sum(true, a => a.Before),
            After = Sum(true, a => a.After),
            OthersBefore = Sum(false, a => a.Before),
            OthersAfter = Sum(false, a => a.After),
        };
        MeasureCounts[] four = [effect.Before, effect.After, effect.OthersBefore, effect.OthersAfter];
        if (four.Any(c => c.Total < Disclosure.FewestCompared))
        {
            return effect;
        }
        var places = DifferenceInDifferences.Estimate([
            .. areas.Select(a => new PlaceCounts(a.Area, a.With, Shares(a.Before), Shares(a.After))),
        ]);
        var series = InterruptedSeries.Estimate(Together(areas, a => a.Before), Together(areas, a => a.After));
        return effect with
        {
            Difference = Changed(places.Effect),
            WhyNot = Why(places.WhyNot),
            PValue = double.IsNaN(places.PValue) ? null : places.PValue,
            TrendBefore = Changed(places.TrendBefore),
            Jump = Changed(series.Level),
            WhyNoJump = Why(series.WhyNot),
        };
    }

    private static MeasuredEffect Nothing(Comparison compared, int stretches, NothingSaid why) =>
        new(compared, Version, stretches, default, default, default, default, null, why, null, null, null, why);

    private static ImmutableArray<ShareCount> Shares(ImmutableArray<MeasureCounts> counts) =>
        [.. counts.Select(c => new ShareCount(c.Count, c.Total))];

    // The areas with it as one, stretch by stretch.
    private static List<ShareCount> Together(
        ImmutableArray<AreaCounts> areas,
        Func<AreaCounts, ImmutableArray<MeasureCounts>> side
    ) =>
        [
            .. areas
                .Where(a => a.With)
                .SelectMany(a => side(a).Select((counts, stretch) => (counts, stretch)))
                .GroupBy(c => c.stretch, c => c.counts)
                .OrderBy(g => g.Key)
                .Select(g => new ShareCount(g.Sum(c => (long)c.Count), g.Sum(c => (long)c.Total))),
        ];

    private static ShareChange? Changed(Change? change) =>
        change is null ? null : new ShareChange(change.Value, change.Low, change.High);

    private static NothingSaid? Why(Unsaid? why) =>
        why switch
        {
            null => null,
            Unsaid.TooFewPlaces => NothingSaid.TooFewPlaces,
            Unsaid.TooFewPeriods => NothingSaid.TooFewPeriods,
            Unsaid.EmptyPeriod => NothingSaid.EmptyPeriod,
            Unsaid.NoVariation => NothingSaid.NoVariation,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
