using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using SmallMatters.Storage;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Following;

/// <summary>What a secret link opens besides pages: its QR code, photos, and an export of what is held.</summary>
public static class FollowFiles
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Maps the addresses.</summary>
    public static void MapFollowFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/m/{link}/qr.png", CodeAsync).RequireAuthorization(Policies.ResidentLink);
        // Looks at the link itself: a genuine link does not open every photo.
        routes.MapGet("/m/{link}/photo/{photo:guid}", PhotoAsync).RequireAuthorization(Policies.Everybody);
        routes.MapGet("/m/{link}/export", ExportAsync).RequireAuthorization(Policies.ResidentLink);
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

    private static async Task<IResult> ExportAsync(
        string link,
        HttpContext context,
        Db db,
        MatterReader reader,
        AccessReceipts receipts
    )
    {
        Guard(context);
        if (await reader.ByLinkAsync(db, link, context.RequestAborted) is not { } view)
        {
            return Results.NotFound();
        }
        var file = view.Matter.File;
        var held = new
        {
            Reference = file.Reference.ToString(),
            file.Category,
            file.Area,
            view.Matter.Stage,
            file.RaisedAt,
            Part = view.Me.Role,
            Language = view.Me.Tongue,
            view.Contact,
            view.Title,
            view.Description,
            Where = view.Where is null
                ? null
                : new
                {
                    Place = view.Where.Place?.ToString(),
                    view.Where.Door,
                    view.Where.Words,
                    Latitude = view.Where.Position?.OriginalLatitude,
                    Longitude = view.Where.Position?.OriginalLongitude,
                    System = view.Where.Position?.System,
                },
            IdentityIsSealed = view.Me.Sealed,
            Requests = file
                .Rights.Where(r => r.By == view.Me.Id)
                .Select(r => new
                {
                    r.Kind,
                    r.AskedAt,
                    Words = r.Words.Text,
                    r.State,
                    Answer = r.Answer?.Text,
                }),
            Verdict = CopyModel.VerdictOf(view) is not { } verdict
                ? null
                : new
                {
                    verdict.Informed,
                    verdict.Fair,
                    verdict.PromiseKept,
                    verdict.SolvedIt,
                    verdict.AskedForGoodMark,
                    Words = verdict.Words?.Text,
                },
            PassedOn = view.PassedOn.Select(p => new
            {
                p.At,
                p.Unit,
                p.Fields,
                p.Purpose,
            }),
            SeenBy = (await receipts.ShownAsync(db, view, context.RequestAborted)).Select(r => new
            {
                r.At,
                r.Unit,
                r.Purpose,
            }),
            Timeline = view.Timeline.Select(e => new
            {
                e.At,
                What = e.Fact,
                e.By,
                e.Unit,
                e.Words,
                e.Day,
                e.Photos,
                e.Detail,
            }),
        };
        return Results.File(
            JsonSerializer.SerializeToUtf8Bytes(held, Readable),
            "application/json",
            $"smallmatters-{file.Reference.Value}.json"
        );
    }

    private static void Guard(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
