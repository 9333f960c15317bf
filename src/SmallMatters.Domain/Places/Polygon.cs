namespace SmallMatters.Domain.Places;

/// <summary>
/// The shape of an area: one or more parts, each an outline with or without holes. An edge, a hole's too, belongs to the
/// shape. Straight edges in the plane of degrees, which at the size of a county is the straight line on the ground to well
/// under a metre; not across the antimeridian.
/// </summary>
public sealed class Polygon
{
    /// <summary>A shape of parts.</summary>
    /// <exception cref="ArgumentException">There is no part.</exception>
    public Polygon(IReadOnlyList<PolygonPart> parts)
    {
        if (parts.Count == 0)
        {
            throw new ArgumentException("A polygon has at least one part.", nameof(parts));
        }

        Parts = parts;
        Box = Box.Around([.. parts.Select(part => part.Outline.Box)]);
        SquareMetres = parts.Sum(part => part.SquareMetres);
    }

    /// <summary>A shape of one outline without holes.</summary>
    public Polygon(Ring outline)
        : this([new PolygonPart(outline, [])]) { }

    /// <summary>The parts; two and more make a multipolygon.</summary>
    public IReadOnlyList<PolygonPart> Parts { get; }

    /// <summary>The rectangle around all parts.</summary>
    public Box Box { get; }

    /// <summary>Area in square metres, holes taken off.</summary>
    public double SquareMetres { get; }

    /// <summary>Whether a position lies in the shape or on its edge.</summary>
    public bool Contains(Position position) =>
        Box.Contains(position, Ring.OnEdgeDegrees) && Parts.Any(part => part.Contains(position));
}

/// <summary>One outline and the holes in it.</summary>
/// <param name="Outline">The outer ring.</param>
/// <param name="Holes">Rings inside the outline, not overlapping each other.</param>
public sealed record PolygonPart(Ring Outline, IReadOnlyList<Ring> Holes)
{
    /// <summary>Area in square metres, holes taken off.</summary>
    public double SquareMetres => Outline.SquareMetres - Holes.Sum(hole => hole.SquareMetres);

    /// <summary>Whether a position lies in the part or on an edge of it.</summary>
    public bool Contains(Position position) =>
        Outline.SideOf(position) != Side.Outside && Holes.All(hole => hole.SideOf(position) != Side.Inside);
}
