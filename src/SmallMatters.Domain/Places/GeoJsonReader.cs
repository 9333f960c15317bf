using System.Text.Json;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Places;

/// <summary>The reading half of <see cref="GeoJson"/>: each method gives null or the first reason to refuse.</summary>
internal static class GeoJsonReader
{
    private static readonly Dictionary<string, JsonElement> NoProperties = [];

    internal static Refusal? Read(JsonElement root, out List<GeoFeature> features)
    {
        features = [];
        var type = TypeOf(root);
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("crs", out var system) && !IsWgs84(system))
        {
            return Refusal.Of(
                "geojson-system",
                "文件使用了其他坐标系。请先转换为WGS 84（GeoJSON标准坐标系）。",
                "The file uses another coordinate system. Convert it to WGS 84, the one of the GeoJSON standard, first."
            );
        }

        if (type != "FeatureCollection")
        {
            return ReadFeatureOrGeometry(root, type, number: null, features);
        }

        if (!root.TryGetProperty("features", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return Refuse("type", null, "缺少要素列表 features", "the list of features is missing");
        }

        var number = 0;
        foreach (var feature in list.EnumerateArray())
        {
            number++;
            var refusal =
                TypeOf(feature) == "Feature"
                    ? ReadFeatureOrGeometry(feature, "Feature", number, features)
                    : Refuse("type", number, "不是要素（Feature）", "it is not a Feature");
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? ReadFeatureOrGeometry(JsonElement element, string? type, int? number, List<GeoFeature> features)
    {
        string? id = null;
        var properties = NoProperties;
        var shape = element;
        if (type == "Feature")
        {
            if (!element.TryGetProperty("geometry", out shape))
            {
                return Refuse("type", number, "缺少 geometry", "the geometry is missing");
            }

            id =
                element.TryGetProperty("id", out var given) && given.ValueKind is JsonValueKind.String or JsonValueKind.Number
                    ? given.ToString()
                    : null;
            if (element.TryGetProperty("properties", out var fields) && fields.ValueKind == JsonValueKind.Object)
            {
                properties = fields.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.Clone());
            }
        }

        var refusal = ReadGeometry(shape, number, out var geometry);
        if (geometry is not null)
        {
            features.Add(new GeoFeature(id, geometry, properties));
        }

        return refusal;
    }

    private static Refusal? ReadGeometry(JsonElement shape, int? number, out Geometry? geometry)
    {
        geometry = null;
        var type = TypeOf(shape);
        if (type is not ("Point" or "Polygon" or "MultiPolygon"))
        {
            return Refuse(
                "type",
                number,
                "只接受 Point、Polygon 和 MultiPolygon",
                "only Point, Polygon and MultiPolygon are taken"
            );
        }

        if (!shape.TryGetProperty("coordinates", out var coordinates) || coordinates.ValueKind != JsonValueKind.Array)
        {
            return Refuse("coordinates", number, "缺少 coordinates", "the coordinates are missing");
        }

        if (type == "Point")
        {
            var refusal = ReadPosition(coordinates, number, out var position);
            geometry = refusal is null ? new Geometry.OfPoint(position) : null;
            return refusal;
        }

        var parts = new List<PolygonPart>();
        foreach (var part in type == "Polygon" ? [coordinates] : coordinates.EnumerateArray().ToArray())
        {
            var refusal = ReadPart(part, number, parts);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        if (parts.Count == 0)
        {
            return Refuse("coordinates", number, "没有任何坐标", "there are no coordinates");
        }

        geometry = new Geometry.OfPolygon(new Polygon(parts));
        return null;
    }

    private static Refusal? ReadPart(JsonElement element, int? number, List<PolygonPart> parts)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() == 0)
        {
            return Refuse("coordinates", number, "多边形没有环", "a polygon has no ring");
        }

        var rings = new List<Ring>();
        foreach (var line in element.EnumerateArray())
        {
            var refusal = ReadRing(line, number, out var ring);
            if (ring is null)
            {
                return refusal;
            }

            rings.Add(ring);
        }

        var (outline, holes) = (rings[0], rings[1..]);
        if (holes.Any(hole => hole.Corners.Any(corner => outline.SideOf(corner) == Side.Outside)))
        {
            return Refuse("ring", number, "有一个洞伸出了外环", "a hole reaches outside the outline");
        }

        parts.Add(new PolygonPart(outline, holes));
        return null;
    }

    private static Refusal? ReadRing(JsonElement element, int? number, out Ring? ring)
    {
        ring = null;
        if (element.ValueKind != JsonValueKind.Array)
        {
            return Refuse("coordinates", number, "环不是坐标列表", "a ring is not a list of positions");
        }

        var corners = new List<Position>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            if (ReadPosition(item, number, out var corner) is { } refusal)
            {
                return refusal;
            }

            corners.Add(corner);
        }

        if (corners.Count < 4 || corners[0] != corners[^1])
        {
            return Refuse(
                "ring",
                number,
                "环至少要有四个点，并且首尾相同",
                "a ring needs at least four positions, the last equal to the first"
            );
        }

        return Ring.TryCreate(corners, out ring, out var fault) ? null
            : fault == RingFault.TooFewCorners
                ? Refuse("ring", number, "环的不同顶点少于三个", "a ring has fewer than three different corners")
            : Refuse("ring", number, "环与自身相交或相接", "a ring crosses or touches itself");
    }

    private static Refusal? ReadPosition(JsonElement element, int? number, out Position position)
    {
        position = default;
        if (
            element.ValueKind != JsonValueKind.Array
            || element.GetArrayLength() is not (2 or 3)
            || !TryNumber(element[0], out var longitude)
            || !TryNumber(element[1], out var latitude)
        )
        {
            return Refuse(
                "coordinates",
                number,
                "坐标应为[经度, 纬度]两个数",
                "a position is two numbers, [longitude, latitude]"
            );
        }

        return Position.TryCreate(latitude, longitude, out position)
            ? null
            : Refuse(
                "coordinates",
                number,
                $"坐标[{longitude}, {latitude}]不在地球上；经度在前，纬度在后",
                $"[{longitude}, {latitude}] is not on the earth; the longitude comes first"
            );
    }

    private static bool TryNumber(JsonElement element, out double number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out number);
    }

    private static string? TypeOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;

    // The member of the first GeoJSON of 2008, which older tools still write for the default system.
    private static bool IsWgs84(JsonElement system) =>
        system.ValueKind == JsonValueKind.Null
        || (
            system.ValueKind == JsonValueKind.Object
            && system.TryGetProperty("properties", out var properties)
            && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty("name", out var name)
            && name.ValueKind == JsonValueKind.String
            && name.GetString() is "urn:ogc:def:crs:OGC:1.3:CRS84" or "urn:ogc:def:crs:OGC::CRS84"
        );

    private static Refusal Refuse(string kind, int? number, string zh, string en) =>
        number is null
            ? Refusal.Of($"geojson-{kind}", $"文件无法读取：{zh}。", $"The file cannot be read: {en}.")
            : Refusal.Of($"geojson-{kind}", $"第{number}个要素无法读取：{zh}。", $"Feature {number} cannot be read: {en}.");
}
