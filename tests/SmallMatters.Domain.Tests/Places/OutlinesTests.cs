using SmallMatters.Domain.Places;
using Xunit;

namespace SmallMatters.Domain.Tests.Places;

public class OutlinesTests
{
    private const string Square = "POLYGON ((121 31, 121.01 31, 121.01 31.01, 121 31.01, 121 31))";

    [Theory]
    [InlineData(Square)]
    [InlineData("polygon((121 31,121.01 31,121.01 31.01,121 31.01,121 31))")]
    [InlineData("SRID=4490;POLYGON ((121 31 4, 121.01 31 4, 121.01 31.01 4, 121 31.01 4, 121 31 4))")]
    [InlineData("MULTIPOLYGON (((121 31, 121.01 31, 121.01 31.01, 121 31.01, 121 31)))")]
    [InlineData("""{"type":"Polygon","coordinates":[[[121,31],[121.01,31],[121.01,31.01],[121,31.01],[121,31]]]}""")]
    public void The_same_outline_is_read_from_either_form(string words)
    {
        Assert.True(Outlines.TryRead(words, CoordinateSystem.Wgs84, out var outline, out _));
        Assert.Equal(
            [Position.At(31, 121), Position.At(31, 121.01), Position.At(31.01, 121.01), Position.At(31.01, 121)],
            Assert.Single(outline.Parts).Outline.Corners
        );
    }

    [Fact]
    public void Parts_and_holes_stay_apart()
    {
        Assert.True(
            Outlines.TryRead(
                "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1)), ((20 0, 21 0, 21 1, 20 0)))",
                CoordinateSystem.Wgs84,
                out var outline,
                out _
            )
        );
        Assert.Equal([1, 0], outline.Parts.Select(p => p.Holes.Count));
    }

    [Theory]
    [InlineData("", "outline-wkt")]
    [InlineData("柳园社区", "outline-wkt")]
    [InlineData("POINT (121 31)", "outline-wkt")]
    [InlineData("POLYGON EMPTY", "outline-wkt")]
    [InlineData("POLYGON ((121 31, 121.01 31, 121.01 31.01", "outline-wkt")]
    [InlineData("POLYGON ((121 31, 121.01 31, 121.01 31.01))) ((", "outline-wkt")]
    [InlineData("POLYGON ((121 31, 121.01 x, 121.01 31.01, 121 31))", "outline-wkt")]
    [InlineData("POLYGON ((121 31, , 121.01 31.01, 121 31))", "outline-wkt")]
    [InlineData("SRID=3857;POLYGON ((121 31, 121.01 31, 121.01 31.01, 121 31))", "outline-wkt")]
    [InlineData("POLYGON ((121 31, 121.01 31.01, 121.01 31, 121 31.01, 121 31))", "geojson-ring")]
    [InlineData("POLYGON ((121 31, 121.01 31, 121.01 31.01))", "geojson-ring")]
    [InlineData("POLYGON ((31 121, 31 121.01, 31.01 121.01, 31 121))", "geojson-coordinates")]
    [InlineData("""{"type":"Point","coordinates":[121,31]}""", "outline-none")]
    [InlineData("""{"type":"Polygon","coordinates":[[""", "geojson-not-json")]
    public void What_is_no_outline_is_refused_in_words_of_an_outline(string words, string code)
    {
        Assert.False(Outlines.TryRead(words, CoordinateSystem.Wgs84, out _, out var why));
        Assert.Equal(code, why.Code);
        Assert.DoesNotContain("文件", why.Sentence.Zh);
        Assert.DoesNotContain("file", why.Sentence.En);
    }

    [Theory]
    [InlineData(CoordinateSystem.Gcj02)]
    [InlineData(CoordinateSystem.Bd09)]
    public void An_outline_of_a_shifted_map_is_moved_to_where_it_is(CoordinateSystem system)
    {
        Assert.True(Outlines.TryRead(Square, system, out var outline, out _));
        Assert.Equal(PositionGiven.From(31, 121, system)!.Position, Assert.Single(outline.Parts).Outline.Corners[0]);
        Assert.InRange(outline.Parts[0].Outline.Corners[0].MetresTo(Position.At(31, 121)), 100, 2000);
    }
}
