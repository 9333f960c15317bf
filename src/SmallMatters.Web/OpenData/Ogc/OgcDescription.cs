using System.Text.Json.Nodes;

namespace SmallMatters.Web.OpenData.Ogc;

/// <summary>The interface described in OpenAPI 3.0, as the standard's class oas30 wants it.</summary>
internal static class OgcDescription
{
    public const string Type = "application/vnd.oai.openapi+json;version=3.0";

    public static JsonObject Of(string publicAddress)
    {
        var paths = new JsonObject
        {
            ["/ogc"] = Get("Landing page"),
            ["/ogc/conformance"] = Get("Conformance classes"),
            ["/ogc/api"] = Get("This description"),
            ["/ogc/collections"] = Get("Collections"),
        };
        foreach (var collection in OgcCollection.All)
        {
            var at = $"/ogc/collections/{collection.Code}";
            paths[at] = Get(collection.Name.En);
            paths[$"{at}/items"] = Get(
                $"Features of {collection.Name.En}",
                OgcApi.GeoJsonType,
                Parameter(
                    "bbox",
                    "west,south,east,north in degrees",
                    new JsonObject
                    {
                        ["type"] = "array",
                        ["minItems"] = 4,
                        ["maxItems"] = 6,
                        ["items"] = new JsonObject { ["type"] = "number" },
                    }
                ),
                Parameter("datetime", "An instant or an interval of RFC 3339", new JsonObject { ["type"] = "string" }),
                Parameter(
                    "limit",
                    "How many at most",
                    new JsonObject
                    {
                        ["type"] = "integer",
                        ["minimum"] = 1,
                        ["maximum"] = OgcQuery.MostItems,
                        ["default"] = OgcQuery.UsualItems,
                    }
                ),
                Parameter("after", "Where the page before ended; follow the link next", new JsonObject { ["type"] = "string" })
            );
            var item = Parameter("featureId", "Identifier of the feature", new JsonObject { ["type"] = "string" });
            (item["in"], item["required"], item["style"]) = ("path", true, "simple");
            paths[$"{at}/items/{{featureId}}"] = Get("One feature", OgcApi.GeoJsonType, item);
        }
        return new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject { ["title"] = "SmallMatters 小事不小", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = publicAddress }),
            ["paths"] = paths,
        };
    }

    private static JsonObject Get(string summary, string type = "application/json", params JsonObject[] parameters) =>
        new()
        {
            ["get"] = new JsonObject
            {
                ["summary"] = summary,
                ["parameters"] = new JsonArray([.. parameters]),
                ["responses"] = new JsonObject
                {
                    ["200"] = new JsonObject
                    {
                        ["description"] = summary,
                        ["content"] = new JsonObject { [type] = new JsonObject() },
                    },
                    ["400"] = new JsonObject { ["description"] = "A parameter is unknown or wrong" },
                    ["404"] = new JsonObject { ["description"] = "There is nothing at this address" },
                },
            },
        };

    private static JsonObject Parameter(string name, string about, JsonObject schema) =>
        new()
        {
            ["name"] = name,
            ["in"] = "query",
            ["required"] = false,
            ["description"] = about,
            ["style"] = "form",
            ["explode"] = false,
            ["schema"] = schema,
        };
}
