using System.Globalization;

namespace SmallMatters.Domain.Places;

/// <summary>
/// A point on the earth in degrees, WGS 84. CGCS2000 differs from it by centimetres and is taken as the same.
/// Every position in the product is one of these; other coordinate systems are converted where they enter
/// (<see cref="PositionGiven"/>).
/// The default value is 0° north, 0° east: a valid point in the Gulf of Guinea, never a place in a jurisdiction. Where a
/// position may be missing, use <c>Position?</c>.
/// </summary>
public readonly record struct Position
{
    /// <summary>Mean radius of the earth in metres (IUGG R1).</summary>
    public const double EarthRadiusMetres = 6_371_008.8;

    private Position(double latitude, double longitude)
    {
        // Adding zero turns −0 into 0, so that equal places print and hash alike.
        Latitude = latitude + 0.0;
        Longitude = longitude + 0.0;
    }

    /// <summary>Degrees north of the equator, −90 to 90.</summary>
    public double Latitude { get; }

    /// <summary>Degrees east of Greenwich, −180 to 180.</summary>
    public double Longitude { get; }

    /// <summary>A position from degrees that are known to be good.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a number, or outside the ranges of the properties.</exception>
    public static Position At(double latitude, double longitude) =>
        TryCreate(latitude, longitude, out var position)
            ? position
            : throw new ArgumentOutOfRangeException(nameof(latitude), $"Not a position: {latitude}, {longitude}.");

    /// <summary>A position from what somebody sent; false if it is not on the earth.</summary>
    public static bool TryCreate(double latitude, double longitude, out Position position)
    {
        // Written so that NaN fails.
        if (!(Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180))
        {
            position = default;
            return false;
        }

        position = new Position(latitude, longitude);
        return true;
    }

    /// <summary>
    /// Great-circle distance in metres on a sphere of <see cref="EarthRadiusMetres"/> (haversine). Off the ellipsoid's by at
    /// most 0.6 %, which is less than a pace between neighbours.
    /// </summary>
    public double MetresTo(Position other)
    {
        var φ1 = double.DegreesToRadians(Latitude);
        var φ2 = double.DegreesToRadians(other.Latitude);
        var halfNorth = Math.Sin((φ2 - φ1) / 2);
        var halfEast = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var h = (halfNorth * halfNorth) + (Math.Cos(φ1) * Math.Cos(φ2) * halfEast * halfEast);
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    /// <summary>Latitude, then longitude, to a hundred-thousandth of a degree (about a metre).</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Latitude:0.00000}, {Longitude:0.00000}");
}
