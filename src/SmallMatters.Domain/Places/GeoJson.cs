using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Places;

/// <summary>
/// Reads and writes GeoJSON after RFC 7946: points, polygons and multipolygons, alone, as a feature or as a collection of
/// features, in WGS 84 with the longitude first.
/// Strict where a guess could put an area in the wrong place: a ring must be closed and must not cross itself, coordinates
/// must be on the earth, another coordinate system and every other geometry are refused. Forgiven, as the standard asks: the
/// direction of rings, a third number (height, which is dropped) and unknown members.
/// </summary>
public static class GeoJson
{
    /// <summary>Largest text that is read, in characters.</summary>
    public const int MaxLength = 50_000_000;

    // Seven digits are a centimetre.
    private const string Centimetre = "0.#######";

    // The shortest digits that read back as the same number.
    private const string Exact = "R";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>
    /// Reads a GeoJSON text. Refusals: <c>geojson-too-large</c>, <c>geojson-not-json</c>, <c>geojson-type</c>,
    /// <c>geojson-system</c>, <c>geojson-coordinates</c>, <c>geojson-ring</c>; from a collection each names the feature by
    /// its number, counted from 1.
    /// </summary>
    public static bool TryRead(
        string text,
        [NotNullWhen(true)] out IReadOnlyList<GeoFeature>? features,
        [NotNullWhen(false)] out Refusal? refusal
    )
    {
        features = null;
        if (text.Length > MaxLength)
        {
            refusal = Refusal.Of(
                "geojson-too-large",
                $"文件太大：最多{MaxLength / 1_000_000}百万个字符。",
                $"The file is too large: at most {MaxLength / 1_000_000} million characters."
            );
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            refusal = GeoJsonReader.Read(document.RootElement, out var read);
            features = refusal is null ? read : null;
        }
        catch (JsonException fault)
        {
            var line = fault.LineNumber + 1;
            refusal = Refusal.Of(
                "geojson-not-json",
                line is null ? "文件不是有效的JSON。" : $"文件不是有效的JSON，问题在第{line}行附近。",
                line is null ? "The file is not valid JSON." : $"The file is not valid JSON, near line {line}."
            );
        }

        return refusal is null;
    }

    /// <summary>
    /// Writes a feature collection, outlines anticlockwise and holes clockwise as the standard has it, to the centimetre: for
    /// maps. Corners nearer to each other than that fall together, so that what is to be read again is written by
    /// <see cref="WriteExactly"/>.
    /// </summary>
    public static string Write(IEnumerable<GeoFeature> features) => Text(features, Centimetre);

    /// <summary>The same with every digit, to be kept: <see cref="TryRead"/> gives the same shapes back.</summary>
    public static string WriteExactly(IEnumerable<GeoFeature> features) => Text(features, Exact);

    private static string Text(IEnumerable<GeoFeature> features, string digits)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json, features, digits);
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>As <see cref="Write(IEnumerable{GeoFeature})"/>, into a writer, for answers that are sent as they grow.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<GeoFeature> features) => Write(json, features, Centimetre);

    private static void Write(Utf8JsonWriter json, IEnumerable<GeoFeature> features, string digits)
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var feature in features)
        {
            Write(json, feature, digits);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GeoFeature feature, string digits)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        if (feature.Id is not null)
        {
            json.WriteString("id", feature.Id);
        }

        json.WriteStartObject("geometry");
        switch (feature.Geometry)
        {
            case Geometry.OfPoint point:
                json.WriteString("type", "Point");
                json.WritePropertyName("coordinates");
                Write(json, point.Position, digits);
                break;
            case Geometry.OfPolygon { Polygon.Parts: [var only] }:
                json.WriteString("type", "Polygon");
                json.WritePropertyName("coordinates");
                Write(json, only, digits);
                break;
            case Geometry.OfPolygon many:
                json.WriteString("type", "MultiPolygon");
                json.WriteStartArray("coordinates");
                foreach (var part in many.Polygon.Parts)
                {
                    Write(json, part, digits);
                }

                json.WriteEndArray();
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        json.WriteEndObject();
        json.WriteStartObject("properties");
        foreach (var (name, value) in feature.Properties)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PolygonPart part, string digits)
    {
        json.WriteStartArray();
        Write(json, part.Outline, anticlockwise: true, digits);
        foreach (var hole in part.Holes)
        {
            Write(json, hole, anticlockwise: false, digits);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Ring ring, bool anticlockwise, string digits)
    {
        var corners = ring.IsAnticlockwise == anticlockwise ? ring.Corners : [.. ring.Corners.Reverse()];
        json.WriteStartArray();
        foreach (var corner in corners)
        {
            Write(json, corner, digits);
        }

        Write(json, corners[0], digits);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Position position, string digits)
    {
        json.WriteStartArray();
        WriteDegrees(json, position.Longitude, digits);
        WriteDegrees(json, position.Latitude, digits);
        json.WriteEndArray();
    }

    private static void WriteDegrees(Utf8JsonWriter json, double degrees, string digits) =>
        json.WriteRawValue(degrees.ToString(digits, CultureInfo.InvariantCulture));
}
