namespace SmallMatters.Domain.Places;

/// <summary>
/// Conversions between WGS 84 and the two shifted systems of Chinese maps. Degrees in, degrees out.
/// <para>
/// The formulas are public knowledge, not a published standard: the GCJ-02 shift is a sum of sines on the ellipsoid of
/// Krasovsky 1940 as it has circulated since 2010 (for instance in the open-source project <c>eviltransform</c>, whose test
/// points the tests use), the BD-09 shift a rotation and a stretch as in <c>coordtransform</c>. They agree with the maps
/// to about a metre. Inverses are fixed-point iterations, exact to far less than 10⁻⁶ degrees.
/// </para>
/// <para>
/// GCJ-02 is unshifted outside a box drawn around China (<see cref="InChinaBox"/>), and so is BD-09 here. The box is the
/// formulas' own and generous: it covers parts of the neighbouring countries. Within a shift's length (under a kilometre) of
/// its edge the forward formula jumps, so that no inverse exists there; that is sea, desert and other countries.
/// </para>
/// </summary>
public static class ShiftedCoordinates
{
    private const double SemiMajorAxis = 6_378_245.0;
    private const double EccentricitySquared = 0.00669342162296594323;
    private const double BaiduAngle = Math.PI * 3000 / 180;

    // Each round shrinks the error at least thirtyfold; from 0.01° eight rounds reach the last digits of a double.
    private const int Rounds = 8;

    /// <summary>Whether the shifts apply at these degrees.</summary>
    public static bool InChinaBox(double latitude, double longitude) =>
        latitude is > 0.8293 and < 55.8271 && longitude is > 72.004 and < 137.8347;

    /// <summary>WGS 84 to GCJ-02.</summary>
    public static (double Latitude, double Longitude) Wgs84ToGcj02(double latitude, double longitude)
    {
        if (!InChinaBox(latitude, longitude))
        {
            return (latitude, longitude);
        }

        var (north, east) = GcjShift(latitude, longitude);
        return (latitude + north, longitude + east);
    }

    /// <summary>GCJ-02 to WGS 84.</summary>
    public static (double Latitude, double Longitude) Gcj02ToWgs84(double latitude, double longitude)
    {
        if (!InChinaBox(latitude, longitude))
        {
            return (latitude, longitude);
        }

        var (lat, lon) = (latitude, longitude);
        for (var round = 0; round < Rounds; round++)
        {
            var (north, east) = GcjShift(lat, lon);
            (lat, lon) = (latitude - north, longitude - east);
        }

        return (lat, lon);
    }

    /// <summary>GCJ-02 to BD-09.</summary>
    public static (double Latitude, double Longitude) Gcj02ToBd09(double latitude, double longitude)
    {
        if (!InChinaBox(latitude, longitude))
        {
            return (latitude, longitude);
        }

        var (north, east) = BaiduShift(latitude, longitude);
        return (latitude + north, longitude + east);
    }

    /// <summary>BD-09 to GCJ-02.</summary>
    public static (double Latitude, double Longitude) Bd09ToGcj02(double latitude, double longitude)
    {
        if (!InChinaBox(latitude, longitude))
        {
            return (latitude, longitude);
        }

        var (lat, lon) = (latitude, longitude);
        for (var round = 0; round < Rounds; round++)
        {
            var (north, east) = BaiduShift(lat, lon);
            (lat, lon) = (latitude - north, longitude - east);
        }

        return (lat, lon);
    }

    private static (double North, double East) GcjShift(double latitude, double longitude)
    {
        var (x, y) = (longitude - 105.0, latitude - 35.0);
        var root = Math.Sqrt(Math.Abs(x));
        var common = ((20 * Math.Sin(6 * x * Math.PI)) + (20 * Math.Sin(2 * x * Math.PI))) * 2 / 3;

        var northMetres =
            -100
            + (2 * x)
            + (3 * y)
            + (0.2 * y * y)
            + (0.1 * x * y)
            + (0.2 * root)
            + common
            + (((20 * Math.Sin(y * Math.PI)) + (40 * Math.Sin(y / 3 * Math.PI))) * 2 / 3)
            + (((160 * Math.Sin(y / 12 * Math.PI)) + (320 * Math.Sin(y / 30 * Math.PI))) * 2 / 3);
        var eastMetres =
            300
            + x
            + (2 * y)
            + (0.1 * x * x)
            + (0.1 * x * y)
            + (0.1 * root)
            + common
            + (((20 * Math.Sin(x * Math.PI)) + (40 * Math.Sin(x / 3 * Math.PI))) * 2 / 3)
            + (((150 * Math.Sin(x / 12 * Math.PI)) + (300 * Math.Sin(x / 30 * Math.PI))) * 2 / 3);

        // Metres to degrees with the ellipsoid's radii of curvature at this latitude.
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(latitude));
        var w2 = 1 - (EccentricitySquared * sin * sin);
        var w = Math.Sqrt(w2);
        var meridian = SemiMajorAxis * (1 - EccentricitySquared) / (w2 * w);
        var parallel = SemiMajorAxis / w * cos;
        return (double.RadiansToDegrees(northMetres / meridian), double.RadiansToDegrees(eastMetres / parallel));
    }

    private static (double North, double East) BaiduShift(double latitude, double longitude)
    {
        var radius = Math.Sqrt((longitude * longitude) + (latitude * latitude)) + (0.00002 * Math.Sin(latitude * BaiduAngle));
        var angle = Math.Atan2(latitude, longitude) + (0.000003 * Math.Cos(longitude * BaiduAngle));
        var (sin, cos) = Math.SinCos(angle);
        return ((radius * sin) + 0.006 - latitude, (radius * cos) + 0.0065 - longitude);
    }
}
