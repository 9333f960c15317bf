using System.Text.Json;
using SmallMatters.Domain.Places;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.AreaPages;

/// <summary>The areas' shapes as GeoJSON, for the map and for anybody else.</summary>
public static class AreaMap
{
    public const string Address = "/areas.geojson";

    /// <summary>Maps the address.</summary>
    public static void MapAreaMap(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, WriteAsync).RequireAuthorization(Policies.Everybody);

    private static async Task<IResult> WriteAsync(JurisdictionSource source, HttpContext context)
    {
        var jurisdiction = await source.CurrentAsync(context.RequestAborted);
        var features = jurisdiction
            .Areas.Values.Where(area => area.Shape is not null)
            .Select(area => new GeoFeature(
                area.Code,
                new Geometry.OfPolygon(area.Shape!),
                new Dictionary<string, JsonElement>
                {
                    ["code"] = JsonSerializer.SerializeToElement(area.Code),
                    ["zh"] = JsonSerializer.SerializeToElement(area.Name.Zh),
                    ["en"] = JsonSerializer.SerializeToElement(area.Name.En),
                }
            ));
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Text(GeoJson.Write(features), "application/geo+json");
    }
}
