namespace SmallMatters.Domain.Places;

/// <summary>
/// A position as somebody gave it, and what it means: the original degrees and their system are kept, because a conversion
/// can be mended later but an overwritten original cannot.
/// </summary>
public sealed record PositionGiven
{
    private PositionGiven(Position position, double latitude, double longitude, CoordinateSystem system) =>
        (Position, OriginalLatitude, OriginalLongitude, System) = (position, latitude, longitude, system);

    /// <summary>The position in WGS 84, which everything else uses.</summary>
    public Position Position { get; }

    /// <summary>Degrees north as given, in <see cref="System"/>.</summary>
    public double OriginalLatitude { get; }

    /// <summary>Degrees east as given, in <see cref="System"/>.</summary>
    public double OriginalLongitude { get; }

    /// <summary>The system of the original degrees.</summary>
    public CoordinateSystem System { get; }

    /// <summary>Reads degrees in their system; null if they are no place on the earth.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The system is not one of the enumeration.</exception>
    public static PositionGiven? From(double latitude, double longitude, CoordinateSystem system)
    {
        if (!Position.TryCreate(latitude, longitude, out _))
        {
            return null;
        }

        var (lat, lon) = system switch
        {
            CoordinateSystem.Wgs84 => (latitude, longitude),
            CoordinateSystem.Gcj02 => ShiftedCoordinates.Gcj02ToWgs84(latitude, longitude),
            CoordinateSystem.Bd09 => FromBaidu(latitude, longitude),
            _ => throw new ArgumentOutOfRangeException(nameof(system), system, null),
        };
        return new PositionGiven(Position.At(lat, lon), latitude, longitude, system);
    }

    private static (double Latitude, double Longitude) FromBaidu(double latitude, double longitude)
    {
        var (lat, lon) = ShiftedCoordinates.Bd09ToGcj02(latitude, longitude);
        return ShiftedCoordinates.Gcj02ToWgs84(lat, lon);
    }
}
