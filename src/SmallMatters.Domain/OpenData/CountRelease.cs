using System.Collections.Immutable;

namespace SmallMatters.Domain.OpenData;

/// <summary>
/// The counts of one finished local month, as they were released. A month is released once and never again: two releases of
/// one month would differ by those who came in between.
/// </summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Counts">One line for each count; the same lines whether shown or hidden.</param>
public sealed record CountRelease(DateOnly Month, ImmutableArray<OpenCount> Counts)
{
    /// <summary>Releases a month's counts: all, by category, by category and area.</summary>
    /// <param name="month">The first day of the month.</param>
    /// <param name="categories">Codes of all categories.</param>
    /// <param name="areas">Codes of all areas.</param>
    /// <param name="raised">How many were raised by category and area; what is not there is zero.</param>
    public static CountRelease Of(
        DateOnly month,
        IReadOnlyCollection<string> categories,
        IReadOnlyCollection<string> areas,
        IReadOnlyDictionary<(string Category, string Area), int> raised
    )
    {
        var tree = CountTree.Sum(
            "",
            categories.Select(category =>
                CountTree.Sum(
                    category,
                    areas.Select(area => CountTree.Leaf($"{category}\n{area}", raised.GetValueOrDefault((category, area))))
                )
            )
        );
        var shown = Suppression.Shown(tree);
        int? Count(string key) => shown.TryGetValue(key, out var count) ? count : null;
        return new CountRelease(
            month,
            [
                new OpenCount(null, null, Count("")),
                .. categories.SelectMany(category =>
                    areas
                        .Select(area => new OpenCount(category, area, Count($"{category}\n{area}")))
                        .Prepend(new OpenCount(category, null, Count(category)))
                ),
            ]
        );
    }
}

/// <summary>One released count.</summary>
/// <param name="Category">Category code, or null for all.</param>
/// <param name="Area">Area code, or null for all.</param>
/// <param name="Count">How many were raised; null where it is hidden.</param>
public sealed record OpenCount(string? Category, string? Area, int? Count);

/// <summary>One released cell of the grid: how many were raised in it in a finished quarter, at least <see cref="Suppression.K"/>.</summary>
/// <param name="Cell">Number of the cell.</param>
/// <param name="Count">How many.</param>
public sealed record OpenCell(long Cell, int Count);

/// <summary>The cells of one finished quarter, released once. A cell with fewer is left out, and no sum is released with it.</summary>
/// <param name="Quarter">The first day of the quarter.</param>
/// <param name="Cells">The cells.</param>
public sealed record CellRelease(DateOnly Quarter, ImmutableArray<OpenCell> Cells)
{
    /// <summary>Releases a quarter's cells.</summary>
    public static CellRelease Of(DateOnly quarter, IEnumerable<KeyValuePair<long, int>> raised) =>
        new(
            quarter,
            [.. raised.Where(r => r.Value >= Suppression.K).OrderBy(r => r.Key).Select(r => new OpenCell(r.Key, r.Value))]
        );
}
