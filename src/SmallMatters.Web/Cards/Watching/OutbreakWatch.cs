using SmallMatters.Domain.Cards;
using SmallMatters.Patterns.Outbreak;

namespace SmallMatters.Web.Cards.Watching;

/// <summary>A week in which an area had more of a category than the ordinary ups and downs explain: EARS C2 on weekly counts.</summary>
internal static class OutbreakWatch
{
    private const int LeftOut = 2;

    public static IReadOnlyList<Sighting> Look(CardRule rule, EventLog known, DateTimeOffset at)
    {
        var baseline = rule.Whole("baseline");
        var weeks = baseline + LeftOut + 1;
        var from = at.AddDays(-7 * weeks);
        var series = new SortedDictionary<(string Area, string Category), int[]>();
        foreach (var e in known.Events(from, at).Where(e => rule.Kinds.Contains(e.Kind)))
        {
            if (!series.TryGetValue((e.Area, e.Category), out var counts))
            {
                series[(e.Area, e.Category)] = counts = new int[weeks];
            }
            counts[Math.Clamp((int)((e.Hour - from).TotalDays / 7), 0, weeks - 1)]++;
        }
        var seen = new List<Sighting>();
        foreach (var ((area, category), counts) in series)
        {
            if (counts[^1] < rule.Whole("fewest"))
            {
                continue;
            }
            // Counts vary at least as much as chance makes them, also where the baseline happens to be flat.
            var chance = Math.Max(1, Math.Sqrt(counts.Take(baseline).Average()));
            var last = Ears.Detect(counts, EarsMethod.C2, baseline, rule["level"] / series.Count, chance)[^1];
            if (!last.Alarm)
            {
                continue;
            }
            seen.Add(
                new Sighting(
                    $"{category}@{area}",
                    category,
                    area,
                    null,
                    null,
                    null,
                    at.AddDays(-7),
                    from,
                    at,
                    null,
                    [
                        new(FigureOf.Matters, last.Observed),
                        new(FigureOf.Expected, Math.Round(last.Expected, 1)),
                        new(FigureOf.UpperLimit, Math.Round(last.UpperBound, 1)),
                        new(FigureOf.Looked, series.Count),
                    ]
                )
            );
        }
        return seen;
    }
}
