using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Places;

/// <summary>
/// Reads the outline of an area from one field of a table: WKT (OGC 06-103r4, POLYGON and MULTIPOLYGON, longitude first) or a
/// GeoJSON geometry, in a coordinate system that is named beside it.
/// </summary>
public static class Outlines
{
    /// <summary>
    /// Reads an outline into WGS 84. Refusals: those of <see cref="GeoJson"/>, <c>outline-wkt</c>, and <c>outline-none</c> for
    /// something that is no area.
    /// </summary>
    public static bool TryRead(
        string words,
        CoordinateSystem system,
        [NotNullWhen(true)] out Polygon? outline,
        [NotNullWhen(false)] out Refusal? refusal
    )
    {
        outline = null;
        var wkt = !words.TrimStart().StartsWith('{');
        var json = wkt ? FromWkt(words) : words;
        Refusal? why = null;
        IReadOnlyList<GeoFeature>? features = null;
        var read = json is not null && GeoJson.TryRead(json, out features, out why);
        if (json is null || (wkt && why is { Code: "geojson-not-json" }))
        {
            refusal = Refusal.Of(
                "outline-wkt",
                "边界应为 WKT（POLYGON 或 MULTIPOLYGON，经度在前）或 GeoJSON 多边形。",
                "The outline must be WKT (POLYGON or MULTIPOLYGON, longitude first) or a GeoJSON polygon."
            );
            return false;
        }
        if (!read)
        {
            // What is read here is a field of a row, not a file.
            refusal = why! with
            {
                Sentence = new(
                    why.Sentence.Zh.Replace("文件", "边界", StringComparison.Ordinal),
                    why.Sentence.En.Replace("The file", "The outline", StringComparison.Ordinal)
                ),
            };
            return false;
        }
        if (features is not [{ Geometry: Geometry.OfPolygon shaped }])
        {
            refusal = Refusal.Of("outline-none", "边界应为一个多边形。", "The outline must be one polygon.");
            return false;
        }
        return TryMove(shaped.Polygon, system, out outline, out refusal);
    }

    private static bool TryMove(
        Polygon given,
        CoordinateSystem system,
        [NotNullWhen(true)] out Polygon? outline,
        [NotNullWhen(false)] out Refusal? refusal
    )
    {
        refusal = null;
        if (system == CoordinateSystem.Wgs84)
        {
            outline = given;
            return true;
        }
        var parts = new List<PolygonPart>();
        foreach (var part in given.Parts)
        {
            var rings = new List<Ring>();
            foreach (var ring in part.Holes.Prepend(part.Outline))
            {
                var moved = ring.Corners.Select(c => PositionGiven.From(c.Latitude, c.Longitude, system)!.Position);
                if (!Ring.TryCreate(moved, out var there, out _))
                {
                    outline = null;
                    refusal = Refusal.Of(
                        "outline-shifted",
                        "边界换算坐标系后与自身相交。",
                        "After its conversion to WGS 84 the outline crosses itself."
                    );
                    return false;
                }
                rings.Add(there);
            }
            parts.Add(new PolygonPart(rings[0], rings[1..]));
        }
        outline = new Polygon(parts);
        return true;
    }

    // The same lists of numbers with other brackets, so that both forms pass the same checks. Null where it is no such WKT.
    private static string? FromWkt(string words)
    {
        var text = words.Trim();
        if (text.StartsWith("SRID=", StringComparison.OrdinalIgnoreCase))
        {
            var end = text.IndexOf(';', StringComparison.Ordinal);
            if (end < 0 || text[5..end] is not ("4326" or "4490"))
            {
                return null;
            }
            text = text[(end + 1)..].TrimStart();
        }
        var many = text.StartsWith("MULTIPOLYGON", StringComparison.OrdinalIgnoreCase);
        if (!many && !text.StartsWith("POLYGON", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var json = new StringBuilder(many ? """{"type":"MultiPolygon","coordinates":""" : """{"type":"Polygon","coordinates":""");
        var (deep, deepest) = (0, many ? 3 : 2);
        var point = new List<string>();
        foreach (var token in Tokens(text[(many ? 12 : 7)..]))
        {
            switch (token)
            {
                case "(":
                    deep++;
                    json.Append('[');
                    break;
                case ")" or ",":
                    if (deep == deepest)
                    {
                        if (point.Count is not (2 or 3))
                        {
                            return null;
                        }
                        json.Append('[').AppendJoin(',', point).Append(']');
                        point.Clear();
                    }
                    json.Append(token == ")" ? ']' : ',');
                    deep -= token == ")" ? 1 : 0;
                    break;
                case var number
                    when deep == deepest
                        && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                        && double.IsFinite(value):
                    point.Add(value.ToString("R", CultureInfo.InvariantCulture));
                    break;
                default:
                    return null;
            }
        }
        return deep == 0 ? json.Append('}').ToString() : null;
    }

    private static IEnumerable<string> Tokens(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var ends = i == text.Length || text[i] is '(' or ')' or ',' || char.IsWhiteSpace(text[i]);
            if (!ends)
            {
                start = start < 0 ? i : start;
                continue;
            }
            if (start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
            if (i < text.Length && !char.IsWhiteSpace(text[i]))
            {
                yield return text[i].ToString();
            }
        }
    }
}
