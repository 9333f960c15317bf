namespace SmallMatters.Patterns.Places;

/// <summary>How far two places are from each other.</summary>
public enum Metric
{
    /// <summary>Straight line in the plane; same unit as the coordinates (metres for a projected system).</summary>
    Euclidean,

    /// <summary>Sum of both coordinate differences, near to walking along a street grid; same unit as the coordinates.</summary>
    Manhattan,

    /// <summary>On the sphere: x is longitude and y latitude in degrees, distances are metres on a sphere of 6,371,008.8 m (haversine).</summary>
    GreatCircle,
}

/// <summary>Distances under a <see cref="Metric"/>.</summary>
public static class Distances
{
    /// <summary>Mean radius of the Earth in metres (IUGG).</summary>
    public const double EarthRadius = 6_371_008.8;

    /// <summary>Distance from (x1, y1) to (x2, y2); symmetric, not negative. Units as in <see cref="Metric"/>.</summary>
    public static double Between(Metric metric, double x1, double y1, double x2, double y2)
    {
        switch (metric)
        {
            case Metric.Euclidean:
                var dx = x1 - x2;
                var dy = y1 - y2;
                return Math.Sqrt(dx * dx + dy * dy);
            case Metric.Manhattan:
                return Math.Abs(x1 - x2) + Math.Abs(y1 - y2);
            case Metric.GreatCircle:
                var latitude1 = double.DegreesToRadians(y1);
                var latitude2 = double.DegreesToRadians(y2);
                var sinLatitude = Math.Sin((latitude1 - latitude2) / 2);
                var sinLongitude = Math.Sin(double.DegreesToRadians(x1 - x2) / 2);
                var h = sinLatitude * sinLatitude + Math.Cos(latitude1) * Math.Cos(latitude2) * sinLongitude * sinLongitude;
                return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(h)));
            default:
                throw new ArgumentOutOfRangeException(nameof(metric), metric, "Not a metric.");
        }
    }
}
