using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;
using Xunit;

namespace SmallMatters.Domain.Tests.Places;

public class GeoJsonTests
{
    [Fact]
    public void Points_polygons_and_multipolygons_are_read_with_their_properties()
    {
        var features = Read(
            """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","id":7,"geometry":{"type":"Point","coordinates":[121.5,31.2,8.0]},"properties":{"name":"槐荫里"}},
              {"type":"Feature","geometry":{"type":"Polygon","coordinates":[
                [[0,0],[10,0],[10,10],[0,10],[0,0]], [[4,4],[4,6],[6,6],[6,4],[4,4]]]},"properties":null},
              {"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[
                [[[0,0],[1,0],[1,1],[0,0]]], [[[5,5],[6,5],[6,6],[5,5]]]]},"properties":{}}]}
            """
        );

        Assert.Equal(3, features.Count);
        Assert.Equal("7", features[0].Id);
        Assert.Equal("槐荫里", features[0].Properties["name"].GetString());
        Assert.Equal(new Geometry.OfPoint(Position.At(31.2, 121.5)), features[0].Geometry);
        var holed = Assert.IsType<Geometry.OfPolygon>(features[1].Geometry).Polygon;
        Assert.False(holed.Contains(Position.At(5, 5)));
        Assert.True(holed.Contains(Position.At(2, 5)));
        Assert.Equal(2, Assert.IsType<Geometry.OfPolygon>(features[2].Geometry).Polygon.Parts.Count);
    }

    [Theory]
    [InlineData("""{"type":"Point","coordinates":[121.5,31.2]}""")]
    [InlineData("""{"type":"Feature","geometry":{"type":"Point","coordinates":[121.5,31.2]},"properties":null}""")]
    [InlineData(
        """{"type":"Point","coordinates":[121.5,31.2],"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}}"""
    )]
    public void A_geometry_or_a_feature_may_stand_alone(string text) =>
        Assert.Equal(new Geometry.OfPoint(Position.At(31.2, 121.5)), Assert.Single(Read(text)).Geometry);

    [Theory]
    [InlineData("", "geojson-not-json")]
    [InlineData("{", "geojson-not-json")]
    [InlineData("""{"type":"Point","type":"Point","coordinates":[1,2]}""", "geojson-not-json")]
    [InlineData("""{"type":"Point","coordinates":[NaN,2]}""", "geojson-not-json")]
    [InlineData("[]", "geojson-type")]
    [InlineData("3", "geojson-type")]
    [InlineData("""{"type":"FeatureCollection"}""", "geojson-type")]
    [InlineData("""{"type":"FeatureCollection","features":[3]}""", "geojson-type")]
    [InlineData("""{"type":"Feature","geometry":null}""", "geojson-type")]
    [InlineData("""{"type":"Feature"}""", "geojson-type")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2],[3,4]]}""", "geojson-type")]
    [InlineData("""{"type":"GeometryCollection","geometries":[]}""", "geojson-type")]
    [InlineData("""{"type":"Point"}""", "geojson-coordinates")]
    [InlineData("""{"type":"Point","coordinates":[]}""", "geojson-coordinates")]
    [InlineData("""{"type":"Point","coordinates":["121","31"]}""", "geojson-coordinates")]
    [InlineData("""{"type":"Point","coordinates":[31.2,121.5]}""", "geojson-coordinates")]
    [InlineData("""{"type":"Point","coordinates":[1e999,2]}""", "geojson-coordinates")]
    [InlineData("""{"type":"Point","coordinates":[1,2,3,4]}""", "geojson-coordinates")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "geojson-coordinates")]
    [InlineData("""{"type":"Polygon","coordinates":[3]}""", "geojson-coordinates")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[]}""", "geojson-coordinates")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[1,2]]]}""", "geojson-coordinates")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}""", "geojson-ring")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}""", "geojson-ring")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[0,0],[1,1],[0,0]]]}""", "geojson-ring")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}""", "geojson-ring")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]],[[5,5],[6,5],[6,6],[5,5]]]}""", "geojson-ring")]
    [InlineData(
        """{"type":"Point","coordinates":[1,2],"crs":{"type":"name","properties":{"name":"EPSG:3857"}}}""",
        "geojson-system"
    )]
    [InlineData("""{"type":"Point","coordinates":[1,2],"crs":"GCJ-02"}""", "geojson-system")]
    public void What_could_put_an_area_in_the_wrong_place_is_refused(string text, string code)
    {
        Assert.False(GeoJson.TryRead(text, out _, out var refusal));
        Assert.Equal(code, refusal.Code);
        Assert.NotEqual(refusal.Sentence.Zh, refusal.Sentence.En);
    }

    [Fact]
    public void A_refusal_names_the_feature_it_is_about()
    {
        Assert.False(
            GeoJson.TryRead(
                """
                {"type":"FeatureCollection","features":[
                  {"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":null},
                  {"type":"Feature","geometry":{"type":"Point","coordinates":[1,200]},"properties":null}]}
                """,
                out _,
                out Refusal? refusal
            )
        );
        Assert.Contains("第2个", refusal.Sentence.Zh);
        Assert.Contains("Feature 2", refusal.Sentence.En);
    }

    [Fact]
    public void What_is_written_is_read_back_the_same()
    {
        const string Text = """
            {"type":"FeatureCollection","features":[{"type":"Feature","id":"a","geometry":{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[4,6],[6,6],[6,4],[4,4]]]},"properties":{"n":1}},{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6.1234567,5],[6,6],[5,5]]]]},"properties":{}},{"type":"Feature","geometry":{"type":"Point","coordinates":[121.4737,-31.2304]},"properties":{}}]}
            """;
        Assert.Equal(Text, GeoJson.Write(Read(Text)));
    }

    [Fact]
    public void A_ring_whose_corner_is_millimetres_from_another_edge_is_kept_as_it_is()
    {
        // To the centimetre the corner in the middle would lie on the lower edge, and the ring would touch itself.
        var given = Read("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0.5,0.00000004],[0,1],[0,0]]]}""");
        Assert.False(GeoJson.TryRead(GeoJson.Write(given), out _, out _));

        var kept = Read(GeoJson.WriteExactly(given));

        Assert.Equal(Corners(given), Corners(kept));

        static IEnumerable<Position> Corners(IReadOnlyList<GeoFeature> features) =>
            ((Geometry.OfPolygon)features[0].Geometry).Polygon.Parts[0].Outline.Corners;
    }

    [Fact]
    public void Rings_are_written_in_the_direction_of_the_standard()
    {
        var clockwise = Read("""{"type":"Polygon","coordinates":[[[0,0],[0,10],[10,10],[10,0],[0,0]]]}""");
        var written = Assert.IsType<Geometry.OfPolygon>(Read(GeoJson.Write(clockwise))[0].Geometry);
        Assert.False(((Geometry.OfPolygon)clockwise[0].Geometry).Polygon.Parts[0].Outline.IsAnticlockwise);
        Assert.True(written.Polygon.Parts[0].Outline.IsAnticlockwise);
    }

    [Fact]
    public void Deep_nesting_is_refused_and_does_not_bring_the_process_down()
    {
        var text = """{"type":"Polygon","coordinates":""" + new string('[', 100_000) + new string(']', 100_000) + "}";
        Assert.False(GeoJson.TryRead(text, out _, out var refusal));
        Assert.Equal("geojson-not-json", refusal.Code);
    }

    private static IReadOnlyList<GeoFeature> Read(string text)
    {
        Assert.True(GeoJson.TryRead(text, out var features, out var refusal), refusal?.ToString());
        return features;
    }
}
