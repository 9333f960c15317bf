using SmallMatters.Storage;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Following;

/// <summary>What a secret link opens besides pages: its QR code and photos.</summary>
public static class FollowFiles
{
    /// <summary>Maps the addresses.</summary>
    public static void MapFollowFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/m/{link}/qr.png", CodeAsync).RequireAuthorization(Policies.ResidentLink);
        // Looks at the link itself: a genuine link does not open every photo.
        routes.MapGet("/m/{link}/photo/{photo:guid}", PhotoAsync).RequireAuthorization(Policies.Everybody);
    }

    private static async Task<IResult> CodeAsync(string link, HttpContext context, Db db, MatterReader reader)
    {
        Guard(context);
        if ((await reader.ReadLinkAsync(db, link, context.RequestAborted)).Matter == default)
        {
            return Results.NotFound();
        }
        return Results.Bytes(Links.Code(Links.Whole(context, link)), "image/png");
    }

    private static async Task<IResult> PhotoAsync(string link, Guid photo, HttpContext context, Db db, MatterReader reader)
    {
        Guard(context);
        // A photo is shown to whom the timeline shows it.
        var view = await reader.ByLinkAsync(db, link, context.RequestAborted);
        if (view is null || view.Timeline.All(e => e.Photos?.Contains(photo) != true))
        {
            return Results.NotFound();
        }
        return await MatterReader.PhotoAsync(db, view.Matter.File.Id, photo, context.RequestAborted) is (var type, var bytes)
            ? Results.Bytes(bytes, type)
            : Results.NotFound();
    }

    private static void Guard(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
