using System.Text.Json;

namespace SmallMatters.Domain.Places;

/// <summary>One feature of a GeoJSON file: a shape or a point, with what the file says about it.</summary>
/// <param name="Id">The feature's id as text, or null.</param>
/// <param name="Geometry">Where it is.</param>
/// <param name="Properties">The file's own fields; empty where it has none.</param>
public sealed record GeoFeature(string? Id, Geometry Geometry, IReadOnlyDictionary<string, JsonElement> Properties);

/// <summary>The geometries that the product reads and writes.</summary>
public abstract record Geometry
{
    private Geometry() { }

    /// <summary>A single position.</summary>
    /// <param name="Position">In WGS 84.</param>
    public sealed record OfPoint(Position Position) : Geometry;

    /// <summary>A shape of one or more parts.</summary>
    /// <param name="Polygon">In WGS 84.</param>
    public sealed record OfPolygon(Polygon Polygon) : Geometry;
}
