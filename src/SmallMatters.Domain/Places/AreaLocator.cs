using System.Diagnostics.CodeAnalysis;

namespace SmallMatters.Domain.Places;

/// <summary>
/// Tells which area 片区 holds a position. Where areas overlap, or on a shared edge, the smallest area wins, because it is
/// the one with the person nearest to the place; areas of equal size win in the order in which they were given.
/// Safe to share between threads.
/// </summary>
/// <typeparam name="TArea">What names an area, such as its id.</typeparam>
public sealed class AreaLocator<TArea>
    where TArea : notnull
{
    private readonly (TArea Area, Polygon Shape)[] smallestFirst;

    /// <summary>A locator over areas and their shapes; an area may appear more than once.</summary>
    public AreaLocator(IEnumerable<(TArea Area, Polygon Shape)> areas) =>
        smallestFirst = [.. areas.OrderBy(entry => entry.Shape.SquareMetres)];

    /// <summary>The area that holds the position; false if none does.</summary>
    public bool TryLocate(Position position, [MaybeNullWhen(false)] out TArea area)
    {
        foreach (var entry in smallestFirst)
        {
            if (entry.Shape.Contains(position))
            {
                area = entry.Area;
                return true;
            }
        }

        area = default;
        return false;
    }
}
