using SmallMatters.Domain.Cards;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;
using SmallMatters.Patterns.Scan;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Web.Cards.Watching;

/// <summary>Clusters of one category that reach up to now: the prospective space-time permutation scan.</summary>
internal static class ScanWatch
{
    // Unremarkable categories are given up after so many replicas that do better.
    private const int GiveUpAfter = 20;

    public static IReadOnlyList<Sighting> Look(CardRule rule, EventLog known, DateTimeOffset at, CancellationToken cancel)
    {
        var days = rule.Whole("days");
        var from = at.AddDays(-days);
        var categories = known
            .Events(from, at)
            .Where(e => rule.Kinds.Contains(e.Kind) && Spots.HasPosition(e))
            .GroupBy(e => e.Category)
            .Where(g => g.Count() >= rule.Whole("fewest") && g.DistinctBy(e => (e.Latitude, e.Longitude)).Skip(1).Any())
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        var level = rule["level"] / Math.Max(1, categories.Count);
        var seen = new List<Sighting>();
        foreach (var category in categories)
        {
            cancel.ThrowIfCancellationRequested();
            seen.AddRange(LookAt(rule, category.Key, [.. category], from, at, level, categories.Count, cancel));
        }
        return seen;
    }

    private static IEnumerable<Sighting> LookAt(
        CardRule rule,
        string category,
        List<PatternEvent> events,
        DateTimeOffset from,
        DateTimeOffset at,
        double level,
        int looked,
        CancellationToken cancel
    )
    {
        var days = rule.Whole("days");
        var places = events
            .GroupBy(e => (Latitude: e.Latitude!.Value, Longitude: e.Longitude!.Value))
            .OrderBy(g => g.Key.Latitude)
            .ThenBy(g => g.Key.Longitude)
            .ToList();
        var cases = new int[places.Count * days];
        for (var place = 0; place < places.Count; place++)
        {
            foreach (var e in places[place])
            {
                cases[(place * days) + DayOf(e, from, days)]++;
            }
        }
        var found = ScanStatistic.Run(
            new ScanData(
                [.. places.Select((_, i) => $"{i}")],
                [.. places.Select(p => p.Key.Longitude)],
                [.. places.Select(p => p.Key.Latitude)],
                Metric.GreatCircle,
                days,
                cases
            ),
            new ScanSettings
            {
                MaxRadius = rule["radius"],
                MaxPeriods = rule.Whole("longest"),
                MinCases = rule.Whole("fewest"),
                MaxClusters = 3,
                StopAfter = GiveUpAfter,
                // Fewer replicas than this could not show so small a level.
                // One core: people who wait for a page come before what may be known an hour later.
                MonteCarlo = new MonteCarlo(Math.Max(rule.Whole("replicas"), (int)Math.Ceiling(1 / level))) { Cores = 1 },
            },
            null,
            cancel
        );
        foreach (var cluster in found.Clusters.Where(c => c.P <= level))
        {
            var inside = cluster
                .Members.SelectMany(m => places[m])
                .Where(e => DayOf(e, from, days) is var day && day >= cluster.FirstPeriod && day <= cluster.LastPeriod)
                .ToList();
            // What ended before the last card would have expired was said by that card; only what goes on is said again.
            if (inside.Count(e => e.Hour >= at.AddDays(-rule.ExpiresAfterDays)) < rule.Whole("fewest"))
            {
                continue;
            }
            var spot = Spots.Around(inside);
            yield return new Sighting(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{category}@{spot.Latitude:0.0000},{spot.Longitude:0.0000}"
                ),
                category,
                Spots.AreaOf(inside),
                spot,
                null,
                null,
                from.AddDays(cluster.FirstPeriod),
                from,
                at,
                Math.Min(1, cluster.P!.Value * looked),
                [
                    new(FigureOf.Matters, cluster.Observed),
                    new(FigureOf.Expected, Math.Round(cluster.Expected, 2)),
                    new(FigureOf.TimesExpected, Math.Round(cluster.Observed / cluster.Expected, 1)),
                    new(FigureOf.Looked, looked),
                ]
            );
        }
    }

    private static int DayOf(PatternEvent e, DateTimeOffset from, int days) =>
        Math.Clamp((int)(e.Hour - from).TotalDays, 0, days - 1);
}
