using System.Xml.Linq;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Publishing;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Following;
using SmallMatters.Web.Publishing;
using PublicProjection = SmallMatters.Storage.Publishing.News;

namespace SmallMatters.Web.News;

/// <summary>What is published, as an Atom feed (RFC 4287), with photo and QR code of each.</summary>
public static class NewsFeed
{
    public const string Address = "/news.atom";

    private const int Most = 50;
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    public static void MapNewsFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, FeedAsync).RequireAuthorization(Policies.Everybody);
        routes.MapGet("/news/{news}/photo", PhotoAsync).RequireAuthorization(Policies.Everybody);
        routes.MapGet("/news/{news}/qr.png", CodeAsync).RequireAuthorization(Policies.Everybody);
    }

    /// <summary>One entry. A recalled one says so in the place of its words, so that readers replace what they kept.</summary>
    public static XElement Entry(PublicNews news, Jurisdiction jurisdiction, string publicAddress)
    {
        var link = $"{publicAddress}/news/{news.Id:N}";
        var unit = jurisdiction.Units.TryGetValue(news.Unit, out var by) ? by.Name : new(news.Unit, news.Unit);
        return new XElement(
            Atom + "entry",
            new XElement(Atom + "id", $"urn:uuid:{news.Id}"),
            new XElement(Atom + "title", news.Title ?? "已撤回 Recalled"),
            new XElement(Atom + "link", new XAttribute("rel", "alternate"), new XAttribute("href", link)),
            new XElement(Atom + "published", Instant(news.ReleasedAt)),
            new XElement(Atom + "updated", Instant(news.ChangedAt)),
            new XElement(Atom + "author", new XElement(Atom + "name", unit.Zh)),
            new XElement(
                Atom + "category",
                new XAttribute("term", news.RecalledBecause is null ? news.Kind.ToString() : "Recalled"),
                new XAttribute("label", news.RecalledBecause is null ? news.Kind.Said().Zh : "已撤回")
            ),
            news.Area is null ? null : new XElement(Atom + "category", new XAttribute("term", $"area:{news.Area}")),
            news.HasPhoto
                ? new XElement(
                    Atom + "link",
                    new XAttribute("rel", "enclosure"),
                    new XAttribute("type", "image/png"),
                    new XAttribute("href", $"{link}/photo")
                )
                : null,
            new XElement(
                Atom + "content",
                new XAttribute("type", "text"),
                news.Words ?? $"这条消息已撤回：{news.RecalledBecause}\nThis was recalled: {news.RecalledBecause}"
            )
        );
    }

    private static async Task<IResult> FeedAsync(
        string? area,
        Db db,
        JurisdictionSource source,
        StorageSettings settings,
        TimeProvider time,
        HttpContext http
    )
    {
        var jurisdiction = await source.CurrentAsync(http.RequestAborted);
        if (area is not null && !jurisdiction.Areas.ContainsKey(area))
        {
            return Results.NotFound();
        }
        var now = time.GetUtcNow();
        var today = jurisdiction.Calendar.DayOf(now);
        var news = await PublicProjection.ListAsync(db, area, today, now, 0, Most, http.RequestAborted);
        var self = settings.PublicAddress + Address + (area is null ? "" : $"?area={Uri.EscapeDataString(area)}");
        var name = area is null ? jurisdiction.Name : jurisdiction.Areas[area].Name;
        var feed = new XElement(
            Atom + "feed",
            new XElement(Atom + "id", self),
            new XElement(Atom + "title", $"{name.Zh}：发布"),
            new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("href", self)),
            new XElement(Atom + "updated", Instant(news.Count == 0 ? DateTimeOffset.UnixEpoch : news.Max(n => n.ChangedAt))),
            news.Select(n => Entry(n, jurisdiction, settings.PublicAddress))
        );
        http.Response.Headers.CacheControl = "public, max-age=60";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return Results.Text($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{feed}", "application/atom+xml; charset=utf-8");
    }

    private static async Task<IResult> PhotoAsync(string news, Db db, HttpContext http)
    {
        // A recalled photo must be gone from browsers too.
        http.Response.Headers.CacheControl = "no-cache";
        return
            Guid.TryParseExact(news, "N", out var id)
            && await PublicProjection.PhotoAsync(db, id, http.RequestAborted) is { } photo
            ? Results.Bytes(photo.Bytes, photo.ContentType)
            : Results.NotFound();
    }

    private static async Task<IResult> CodeAsync(string news, Db db, StorageSettings settings, HttpContext http) =>
        Guid.TryParseExact(news, "N", out var id) && await PublicProjection.FindAsync(db, id, http.RequestAborted) is not null
            ? Results.Bytes(Links.Code($"{settings.PublicAddress}/news/{id:N}"), "image/png")
            : Results.NotFound();

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
