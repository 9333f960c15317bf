using SmallMatters.Domain.Cards;
using SmallMatters.Patterns.Knox;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Web.Cards.Watching;

/// <summary>Categories that tend to come back where they have just been, and the places where they have just been again.</summary>
internal static class NearRepeatWatch
{
    private const int FewestForATest = 10;

    public static IReadOnlyList<Sighting> Look(CardRule rule, EventLog known, DateTimeOffset at, CancellationToken cancel)
    {
        var from = at.AddDays(-rule["days"]);
        var lately = at.AddDays(-rule["within"]);
        var categories = known
            .Events(from, at)
            .Where(e => rule.Kinds.Contains(e.Kind) && Spots.HasPosition(e))
            .GroupBy(e => e.Category)
            .Where(g => g.Count() >= FewestForATest && g.DistinctBy(e => (e.Latitude, e.Longitude)).Skip(1).Any())
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        var level = rule["level"] / Math.Max(1, categories.Count);
        var replicas = new MonteCarlo(Math.Max(rule.Whole("replicas"), (int)Math.Ceiling(1 / level))) { Cores = 1 };
        var seen = new List<Sighting>();
        foreach (var category in categories)
        {
            cancel.ThrowIfCancellationRequested();
            var groups = Groups([.. category.Where(e => e.Hour >= lately)], rule).ToList();
            if (groups.Count == 0)
            {
                continue;
            }
            var events = category.ToList();
            var knox = KnoxTest.Run(
                events.ConvertAll(e => e.Longitude!.Value).ToArray(),
                events.ConvertAll(e => e.Latitude!.Value).ToArray(),
                events.ConvertAll(e => (e.Hour - from).TotalDays).ToArray(),
                rule["radius"],
                rule["within"],
                Metric.GreatCircle,
                replicas,
                null,
                cancel
            );
            if (!(knox.P <= level && knox.Ratio >= rule["ratio"]))
            {
                continue;
            }
            seen.AddRange(
                groups.Select(group =>
                {
                    var spot = Spots.Around(group);
                    return new Sighting(
                        string.Create(
                            System.Globalization.CultureInfo.InvariantCulture,
                            $"{category.Key}@{spot.Latitude:0.0000},{spot.Longitude:0.0000}"
                        ),
                        category.Key,
                        Spots.AreaOf(group),
                        spot,
                        null,
                        null,
                        group.Min(e => e.Hour),
                        from,
                        at,
                        Math.Min(1, knox.P!.Value * categories.Count),
                        [
                            new(FigureOf.Matters, group.Count),
                            new(FigureOf.TimesExpected, Math.Round(knox.Ratio, 1)),
                            new(FigureOf.Looked, categories.Count),
                        ]
                    );
                })
            );
        }
        return seen;
    }

    // The place with the most events around it first; an event belongs to one group.
    private static IEnumerable<IReadOnlyList<PatternEvent>> Groups(List<PatternEvent> lately, CardRule rule)
    {
        while (true)
        {
            var best = lately
                .Select(centre => lately.Where(e => Spots.Metres(centre, e) <= rule["radius"]).ToList())
                .OrderByDescending(group => group.Count)
                .FirstOrDefault();
            if (best is null || best.Count < rule.Whole("fewest"))
            {
                yield break;
            }
            yield return best;
            lately = [.. lately.Where(e => !best.Contains(e, ReferenceEqualityComparer.Instance))];
        }
    }
}
