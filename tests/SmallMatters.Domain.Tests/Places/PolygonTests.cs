using SmallMatters.Domain.Places;
using Xunit;

namespace SmallMatters.Domain.Tests.Places;

public class PolygonTests
{
    private static readonly Polygon Square = Shape((0, 0), (0, 10), (10, 10), (10, 0));

    [Theory]
    [InlineData(5, 5, true)]
    [InlineData(0, 0, true)]
    [InlineData(10, 10, true)]
    [InlineData(0, 5, true)]
    [InlineData(10, 5, true)]
    [InlineData(5, 0, true)]
    [InlineData(5, 10, true)]
    [InlineData(5, 10.000001, false)]
    [InlineData(-0.000001, 5, false)]
    [InlineData(20, 5, false)]
    public void An_edge_belongs_to_the_area(double latitude, double longitude, bool inside) =>
        Assert.Equal(inside, Square.Contains(Position.At(latitude, longitude)));

    [Fact]
    public void A_hole_is_not_of_the_area_but_its_edge_is()
    {
        var holed = new Polygon([
            new PolygonPart(RingOf((0, 0), (0, 10), (10, 10), (10, 0)), [RingOf((4, 4), (4, 6), (6, 6), (6, 4))]),
        ]);

        Assert.True(holed.Contains(Position.At(2, 2)));
        Assert.False(holed.Contains(Position.At(5, 5)));
        Assert.True(holed.Contains(Position.At(4, 5)));
        Assert.True(holed.Contains(Position.At(6, 6)));
        Assert.True(holed.SquareMetres < Square.SquareMetres);
    }

    [Fact]
    public void An_area_in_two_parts_holds_what_either_holds()
    {
        var two = new Polygon([
            new PolygonPart(RingOf((0, 0), (0, 1), (1, 1), (1, 0)), []),
            new PolygonPart(RingOf((5, 5), (5, 6), (6, 6), (6, 5)), []),
        ]);

        Assert.True(two.Contains(Position.At(0.5, 0.5)));
        Assert.True(two.Contains(Position.At(5.5, 5.5)));
        Assert.False(two.Contains(Position.At(3, 3)));
        Assert.Equal(new Box(0, 0, 6, 6), two.Box);
    }

    [Fact]
    public void A_hollow_in_the_outline_is_outside()
    {
        var u = Shape((0, 0), (0, 3), (3, 3), (3, 2), (1, 2), (1, 1), (3, 1), (3, 0));
        Assert.True(u.Contains(Position.At(2, 0.5)));
        Assert.True(u.Contains(Position.At(2, 2.5)));
        Assert.False(u.Contains(Position.At(2, 1.5)));
    }

    [Fact]
    public void Direction_and_starting_corner_change_nothing()
    {
        var draw = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var corners = Star(draw);
            var turned = corners.Skip(2).Concat(corners.Take(2)).Reverse().ToArray();
            var (a, b) = (Shape(corners), Shape(turned));
            Assert.Equal(a.SquareMetres, b.SquareMetres, a.SquareMetres * 1e-9);
            for (var i = 0; i < 50; i++)
            {
                var at = Position.At(29 + (draw.NextDouble() * 2), 119 + (draw.NextDouble() * 2));
                Assert.Equal(a.Contains(at), b.Contains(at));
            }
        }
    }

    [Fact]
    public void Corners_and_the_middles_of_edges_are_inside_and_so_is_what_lies_between_them_and_the_heart()
    {
        var draw = new Random(4);
        for (var round = 0; round < 500; round++)
        {
            var corners = Star(draw);
            var shape = Shape(corners);
            for (var i = 0; i < corners.Length; i++)
            {
                var (a, b) = (corners[i], corners[(i + 1) % corners.Length]);
                var middle = ((a.Lat + b.Lat) / 2, (a.Lon + b.Lon) / 2);
                Assert.True(shape.Contains(Position.At(a.Lat, a.Lon)));
                Assert.True(shape.Contains(Position.At(middle.Item1, middle.Item2)));
                Assert.True(shape.Contains(Position.At((30 + a.Lat) / 2, (120 + a.Lon) / 2)));
                Assert.False(shape.Contains(Position.At(a.Lat + ((a.Lat - 30) * 0.001), a.Lon + ((a.Lon - 120) * 0.001))));
            }
        }
    }

    [Fact]
    public void Cut_in_two_each_point_is_in_a_half_and_the_halves_add_up()
    {
        var draw = new Random(5);
        var (west, east) = (Shape((0, 0), (0, 4), (10, 4), (10, 0)), Shape((0, 4), (0, 10), (10, 10), (10, 4)));
        Assert.Equal(Square.SquareMetres, west.SquareMetres + east.SquareMetres, 1);
        for (var i = 0; i < 10_000; i++)
        {
            var at = Position.At((draw.NextDouble() * 12) - 1, (draw.NextDouble() * 12) - 1);
            Assert.Equal(Square.Contains(at), west.Contains(at) || east.Contains(at));
        }
    }

    [Fact]
    public void A_degree_square_at_the_equator_has_the_area_the_sphere_gives_it()
    {
        // R² · Δλ · (sin 1° − sin 0°)
        var expected = Math.Pow(Position.EarthRadiusMetres, 2) * (Math.PI / 180) * Math.Sin(Math.PI / 180);
        Assert.Equal(expected, Shape((0, 0), (0, 1), (1, 1), (1, 0)).SquareMetres, expected * 1e-9);
    }

    [Fact]
    public void Corners_that_make_no_ring_are_refused_with_the_reason()
    {
        Assert.Equal(RingFault.TooFewCorners, FaultOf((0, 0), (1, 1)));
        Assert.Equal(RingFault.TooFewCorners, FaultOf((0, 0), (1, 1), (1, 1), (0, 0)));
        Assert.Equal(RingFault.CrossesItself, FaultOf((0, 0), (1, 1), (0, 1), (1, 0)));
        Assert.Equal(RingFault.CrossesItself, FaultOf((0, 0), (0, 1), (0, 2)));
        Assert.Equal(RingFault.CrossesItself, FaultOf((0, 0), (0, 4), (4, 4), (4, 2), (0, 2), (4, 1)));
        Assert.Null(FaultOf((0, 0), (0, 1), (0, 2), (1, 1)));
    }

    [Fact]
    public void A_large_outline_is_made_and_asked_quickly_enough_to_be_used()
    {
        var corners = Enumerable
            .Range(0, 20_000)
            .Select(i => (i * 2 * Math.PI / 20_000, Radius: i % 2 == 0 ? 0.5 : 0.4999))
            .Select(p => (30 + (p.Radius * Math.Sin(p.Item1)), 120 + (p.Radius * Math.Cos(p.Item1))))
            .ToArray();
        var shape = Shape(corners);
        Assert.True(shape.Contains(Position.At(30, 120)));
        Assert.False(shape.Contains(Position.At(30.4, 120.4)));
    }

    [Fact]
    public void Of_areas_that_overlap_the_smallest_answers_and_else_the_first()
    {
        var locator = new AreaLocator<string>([
            ("town", Square),
            ("first twin", Shape((2, 2), (2, 3), (3, 3), (3, 2))),
            ("second twin", Shape((2, 2), (2, 3), (3, 3), (3, 2))),
            ("school", Shape((2.2, 2.2), (2.2, 2.4), (2.4, 2.4), (2.4, 2.2))),
        ]);

        Assert.Equal("school", Located(locator, 2.3, 2.3));
        Assert.Equal("first twin", Located(locator, 2.8, 2.8));
        Assert.Equal("town", Located(locator, 8, 8));
        Assert.Null(Located(locator, 11, 11));
    }

    private static string? Located(AreaLocator<string> locator, double latitude, double longitude) =>
        locator.TryLocate(Position.At(latitude, longitude), out var area) ? area : null;

    // Corners around 30°, 120° at growing angles: seen from the middle, every corner is in plain sight.
    private static (double Lat, double Lon)[] Star(Random draw)
    {
        var count = draw.Next(5, 30);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    (Angle: (i + (draw.NextDouble() * 0.8)) * 2 * Math.PI / count, Radius: 0.2 + (draw.NextDouble() * 0.6))
                )
                .Select(p => (30 + (p.Radius * Math.Sin(p.Angle)), 120 + (p.Radius * Math.Cos(p.Angle)))),
        ];
    }

    private static Polygon Shape(params (double Lat, double Lon)[] corners) => new(RingOf(corners));

    private static Ring RingOf(params (double Lat, double Lon)[] corners)
    {
        Assert.True(Ring.TryCreate(corners.Select(c => Position.At(c.Lat, c.Lon)), out var ring, out _));
        return ring;
    }

    private static RingFault? FaultOf(params (double Lat, double Lon)[] corners)
    {
        Ring.TryCreate(corners.Select(c => Position.At(c.Lat, c.Lon)), out _, out var fault);
        return fault;
    }
}
