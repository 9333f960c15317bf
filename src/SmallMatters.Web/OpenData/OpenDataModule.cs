using SmallMatters.Web.OpenData.Ogc;

namespace SmallMatters.Web.OpenData;

/// <summary>Open data: tables as files, their catalogue, and the interface for maps.</summary>
public static class OpenDataModule
{
    /// <summary>Codes of the collections for maps.</summary>
    public static readonly string[] Collections = [.. OgcCollection.All.Select(c => c.Code)];

    public static void MapOpenData(this IEndpointRouteBuilder routes)
    {
        routes.MapDataFiles();
        routes.MapOgcApi();
    }
}
