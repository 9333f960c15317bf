namespace SmallMatters.Patterns.Places;

/// <summary>What can be wrong with a column of coordinates.</summary>
public enum CoordinateFault
{
    /// <summary>No point at all.</summary>
    Empty,

    /// <summary>A coordinate or time is NaN or infinite.</summary>
    NotFinite,

    /// <summary>Every point stands at the same place.</summary>
    Constant,

    /// <summary>So many points share one place that it looks like a default position rather than a real one.</summary>
    PiledUp,

    /// <summary>Degrees given where projected coordinates are needed, or the other way round.</summary>
    Misprojected,

    /// <summary>Columns of different lengths.</summary>
    Ragged,

    /// <summary>Degrees in which x looks like the latitude and y like the longitude.</summary>
    Swapped,
}

/// <summary>One fault that was found.</summary>
/// <param name="Fault">Which.</param>
/// <param name="Row">Zero-based row of the first offender, or −1 when it is about the whole.</param>
/// <param name="Count">How many rows are affected.</param>
/// <param name="IsFatal">Whether the methods of this library refuse the data; the others are warnings.</param>
public sealed record CoordinateFinding(CoordinateFault Fault, int Row, int Count, bool IsFatal);

/// <summary>Thrown by the methods of this library for data that cannot be analysed; the finding says why.</summary>
public sealed class UnusableCoordinatesException : ArgumentException
{
    /// <summary>Makes the exception for a fatal finding.</summary>
    public UnusableCoordinatesException(CoordinateFinding finding)
        : base(Describe(finding)) => Finding = finding;

    /// <summary>What is wrong.</summary>
    public CoordinateFinding Finding { get; }

    private static string Describe(CoordinateFinding finding) =>
        finding.Fault switch
        {
            CoordinateFault.Empty => "There is no point to analyse.",
            CoordinateFault.NotFinite =>
                $"Row {finding.Row} (counted from 0) has a coordinate or time that is not a finite number; {finding.Count} rows do.",
            CoordinateFault.Constant => "All points stand at the same place, so that no pattern in space can be measured.",
            CoordinateFault.Swapped => "The columns look exchanged: x seems to be the latitude and y the longitude.",
            CoordinateFault.PiledUp => $"{finding.Count} points share one place.",
            CoordinateFault.Misprojected =>
                $"Row {finding.Row} (counted from 0) does not fit the metric: great-circle distances need longitude and latitude in degrees, plane distances need projected coordinates.",
            _ => "The columns have different lengths.",
        };
}

/// <summary>Looks at coordinates before anything is computed from them.</summary>
public static class CoordinateCheck
{
    /// <summary>A share of all points at one place above which the place is reported as piled up.</summary>
    public const double PiledUpShare = 0.05;

    /// <summary>Nearly nobody lives nearer to a pole: beyond it, latitude and longitude are probably exchanged.</summary>
    private const double LastSettlement = 72;

    /// <summary>
    /// All faults of the points, fatal ones first. Plane coordinates that all lie within ±180 by ±90 (or the other way
    /// round), with a fraction and an extent below five units, the origin left aside, are reported as probable degrees (a
    /// warning: a small plane is possible). Degrees whose latitudes all lie beyond ±72 and whose longitudes do not are
    /// reported as exchanged; fatal when a latitude is none at all.
    /// </summary>
    /// <param name="x">East coordinate, or longitude in degrees for <see cref="Metric.GreatCircle"/>.</param>
    /// <param name="y">North coordinate, or latitude in degrees; same length.</param>
    /// <param name="metric">How distances will be measured.</param>
    public static IReadOnlyList<CoordinateFinding> Look(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Metric metric)
    {
        if (x.Length != y.Length)
        {
            return [new(CoordinateFault.Ragged, -1, Math.Abs(x.Length - y.Length), true)];
        }
        if (x.Length == 0)
        {
            return [new(CoordinateFault.Empty, -1, 0, true)];
        }
        var findings = new List<CoordinateFinding>();
        var (firstBad, bad, firstOutside, outside) = (-1, 0, -1, 0);
        var places = new Dictionary<(double X, double Y), int>();
        double minX = double.MaxValue,
            maxX = double.MinValue,
            minY = double.MaxValue,
            maxY = double.MinValue;
        var (fractions, swappable, offPole) = (0, true, 0);
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i]))
            {
                firstBad = bad++ == 0 ? i : firstBad;
                continue;
            }
            if (Math.Abs(x[i]) > 180 || Math.Abs(y[i]) > 90)
            {
                firstOutside = outside++ == 0 ? i : firstOutside;
            }
            var place = (x[i], y[i]);
            places[place] = places.GetValueOrDefault(place) + 1;
            if (place == (0, 0))
            {
                // Where failed geocoding puts things; the others tell what the columns are.
                continue;
            }
            offPole += Math.Abs(x[i]) > 90 || Math.Abs(y[i]) > 180 ? 1 : 0;
            swappable &= Math.Abs(y[i]) > LastSettlement && Math.Abs(x[i]) <= LastSettlement;
            (minX, maxX) = (Math.Min(minX, x[i]), Math.Max(maxX, x[i]));
            (minY, maxY) = (Math.Min(minY, y[i]), Math.Max(maxY, y[i]));
            fractions += x[i] != Math.Floor(x[i]) ? 1 : 0;
        }
        if (bad > 0)
        {
            findings.Add(new(CoordinateFault.NotFinite, firstBad, bad, true));
        }
        var degrees = minX <= maxX && (outside == 0 || offPole == 0);
        if (metric == Metric.GreatCircle && swappable && degrees)
        {
            findings.Add(new(CoordinateFault.Swapped, Math.Max(0, firstOutside), x.Length, outside > 0));
        }
        else if (metric == Metric.GreatCircle && outside > 0)
        {
            findings.Add(new(CoordinateFault.Misprojected, firstOutside, outside, true));
        }
        if (places.Count == 1 && x.Length - bad > 1)
        {
            findings.Add(new(CoordinateFault.Constant, -1, x.Length, true));
        }
        else if (places.Count > 1)
        {
            var most = places.Values.Max();
            if (x.Length >= 40 && most > PiledUpShare * x.Length)
            {
                findings.Add(new(CoordinateFault.PiledUp, -1, most, false));
            }
            if (
                metric != Metric.GreatCircle
                && degrees
                && fractions > x.Length / 2
                && maxX - minX < 5
                && maxY - minY < 5
                && Math.Max(Math.Abs(maxX), Math.Abs(minX)) > 5
            )
            {
                var fault = swappable ? CoordinateFault.Swapped : CoordinateFault.Misprojected;
                findings.Add(new(fault, 0, x.Length, false));
            }
        }
        return findings;
    }

    /// <summary>Throws for the first fatal finding; times must be finite and as many as the points.</summary>
    /// <exception cref="UnusableCoordinatesException">The points or times cannot be analysed.</exception>
    internal static void Require(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Metric metric, ReadOnlySpan<double> times)
    {
        Require(x, y, metric);
        if (times.Length != x.Length)
        {
            throw new UnusableCoordinatesException(new(CoordinateFault.Ragged, -1, Math.Abs(times.Length - x.Length), true));
        }
        for (var i = 0; i < times.Length; i++)
        {
            if (!double.IsFinite(times[i]))
            {
                throw new UnusableCoordinatesException(new(CoordinateFault.NotFinite, i, 1, true));
            }
        }
    }

    /// <summary>Throws for points that are ragged, missing or not finite; one place and piles are fair.</summary>
    /// <exception cref="UnusableCoordinatesException">The points cannot be used.</exception>
    internal static void RequireFinite(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var finite = x.Length == y.Length && x.Length > 0;
        for (var i = 0; finite && i < x.Length; i++)
        {
            finite = double.IsFinite(x[i]) && double.IsFinite(y[i]);
        }
        if (!finite)
        {
            throw new UnusableCoordinatesException(Look(x, y, Metric.Euclidean).First(f => f.Fault != CoordinateFault.Constant));
        }
    }

    internal static void Require(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Metric metric)
    {
        foreach (var finding in Look(x, y, metric))
        {
            if (finding.IsFatal)
            {
                throw new UnusableCoordinatesException(finding);
            }
        }
    }
}
