namespace SmallMatters.Domain.Places;

/// <summary>
/// The smallest rectangle of latitudes and longitudes around a shape, edges included. Never across the antimeridian, which
/// no jurisdiction of this product touches.
/// </summary>
/// <param name="South">Smallest latitude, degrees.</param>
/// <param name="West">Smallest longitude, degrees.</param>
/// <param name="North">Largest latitude, degrees.</param>
/// <param name="East">Largest longitude, degrees.</param>
public readonly record struct Box(double South, double West, double North, double East)
{
    /// <summary>The box around positions, of which there is at least one.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Box Around(IReadOnlyCollection<Position> positions) =>
        new(
            positions.Min(p => p.Latitude),
            positions.Min(p => p.Longitude),
            positions.Max(p => p.Latitude),
            positions.Max(p => p.Longitude)
        );

    /// <summary>The box around boxes, of which there is at least one.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Box Around(IReadOnlyCollection<Box> boxes) =>
        new(boxes.Min(b => b.South), boxes.Min(b => b.West), boxes.Max(b => b.North), boxes.Max(b => b.East));

    /// <summary>Whether a position lies inside, or no farther out than a margin in degrees.</summary>
    public bool Contains(Position position, double margin = 0) =>
        position.Latitude >= South - margin
        && position.Latitude <= North + margin
        && position.Longitude >= West - margin
        && position.Longitude <= East + margin;
}
