using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmallMatters.Domain.Language;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.News;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.OpenData;

/// <summary>Open data as files: CSV and JSON of each table, and the description of all of them (DCAT 3 as JSON-LD).</summary>
public static class DataFiles
{
    public static void MapDataFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/data/{set}.csv", CsvAsync).RequireAuthorization(Policies.Everybody);
        routes.MapGet("/data/{set}.json", JsonAsync).RequireAuthorization(Policies.Everybody);
        routes.MapGet("/data/catalogue.jsonld", DcatAsync).RequireAuthorization(Policies.Everybody);
    }

    private static async Task<IResult> CsvAsync(string set, Db db, JurisdictionSource source, TimeProvider time, HttpContext http)
    {
        if (await FindAsync(set, db, source, time, http) is not { } table)
        {
            return Results.NotFound();
        }
        var csv = new StringBuilder("\uFEFF");
        csv.AppendJoin(',', table.Set.Fields.Select(f => f.Name)).Append("\r\n");
        foreach (var row in table.Rows)
        {
            csv.AppendJoin(',', row.Select(CsvText.Quoted)).Append("\r\n");
        }
        return Results.Text(csv.ToString(), "text/csv; charset=utf-8");
    }

    private static async Task<IResult> JsonAsync(
        string set,
        Db db,
        JurisdictionSource source,
        TimeProvider time,
        HttpContext http
    ) =>
        await FindAsync(set, db, source, time, http) is { } table
            ? Results.Json(
                new
                {
                    table.Set.Code,
                    Name = Both(table.Set.Name),
                    Method = Both(table.Set.About),
                    table.Set.Owner,
                    Class = table.Set.Class.ToString(),
                    Fields = table.Set.Fields.Select(f => new { f.Name, About = Both(f.About) }),
                    table.Quality,
                    Rows = table.Rows.Select(row =>
                        table.Set.Fields.Select((f, i) => (f.Name, Value: row[i])).ToDictionary(p => p.Name, p => p.Value)
                    ),
                },
                JsonSerializerOptions.Web
            )
            : Results.NotFound();

    private static async Task<OpenTable?> FindAsync(
        string set,
        Db db,
        JurisdictionSource source,
        TimeProvider time,
        HttpContext http
    )
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers.CacheControl = "public, max-age=300";
        return await OpenTables.FindAsync(
            set,
            db,
            await source.CurrentAsync(http.RequestAborted),
            time.GetUtcNow(),
            http.RequestAborted
        );
    }

    private static async Task<IResult> DcatAsync(
        Db db,
        JurisdictionSource source,
        StorageSettings settings,
        TimeProvider time,
        HttpContext http
    )
    {
        var jurisdiction = await source.CurrentAsync(http.RequestAborted);
        var at = settings.PublicAddress;
        var sets = new JsonArray();
        foreach (var code in OpenTables.Codes)
        {
            var table = (await OpenTables.FindAsync(code, db, jurisdiction, time.GetUtcNow(), http.RequestAborted))!;
            var owner = jurisdiction.Units[table.Set.Owner].Name;
            sets.Add(
                new JsonObject
                {
                    ["@type"] = "dcat:Dataset",
                    ["@id"] = $"{at}/data#{code}",
                    ["dct:identifier"] = code,
                    ["dct:title"] = Texts(table.Set.Name),
                    ["dct:description"] = Texts(table.Set.About),
                    ["dct:publisher"] = new JsonObject { ["@type"] = "foaf:Agent", ["foaf:name"] = Texts(owner) },
                    ["dct:modified"] = table.Quality.ChangedAt?.UtcDateTime.ToString(
                        "yyyy-MM-dd'T'HH:mm:ss'Z'",
                        System.Globalization.CultureInfo.InvariantCulture
                    ),
                    ["dcat:distribution"] = new JsonArray(
                        Distribution($"{at}/data/{code}.csv", "text/csv"),
                        Distribution($"{at}/data/{code}.json", "application/json")
                    ),
                }
            );
        }
        var catalogue = new JsonObject
        {
            ["@context"] = new JsonObject
            {
                ["dcat"] = "http://www.w3.org/ns/dcat#",
                ["dct"] = "http://purl.org/dc/terms/",
                ["foaf"] = "http://xmlns.com/foaf/0.1/",
            },
            ["@type"] = "dcat:Catalog",
            ["@id"] = $"{at}/data",
            ["dct:title"] = Texts(jurisdiction.Name),
            ["dcat:dataset"] = sets,
            ["dcat:service"] = new JsonArray(
                new JsonObject
                {
                    ["@type"] = "dcat:DataService",
                    ["dcat:endpointURL"] = $"{at}/ogc",
                    ["dct:conformsTo"] = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
                },
                new JsonObject { ["@type"] = "dcat:DataService", ["dcat:endpointURL"] = at + NewsFeed.Address }
            ),
        };
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return Results.Text(catalogue.ToJsonString(), "application/ld+json");
    }

    private static JsonObject Distribution(string address, string type) =>
        new()
        {
            ["@type"] = "dcat:Distribution",
            ["dcat:downloadURL"] = new JsonObject { ["@id"] = address },
            ["dcat:mediaType"] = type,
        };

    private static JsonArray Texts(Bilingual said) =>
        new(
            new JsonObject { ["@language"] = "zh-Hans", ["@value"] = said.Zh },
            new JsonObject { ["@language"] = "en", ["@value"] = said.En }
        );

    private static object Both(Bilingual said) => new { said.Zh, said.En };
}
