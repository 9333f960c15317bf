using SmallMatters.Domain.Places;
using Xunit;

namespace SmallMatters.Domain.Tests.Places;

public class GridCellTests
{
    [Fact]
    public void Nothing_within_reach_is_missed()
    {
        var draw = new Random(7);
        for (var i = 0; i < 100_000; i++)
        {
            var here = Position.At((draw.NextDouble() * 170) - 85, (draw.NextDouble() * 360) - 180);
            var there = Step(here, GridCell.ReachMetres * 0.9999999, draw.NextDouble() * 2 * Math.PI);
            Assert.Contains(GridCell.Of(there).Key, GridCell.KeysNear(here));
        }
    }

    [Fact]
    public void Nothing_beyond_half_a_kilometre_is_brought_along()
    {
        var draw = new Random(8);
        for (var i = 0; i < 20_000; i++)
        {
            var here = Position.At((draw.NextDouble() * 120) - 60, (draw.NextDouble() * 360) - 180);
            var there = Step(here, 500, draw.NextDouble() * 2 * Math.PI);
            Assert.DoesNotContain(GridCell.Of(there).Key, GridCell.KeysNear(here));
        }
    }

    [Fact]
    public void A_place_has_nine_cells_around_it_and_its_own_is_one()
    {
        var draw = new Random(9);
        for (var i = 0; i < 10_000; i++)
        {
            var here = Position.At((draw.NextDouble() * 170) - 85, (draw.NextDouble() * 360) - 180);
            var keys = GridCell.KeysNear(here);
            Assert.Equal(9, keys.Distinct().Count());
            Assert.Contains(GridCell.Of(here).Key, keys);
        }
    }

    [Theory]
    [InlineData(90, 0)]
    [InlineData(-90, 180)]
    [InlineData(0, 180)]
    [InlineData(0, -180)]
    public void The_ends_of_the_earth_have_cells_too(double latitude, double longitude)
    {
        var here = Position.At(latitude, longitude);
        Assert.Contains(GridCell.Of(here).Key, GridCell.KeysNear(here));
    }

    [Fact]
    public void East_and_west_of_the_date_line_are_neighbours() =>
        Assert.Contains(GridCell.Of(Position.At(20, -179.9999)).Key, GridCell.KeysNear(Position.At(20, 179.9999)));

    // Stored beside every position: a changed number would silently hide what is near.
    [Theory]
    [InlineData(31.2304, 121.4737, 89273_189828)]
    [InlineData(39.9042, 116.4074, 95660_167437)]
    public void A_cell_keeps_its_number_for_ever(double latitude, double longitude, long key) =>
        Assert.Equal(key, GridCell.Of(Position.At(latitude, longitude)).Key);

    // The point at a distance and bearing on the sphere, by the law of cosines for sides.
    private static Position Step(Position from, double metres, double bearing)
    {
        var (d, φ) = (metres / Position.EarthRadiusMetres, double.DegreesToRadians(from.Latitude));
        var north = Math.Asin((Math.Sin(φ) * Math.Cos(d)) + (Math.Cos(φ) * Math.Sin(d) * Math.Cos(bearing)));
        var east = Math.Atan2(Math.Sin(bearing) * Math.Sin(d) * Math.Cos(φ), Math.Cos(d) - (Math.Sin(φ) * Math.Sin(north)));
        var longitude = from.Longitude + double.RadiansToDegrees(east);
        return Position.At(
            double.RadiansToDegrees(north),
            longitude > 180 ? longitude - 360
                : longitude < -180 ? longitude + 360
                : longitude
        );
    }
}
