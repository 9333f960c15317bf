using System.Globalization;
using SmallMatters.Domain.Cards;
using SmallMatters.Patterns.HotIssues;
using SmallMatters.Patterns.Places;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Web.Cards.Watching;

/// <summary>Matters of one area that are worded alike and become more (热点). Only what they share in place and kind is told.</summary>
internal static class HotIssueWatch
{
    public static IReadOnlyList<Sighting> Look(CardRule rule, EventLog known, DateTimeOffset at, CancellationToken cancel)
    {
        var from = at.AddDays(-rule["days"]);
        var seen = new List<Sighting>();
        foreach (
            var area in known
                .Texts(from, at)
                .Where(t => rule.Kinds.Contains(t.Event.Kind))
                .GroupBy(t => t.Event.Area)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
        )
        {
            seen.AddRange(LookAt(rule, area.Key, [.. area], from, at, cancel));
        }
        return seen;
    }

    private static IEnumerable<Sighting> LookAt(
        CardRule rule,
        string area,
        List<PatternText> texts,
        DateTimeOffset from,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        if (texts.Count < rule.Whole("fewest"))
        {
            yield break;
        }
        // Each matter counts as another reporter: nobody can be followed from one matter to the next.
        var issues = HotIssueFinder.Find(
            texts.Select(
                (t, i) =>
                    new IssueMessage(
                        i.ToString(CultureInfo.InvariantCulture),
                        t.Title,
                        t.Text,
                        (t.Event.Hour - from).TotalDays,
                        (ulong)i,
                        Place: Plane(t.Event, texts[0].Event)
                    )
            ),
            new HotIssueSettings { MaxDistance = rule["radius"], RecentDays = rule["recent"] },
            null,
            cancel
        );
        foreach (var issue in issues)
        {
            // One wording can be filed under several categories: the card is about the one that most have, and counts only those.
            var inside = issue
                .MessageIds.Select(id => texts[int.Parse(id, CultureInfo.InvariantCulture)].Event)
                .GroupBy(e => e.Category)
                .OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .First()
                .ToList();
            var category = inside[0].Category;
            var lately = inside.Count(e => e.Hour >= at.AddDays(-rule["recent"]));
            var before = inside.Count(e => e.Hour < at.AddDays(-rule["recent"]) && e.Hour >= at.AddDays(-2 * rule["recent"]));
            var placed = inside.Where(Spots.HasPosition).ToList();
            if (inside.Count < rule.Whole("fewest") || lately < rule["growth"] * Math.Max(1, before) || placed.Count == 0)
            {
                continue;
            }
            var spot = Spots.Around(placed);
            yield return new Sighting(
                string.Create(CultureInfo.InvariantCulture, $"{category}@{spot.Latitude:0.0000},{spot.Longitude:0.0000}"),
                category,
                area,
                spot,
                null,
                null,
                inside.Min(e => e.Hour),
                from,
                at,
                null,
                [new(FigureOf.Matters, inside.Count), new(FigureOf.Lately, lately), new(FigureOf.Before, before)]
            );
        }
    }

    // Within one area the earth is flat enough.
    private static (double X, double Y)? Plane(PatternEvent e, PatternEvent about)
    {
        if (!Spots.HasPosition(e))
        {
            return null;
        }
        const double MetresPerDegree = Distances.EarthRadius * Math.PI / 180;
        var middle = double.DegreesToRadians(about.Latitude ?? e.Latitude!.Value);
        return (e.Longitude!.Value * MetresPerDegree * Math.Cos(middle), e.Latitude!.Value * MetresPerDegree);
    }
}
