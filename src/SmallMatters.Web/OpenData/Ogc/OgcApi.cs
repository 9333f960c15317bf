using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.OpenData;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.OpenData.Ogc;

/// <summary>
/// OGC API – Features, part 1: core (OGC 17-069r4), with GeoJSON and an OpenAPI 3.0 description, under <c>/ogc</c>. Positions
/// are longitude and latitude in CRS 84. Names are the standard's.
/// </summary>
internal static class OgcApi
{
    public const string GeoJsonType = "application/geo+json";

    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private const string Conformance = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";

    public static void MapOgcApi(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/ogc").RequireAuthorization(Policies.Everybody);
        all.MapGet("", LandingAsync);
        all.MapGet("/conformance", Conforms);
        all.MapGet(
            "/api",
            (HttpContext http, StorageSettings settings) =>
                Answer(http, OgcDescription.Of(settings.PublicAddress), OgcDescription.Type)
        );
        all.MapGet("/collections", CollectionsAsync);
        all.MapGet("/collections/{collection}", CollectionAsync);
        all.MapGet("/collections/{collection}/items", ItemsAsync);
        all.MapGet("/collections/{collection}/items/{item}", ItemAsync);
    }

    public static JsonObject Link(string href, string rel, string type) =>
        new()
        {
            ["href"] = href,
            ["rel"] = rel,
            ["type"] = type,
        };

    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static async Task<IResult> LandingAsync(HttpContext http, JurisdictionSource source, StorageSettings settings)
    {
        var at = settings.PublicAddress;
        var name = (await source.CurrentAsync(http.RequestAborted)).Name;
        return Answer(
            http,
            new JsonObject
            {
                ["title"] = name.ToString(),
                ["description"] = "SmallMatters 小事不小",
                ["links"] = new JsonArray(
                    Link($"{at}/ogc", "self", "application/json"),
                    Link($"{at}/ogc/api", "service-desc", OgcDescription.Type),
                    Link($"{at}/data", "service-doc", "text/html"),
                    Link($"{at}/ogc/conformance", "conformance", "application/json"),
                    Link($"{at}/ogc/collections", "data", "application/json")
                ),
            }
        );
    }

    private static IResult Conforms(HttpContext http) =>
        Answer(
            http,
            new JsonObject
            {
                ["conformsTo"] = new JsonArray($"{Conformance}core", $"{Conformance}oas30", $"{Conformance}geojson"),
            }
        );

    private static async Task<IResult> CollectionsAsync(HttpContext http, JurisdictionSource source, StorageSettings settings)
    {
        var jurisdiction = await source.CurrentAsync(http.RequestAborted);
        return Answer(
            http,
            new JsonObject
            {
                ["links"] = new JsonArray(Link($"{settings.PublicAddress}/ogc/collections", "self", "application/json")),
                ["collections"] = new JsonArray([
                    .. OgcCollection.All.Select(c => Described(c, jurisdiction, settings.PublicAddress)),
                ]),
            }
        );
    }

    private static async Task<IResult> CollectionAsync(
        string collection,
        HttpContext http,
        JurisdictionSource source,
        StorageSettings settings
    ) =>
        Find(collection) is { } found
            ? Answer(http, Described(found, await source.CurrentAsync(http.RequestAborted), settings.PublicAddress))
            : NothingHere;

    private static JsonObject Described(OgcCollection collection, Jurisdiction jurisdiction, string at)
    {
        var described = new JsonObject
        {
            ["id"] = collection.Code,
            ["title"] = collection.Name.ToString(),
            ["description"] = collection.About.ToString(),
            ["itemType"] = "feature",
            ["crs"] = new JsonArray(Crs84),
            ["links"] = new JsonArray(
                Link($"{at}/ogc/collections/{collection.Code}", "self", "application/json"),
                Link($"{at}/ogc/collections/{collection.Code}/items", "items", GeoJsonType)
            ),
        };
        List<Box> shapes = [.. jurisdiction.Areas.Values.Select(a => a.Shape?.Box).OfType<Box>()];
        if (shapes.Count > 0 && collection != OgcCollection.Units)
        {
            var box = Box.Around(shapes);
            described["extent"] = new JsonObject
            {
                ["spatial"] = new JsonObject
                {
                    ["bbox"] = new JsonArray(new JsonArray(box.West, box.South, box.East, box.North)),
                    ["crs"] = Crs84,
                },
            };
        }
        return described;
    }

    private static async Task<IResult> ItemsAsync(
        string collection,
        HttpContext http,
        Db db,
        JurisdictionSource source,
        StorageSettings settings,
        TimeProvider time
    )
    {
        if (Find(collection) is not { } of)
        {
            return NothingHere;
        }
        var (query, why) = OgcQuery.Read(http.Request.Query);
        if (query is null)
        {
            return Wrong(why!);
        }
        var cancel = http.RequestAborted;
        var jurisdiction = await source.CurrentAsync(cancel);
        if (await PageAsync(of, query, db, jurisdiction, cancel) is not { } page)
        {
            return Wrong("after does not name an item of this collection");
        }
        var at = settings.PublicAddress;
        var here = $"{at}/ogc/collections/{of.Code}/items";
        var links = new JsonArray(
            Link(here + http.Request.QueryString, "self", GeoJsonType),
            Link($"{at}/ogc/collections/{of.Code}", "collection", "application/json")
        );
        if (page.Next is { } next)
        {
            var kept = http
                .Request.Query.Where(q => q.Key != "after")
                .Select(q => KeyValuePair.Create(q.Key, q.Value.ToString()));
            links.Add(Link(here + QueryString.Create([.. kept!, new("after", next)]), "next", GeoJsonType));
        }
        var answer = new JsonObject
        {
            ["type"] = "FeatureCollection",
            ["timeStamp"] = Instant(time.GetUtcNow()),
            ["numberReturned"] = page.Features.Count,
            ["links"] = links,
            ["features"] = new JsonArray([.. page.Features.Select(f => f.ToJson(at, of))]),
        };
        if (page.Matched is { } matched)
        {
            answer["numberMatched"] = matched;
        }
        return Answer(http, answer, GeoJsonType, OgcQuery.OfItems);
    }

    private static async Task<IResult> ItemAsync(
        string collection,
        string item,
        HttpContext http,
        Db db,
        JurisdictionSource source,
        StorageSettings settings
    )
    {
        if (Find(collection) is not { } of)
        {
            return NothingHere;
        }
        var cancel = http.RequestAborted;
        var jurisdiction = await source.CurrentAsync(cancel);
        var feature =
            of == OgcCollection.Matters
                ? Reference.TryParse(item, out var reference)
                && await Matters(db, jurisdiction).FirstOrDefaultAsync(m => m.Number == reference.Value, cancel) is { } matter
                    ? OgcFeature.OfMatter(matter)
                    : null
                : (await AllAsync(of, db, jurisdiction, cancel)).FirstOrDefault(f => f.Id == item);
        return feature is null ? NothingHere : Answer(http, feature.ToJson(settings.PublicAddress, of), GeoJsonType);
    }

    private static async Task<(IReadOnlyList<OgcFeature> Features, string? Next, int? Matched)?> PageAsync(
        OgcCollection of,
        OgcQuery query,
        Db db,
        Jurisdiction jurisdiction,
        CancellationToken cancel
    )
    {
        if (of == OgcCollection.Matters)
        {
            return await MattersAsync(query, db, jurisdiction, cancel);
        }
        var fits = (await AllAsync(of, db, jurisdiction, cancel)).Where(f => f.Fits(query)).ToList();
        var from = query.After is null ? 0 : fits.FindIndex(f => f.Id == query.After) + 1;
        if (query.After is not null && from == 0)
        {
            return null;
        }
        var page = fits.Skip(from).Take(query.Limit).ToList();
        return (page, from + page.Count < fits.Count ? page[^1].Id : null, fits.Count);
    }

    private static async Task<IEnumerable<OgcFeature>> AllAsync(
        OgcCollection of,
        Db db,
        Jurisdiction jurisdiction,
        CancellationToken cancel
    ) =>
        of == OgcCollection.Areas ? OgcFeature.OfAreas(jurisdiction)
        : of == OgcCollection.Units ? OgcFeature.OfUnits(jurisdiction)
        : OgcFeature.OfCounts(await OpenReleases.CountsAsync(db, cancel), jurisdiction);

    // A page is filled from pieces, because whether a cell touches the rectangle is decided after the query: the query has
    // only positions, widened by a cell. How many there are in all is not counted.
    private static async Task<(IReadOnlyList<OgcFeature>, string?, int?)?> MattersAsync(
        OgcQuery query,
        Db db,
        Jurisdiction jurisdiction,
        CancellationToken cancel
    )
    {
        const double Cell = 0.01;
        const int FewestInAPiece = 1000;
        var all = Matters(db, jurisdiction);
        MatterId? before = null;
        if (query.After is { } after)
        {
            before = Reference.TryParse(after, out var reference)
                ? await all.Where(m => m.Number == reference.Value).Select(m => (MatterId?)m.Id).FirstOrDefaultAsync(cancel)
                : null;
            if (before is null)
            {
                return null;
            }
        }
        if (query.From is not null || query.To is not null)
        {
            all = all.RaisedBetween(query.From ?? DateTimeOffset.MinValue, query.To ?? DateTimeOffset.MaxValue);
        }
        if (query.Box is { } box)
        {
            var (south, north, west, east) = (box.South - Cell, box.North + Cell, box.West - Cell, box.East + Cell);
            all = all.Where(m => m.Latitude >= south && m.Latitude <= north && m.Longitude >= west && m.Longitude <= east);
        }
        var page = new List<OgcFeature>();
        // A small page in a large rectangle must not become a query for each matter beside it.
        var piecesOf = Math.Max(FewestInAPiece, query.Limit + 1);
        while (true)
        {
            var piece = await (before is { } b ? all.Where(m => m.Id < b) : all)
                .OrderByDescending(m => m.Id)
                .Take(piecesOf)
                .ToListAsync(cancel);
            foreach (var matter in piece)
            {
                if (OgcFeature.OfMatter(matter) is var feature && feature.Fits(query))
                {
                    if (page.Count == query.Limit)
                    {
                        return (page, page[^1].Id, null);
                    }
                    page.Add(feature);
                }
                before = matter.Id;
            }
            if (piece.Count < piecesOf)
            {
                return (page, null, null);
            }
        }
    }

    private static IQueryable<PublicMatter> Matters(Db db, Jurisdiction jurisdiction)
    {
        string[] open = [.. jurisdiction.Categories.Values.Where(c => c.PublicSpace).Select(c => c.Code)];
        return PublicMatters.Of(db, open).Where(m => open.Contains(m.Category));
    }

    private static OgcCollection? Find(string code) => OgcCollection.All.FirstOrDefault(c => c.Code == code);

    private static IResult Answer(HttpContext http, JsonNode node, string type = "application/json", params string[] known)
    {
        if (OgcQuery.Unknown(http.Request.Query, [.. known, "f"]) is { } why)
        {
            return Wrong(why);
        }
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return Results.Text(node.ToJsonString(), type);
    }

    private static IResult NothingHere => Problem(404, new("没有这个地址。", "There is nothing at this address."));

    private static IResult Wrong(string why) => Problem(400, new("参数不对", why));

    private static IResult Problem(int status, Bilingual said) =>
        Results.Json(new { code = $"{status}", description = said.ToString() }, statusCode: status);
}
