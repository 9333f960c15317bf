using SmallMatters.Domain.Places;
using Xunit;

namespace SmallMatters.Domain.Tests.Places;

public class ShiftedCoordinatesTests
{
    [Theory]
    [InlineData(31.1774276, 121.5272106, 31.17530398364597, 121.531541859215)]
    [InlineData(22.543847, 113.912316, 22.540796131694766, 113.9171764808363)]
    [InlineData(39.911954, 116.377817, 39.91334545536069, 116.38404722455657)]
    public void Published_points_of_three_cities_are_shifted_as_published(double lat, double lon, double gcjLat, double gcjLon)
    {
        var shifted = ShiftedCoordinates.Wgs84ToGcj02(lat, lon);
        Assert.Equal(gcjLat, shifted.Latitude, 1e-6);
        Assert.Equal(gcjLon, shifted.Longitude, 1e-6);
    }

    [Fact]
    public void The_published_point_of_the_second_shift_is_met()
    {
        var shifted = ShiftedCoordinates.Gcj02ToBd09(39.915, 116.404);
        Assert.Equal(39.92133699351021, shifted.Latitude, 1e-9);
        Assert.Equal(116.41036949371029, shifted.Longitude, 1e-9);
    }

    [Fact]
    public void Both_shifts_are_taken_back_as_published()
    {
        // The published inverses are one step each, good to about a metre.
        var (gcjLat, gcjLon) = ShiftedCoordinates.Bd09ToGcj02(39.915, 116.404);
        Assert.True(Position.At(gcjLat, gcjLon).MetresTo(Position.At(39.90865673957631, 116.39762729119315)) < 1.5);

        var (wgsLat, wgsLon) = ShiftedCoordinates.Gcj02ToWgs84(39.915, 116.404);
        Assert.True(Position.At(wgsLat, wgsLon).MetresTo(Position.At(39.91359571849836, 116.39775550083061)) < 1.5);
    }

    [Fact]
    public void There_and_back_is_the_same_point_to_a_millionth_of_a_degree_anywhere_in_China()
    {
        var draw = new Random(20261121);
        for (var i = 0; i < 50_000; i++)
        {
            // The formulas' box less a margin, within which no shift reaches the edge.
            var lat = 0.86 + (draw.NextDouble() * (55.80 - 0.86));
            var lon = 72.05 + (draw.NextDouble() * (137.80 - 72.05));

            AssertSame((lat, lon), Apply(Apply((lat, lon), ShiftedCoordinates.Wgs84ToGcj02), ShiftedCoordinates.Gcj02ToWgs84));
            AssertSame((lat, lon), Apply(Apply((lat, lon), ShiftedCoordinates.Gcj02ToWgs84), ShiftedCoordinates.Wgs84ToGcj02));
            AssertSame((lat, lon), Apply(Apply((lat, lon), ShiftedCoordinates.Gcj02ToBd09), ShiftedCoordinates.Bd09ToGcj02));
            AssertSame((lat, lon), Apply(Apply((lat, lon), ShiftedCoordinates.Bd09ToGcj02), ShiftedCoordinates.Gcj02ToBd09));
        }
    }

    [Theory]
    [InlineData(42.3601, -71.0589)]
    [InlineData(51.5, 0)]
    [InlineData(-33.87, 151.21)]
    [InlineData(60, 100)]
    public void Outside_China_nothing_is_shifted(double lat, double lon)
    {
        Assert.Equal((lat, lon), ShiftedCoordinates.Wgs84ToGcj02(lat, lon));
        Assert.Equal((lat, lon), ShiftedCoordinates.Gcj02ToWgs84(lat, lon));
        Assert.Equal((lat, lon), ShiftedCoordinates.Gcj02ToBd09(lat, lon));
        Assert.Equal((lat, lon), ShiftedCoordinates.Bd09ToGcj02(lat, lon));
    }

    [Fact]
    public void What_was_given_is_kept_beside_what_it_means()
    {
        var given = PositionGiven.From(31.17530398364597, 121.531541859215, CoordinateSystem.Gcj02)!;

        Assert.True(given.Position.MetresTo(Position.At(31.1774276, 121.5272106)) < 0.2);
        Assert.Equal(31.17530398364597, given.OriginalLatitude);
        Assert.Equal(121.531541859215, given.OriginalLongitude);
        Assert.Equal(CoordinateSystem.Gcj02, given.System);
    }

    [Theory]
    [InlineData(CoordinateSystem.Wgs84)]
    [InlineData(CoordinateSystem.Gcj02)]
    [InlineData(CoordinateSystem.Bd09)]
    public void A_point_off_the_earth_is_given_in_no_system(CoordinateSystem system)
    {
        Assert.Null(PositionGiven.From(121.47, 31.23, system));
        Assert.Null(PositionGiven.From(double.NaN, 0, system));
    }

    private static (double, double) Apply((double Lat, double Lon) at, Func<double, double, (double, double)> shift) =>
        shift(at.Lat, at.Lon);

    private static void AssertSame((double Lat, double Lon) expected, (double Lat, double Lon) actual)
    {
        Assert.InRange(actual.Lat, expected.Lat - 1e-6, expected.Lat + 1e-6);
        Assert.InRange(actual.Lon, expected.Lon - 1e-6, expected.Lon + 1e-6);
    }
}
