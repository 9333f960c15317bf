using System.Text.Json.Nodes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.OpenData;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.OpenData.Ogc;

/// <summary>A collection of features.</summary>
/// <param name="Code">As in its address.</param>
/// <param name="Name">Its name.</param>
/// <param name="About">What it holds.</param>
internal sealed record OgcCollection(string Code, Bilingual Name, Bilingual About)
{
    public static readonly OgcCollection Areas = new(
        "areas",
        new("片区", "Areas"),
        new("片区和边界。", "Areas with their boundaries.")
    );

    public static readonly OgcCollection Units = new(
        "units",
        new("单位", "Units"),
        new("办理诉求的单位；没有位置。", "Units that deal with matters; without a position.")
    );

    public static readonly OgcCollection Aggregates = new(
        "aggregates",
        new("每月件数", "Counts by month"),
        new(
            "每月、每片区、每分类提出的诉求件数；隐去的没有件数。方法见 /data#counts。",
            "Matters raised by month, area and category; a hidden count is absent. Method: /data#counts."
        )
    );

    public static readonly OgcCollection Matters = new(
        "matters",
        new("公开的诉求", "Public matters"),
        new("公共场所类诉求；位置只到约 150 米的网格。", "Matters about public space; their position is a cell of about 150 m.")
    );

    public static readonly OgcCollection[] All = [Areas, Units, Aggregates, Matters];
}

/// <summary>A feature: what is filtered by, and how it is written.</summary>
/// <param name="Id">Its identifier within the collection.</param>
/// <param name="Box">The rectangle around it, or null without a position.</param>
/// <param name="From">From when, UTC, or null when it is of no time.</param>
/// <param name="To">Until when, UTC.</param>
/// <param name="Geometry">Its geometry, or null.</param>
/// <param name="Properties">What it says.</param>
internal sealed record OgcFeature(
    string Id,
    Box? Box,
    DateTimeOffset? From,
    DateTimeOffset? To,
    Func<JsonNode?> Geometry,
    Func<JsonObject> Properties
)
{
    /// <summary>Whether it touches the rectangle and the time. Without a position it touches none; of no time it is of all.</summary>
    public bool Fits(OgcQuery query) =>
        (query.Box is not { } asked || (Box is { } own && Touch(own, asked)))
        && (From is null || query.To is null || From <= query.To)
        && (To is null || query.From is null || To >= query.From);

    public JsonObject ToJson(string at, OgcCollection of) =>
        new()
        {
            ["type"] = "Feature",
            ["id"] = Id,
            ["geometry"] = Geometry(),
            ["properties"] = Properties(),
            ["links"] = new JsonArray(
                OgcApi.Link($"{at}/ogc/collections/{of.Code}/items/{Uri.EscapeDataString(Id)}", "self", OgcApi.GeoJsonType),
                OgcApi.Link($"{at}/ogc/collections/{of.Code}", "collection", "application/json")
            ),
        };

    public static IEnumerable<OgcFeature> OfAreas(Jurisdiction jurisdiction) =>
        jurisdiction.Areas.Values.Select(area => new OgcFeature(
            area.Code,
            area.Shape?.Box,
            null,
            null,
            () => Shape(area.Shape),
            () =>
                new JsonObject
                {
                    ["code"] = area.Code,
                    ["name_zh"] = area.Name.Zh,
                    ["name_en"] = area.Name.En,
                    ["intake_unit"] = area.IntakeUnit,
                }
        ));

    public static IEnumerable<OgcFeature> OfUnits(Jurisdiction jurisdiction) =>
        jurisdiction.Units.Values.Select(unit => new OgcFeature(
            unit.Code,
            null,
            null,
            null,
            () => null,
            () =>
                new JsonObject
                {
                    ["code"] = unit.Code,
                    ["name_zh"] = unit.Name.Zh,
                    ["name_en"] = unit.Name.En,
                    ["parent"] = unit.Parent,
                }
        ));

    public static IEnumerable<OgcFeature> OfCounts(IReadOnlyList<CountRelease> releases, Jurisdiction jurisdiction) =>
        from release in releases
        from count in release.Counts
        where count is { Area: not null, Category: not null }
        let area = jurisdiction.Areas.GetValueOrDefault(count.Area!)
        select new OgcFeature(
            OpenTables.CountId(release.Month, count),
            area?.Shape?.Box,
            jurisdiction.Calendar.StartOfDay(release.Month),
            jurisdiction.Calendar.StartOfDay(release.Month.AddMonths(1)).AddTicks(-10),
            () => Shape(area?.Shape),
            () =>
                new JsonObject
                {
                    ["month"] = $"{release.Month:yyyy-MM}",
                    ["area"] = count.Area,
                    ["category"] = count.Category,
                    ["count"] = count.Count,
                }
        );

    public static OgcFeature OfMatter(PublicMatter matter)
    {
        Box? cell = matter is { Latitude: { } latitude, Longitude: { } longitude }
            ? GridCell.BoundsOf(GridCell.Of(Position.At(latitude, longitude)).Key)
            : null;
        return new OgcFeature(
            $"{matter.Number:D12}",
            cell,
            matter.RaisedAt,
            matter.RaisedAt,
            () => cell is { } box ? Rectangle(box) : null,
            () =>
                new JsonObject
                {
                    ["reference"] = $"{matter.Number:D12}",
                    ["category"] = matter.Category,
                    ["area"] = matter.Area,
                    ["stage"] = matter.Stage.ToString(),
                    ["outcome"] = matter.Outcome?.ToString(),
                    ["raised_at"] = OgcApi.Instant(matter.RaisedAt),
                    ["closed_at"] = matter.ClosedAt is { } closed ? OgcApi.Instant(closed) : null,
                }
        );
    }

    private static bool Touch(Box one, Box other) =>
        one.South <= other.North && one.North >= other.South && one.West <= other.East && one.East >= other.West;

    private static JsonObject Rectangle(Box box) =>
        new()
        {
            ["type"] = "Polygon",
            ["coordinates"] = new JsonArray(
                new JsonArray(
                    Corner(box.West, box.South),
                    Corner(box.East, box.South),
                    Corner(box.East, box.North),
                    Corner(box.West, box.North),
                    Corner(box.West, box.South)
                )
            ),
        };

    private static JsonArray Corner(double longitude, double latitude) => new(Math.Round(longitude, 6), Math.Round(latitude, 6));

    // The domain's own writer knows in which direction rings go.
    private static JsonNode? Shape(Polygon? shape) =>
        shape is null
            ? null
            : JsonNode.Parse(
                GeoJson.Write([
                    new GeoFeature(null, new Geometry.OfPolygon(shape), new Dictionary<string, System.Text.Json.JsonElement>()),
                ])
            )!["features"]![0]!["geometry"]!.DeepClone();
}
