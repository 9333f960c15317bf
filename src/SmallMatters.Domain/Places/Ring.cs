using System.Diagnostics.CodeAnalysis;

namespace SmallMatters.Domain.Places;

/// <summary>
/// A closed line of straight edges in the plane of degrees that does not cross or touch itself: the outline of an area, or
/// of a hole in one.
/// </summary>
public sealed class Ring
{
    /// <summary>A position no farther than this from an edge, in degrees (a tenth of a millimetre), is on the edge.</summary>
    public const double OnEdgeDegrees = 1e-9;

    private readonly Position[] corners;

    private Ring(Position[] corners)
    {
        this.corners = corners;
        Box = Box.Around(corners);
        SignedSquareMetres = SphericalArea(corners);
    }

    /// <summary>The corners in order; the last is joined to the first, which is not repeated.</summary>
    public IReadOnlyList<Position> Corners => corners;

    /// <summary>The rectangle around the ring.</summary>
    public Box Box { get; }

    /// <summary>Enclosed area in square metres on the sphere.</summary>
    public double SquareMetres => Math.Abs(SignedSquareMetres);

    /// <summary>Whether the corners run anticlockwise seen from above.</summary>
    public bool IsAnticlockwise => SignedSquareMetres > 0;

    private double SignedSquareMetres { get; }

    /// <summary>
    /// Makes a ring of corners (the first may be repeated at the end). Repeated neighbours are merged. Refused with the
    /// reason: fewer than three corners, or edges that cross, touch or run back over each other.
    /// </summary>
    public static bool TryCreate(
        IEnumerable<Position> corners,
        [NotNullWhen(true)] out Ring? ring,
        [NotNullWhen(false)] out RingFault? fault
    )
    {
        var list = new List<Position>();
        foreach (var corner in corners)
        {
            if (list.Count == 0 || list[^1] != corner)
            {
                list.Add(corner);
            }
        }

        if (list.Count > 1 && list[0] == list[^1])
        {
            list.RemoveAt(list.Count - 1);
        }

        ring = null;
        fault =
            list.Count < 3 ? RingFault.TooFewCorners
            : CrossesItself(list) ? RingFault.CrossesItself
            : null;
        if (fault is null)
        {
            ring = new Ring([.. list]);
            return true;
        }

        return false;
    }

    /// <summary>Where a position lies with regard to the ring.</summary>
    public Side SideOf(Position position)
    {
        if (!Box.Contains(position, OnEdgeDegrees))
        {
            return Side.Outside;
        }

        // Count the edges that a ray to the east crosses; an edge owns its lower end only, so that a corner counts once.
        var inside = false;
        var from = corners[^1];
        foreach (var to in corners)
        {
            if (IsOnEdge(position, from, to))
            {
                return Side.OnEdge;
            }

            if ((from.Latitude > position.Latitude) != (to.Latitude > position.Latitude))
            {
                var along = (position.Latitude - from.Latitude) / (to.Latitude - from.Latitude);
                inside ^= position.Longitude < from.Longitude + (along * (to.Longitude - from.Longitude));
            }

            from = to;
        }

        return inside ? Side.Inside : Side.Outside;
    }

    private static bool IsOnEdge(Position p, Position a, Position b)
    {
        var (dx, dy) = (b.Longitude - a.Longitude, b.Latitude - a.Latitude);
        var (px, py) = (p.Longitude - a.Longitude, p.Latitude - a.Latitude);
        var along = Math.Clamp(((px * dx) + (py * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        var (ox, oy) = (px - (along * dx), py - (along * dy));
        return (ox * ox) + (oy * oy) <= OnEdgeDegrees * OnEdgeDegrees;
    }

    // Edges sorted by their western end: only those that overlap in longitude are compared.
    private static bool CrossesItself(List<Position> corners)
    {
        var count = corners.Count;
        var edges = Enumerable
            .Range(0, count)
            .Select(at => (At: at, A: corners[at], B: corners[(at + 1) % count]))
            .OrderBy(edge => Math.Min(edge.A.Longitude, edge.B.Longitude))
            .ToArray();
        for (var i = 0; i < count; i++)
        {
            var first = edges[i];
            var east = Math.Max(first.A.Longitude, first.B.Longitude);
            for (var j = i + 1; j < count; j++)
            {
                var second = edges[j];
                if (Math.Min(second.A.Longitude, second.B.Longitude) > east)
                {
                    break;
                }

                if ((first.At + 1) % count == second.At)
                {
                    if (FoldsBack(first.A, first.B, second.B))
                    {
                        return true;
                    }
                }
                else if ((second.At + 1) % count == first.At)
                {
                    if (FoldsBack(second.A, second.B, first.B))
                    {
                        return true;
                    }
                }
                else if (Meet(first.A, first.B, second.A, second.B))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool FoldsBack(Position a, Position corner, Position c) =>
        Turn(a, corner, c) == 0
        && ((a.Longitude - corner.Longitude) * (c.Longitude - corner.Longitude))
            + ((a.Latitude - corner.Latitude) * (c.Latitude - corner.Latitude))
            > 0;

    private static bool Meet(Position a, Position b, Position c, Position d)
    {
        var (abc, abd, cda, cdb) = (Turn(a, b, c), Turn(a, b, d), Turn(c, d, a), Turn(c, d, b));
        return (abc != abd && cda != cdb)
            || (abc == 0 && Between(a, b, c))
            || (abd == 0 && Between(a, b, d))
            || (cda == 0 && Between(c, d, a))
            || (cdb == 0 && Between(c, d, b));
    }

    private static int Turn(Position a, Position b, Position c) =>
        Math.Sign(
            ((b.Longitude - a.Longitude) * (c.Latitude - a.Latitude)) - ((b.Latitude - a.Latitude) * (c.Longitude - a.Longitude))
        );

    private static bool Between(Position a, Position b, Position p) =>
        p.Longitude >= Math.Min(a.Longitude, b.Longitude)
        && p.Longitude <= Math.Max(a.Longitude, b.Longitude)
        && p.Latitude >= Math.Min(a.Latitude, b.Latitude)
        && p.Latitude <= Math.Max(a.Latitude, b.Latitude);

    // Chamberlain and Duquette, "Some Algorithms for Polygons on a Sphere", JPL Publication 07-3 (2007), equation for the
    // area under an edge; positive for an anticlockwise ring.
    private static double SphericalArea(Position[] corners)
    {
        var sum = 0.0;
        var from = corners[^1];
        foreach (var to in corners)
        {
            sum +=
                double.DegreesToRadians(from.Longitude - to.Longitude)
                * (2 + Math.Sin(double.DegreesToRadians(from.Latitude)) + Math.Sin(double.DegreesToRadians(to.Latitude)));
            from = to;
        }

        return sum / 2 * Position.EarthRadiusMetres * Position.EarthRadiusMetres;
    }
}

/// <summary>Where a position lies with regard to a ring.</summary>
public enum Side
{
    /// <summary>Not enclosed.</summary>
    Outside,

    /// <summary>On an edge or a corner.</summary>
    OnEdge,

    /// <summary>Enclosed.</summary>
    Inside,
}

/// <summary>Why corners make no ring.</summary>
public enum RingFault
{
    /// <summary>Fewer than three different corners.</summary>
    TooFewCorners,

    /// <summary>Edges cross, touch or run back over each other.</summary>
    CrossesItself,
}
