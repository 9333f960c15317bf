using SmallMatters.Domain.Places;
using Xunit;

namespace SmallMatters.Domain.Tests.Places;

public class PositionTests
{
    [Theory]
    [InlineData(90.0001, 0)]
    [InlineData(-90.0001, 0)]
    [InlineData(0, 180.0001)]
    [InlineData(0, -180.0001)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.NaN)]
    [InlineData(double.PositiveInfinity, 0)]
    public void A_point_off_the_earth_is_no_position(double latitude, double longitude)
    {
        Assert.False(Position.TryCreate(latitude, longitude, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Position.At(latitude, longitude));
    }

    [Theory]
    [InlineData(90, 180)]
    [InlineData(-90, -180)]
    [InlineData(31.2304, 121.4737)]
    public void The_edges_of_the_ranges_belong_to_the_earth(double latitude, double longitude)
    {
        Assert.True(Position.TryCreate(latitude, longitude, out var position));
        Assert.Equal((latitude, longitude), (position.Latitude, position.Longitude));
    }

    [Fact]
    public void Minus_zero_and_zero_are_one_place_and_look_alike()
    {
        Assert.Equal(Position.At(0, 0), Position.At(-0.0, -0.0));
        Assert.Equal("0.00000, 0.00000", Position.At(-0.0, -0.0).ToString());
    }

    [Fact]
    public void A_degree_of_latitude_is_a_360th_of_the_way_round()
    {
        var degree = 2 * Math.PI * Position.EarthRadiusMetres / 360;
        Assert.Equal(degree, Position.At(30, 120).MetresTo(Position.At(31, 120)), 1e-4);
        Assert.Equal(degree, Position.At(0, 120).MetresTo(Position.At(0, 121)), 1e-4);
    }

    [Fact]
    public void Opposite_points_are_half_the_way_round_apart() =>
        Assert.Equal(Math.PI * Position.EarthRadiusMetres, Position.At(31, 121).MetresTo(Position.At(-31, -59)), 1);

    [Fact]
    public void Distance_is_the_same_both_ways_and_no_detour_is_shorter()
    {
        var draw = new Random(1);
        Position Any() => Position.At((draw.NextDouble() * 180) - 90, (draw.NextDouble() * 360) - 180);
        for (var i = 0; i < 5_000; i++)
        {
            var (a, b, c) = (Any(), Any(), Any());
            Assert.Equal(a.MetresTo(b), b.MetresTo(a), 1e-6);
            Assert.True(a.MetresTo(c) <= a.MetresTo(b) + b.MetresTo(c) + 0.01);
            Assert.Equal(0, a.MetresTo(a));
        }
    }
}
