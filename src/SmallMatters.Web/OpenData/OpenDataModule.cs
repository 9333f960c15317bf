using SmallMatters.Web.OpenData.Ogc;

namespace SmallMatters.Web.OpenData;

/// <summary>Open data: tables as files, their catalogue, and the interface for maps.</summary>
public static class OpenDataModule
{
    public static void MapOpenData(this IEndpointRouteBuilder routes)
    {
        routes.MapDataFiles();
        routes.MapOgcApi();
    }
}
