using SmallMatters.Web.Site;

namespace SmallMatters.Web.Rounds;

/// <summary>The two files that make the page an app: one keeps it for when there is no network, the other says how it is installed.</summary>
internal static class RoundApp
{
    /// <summary>The service worker. It has to lie below the pages that it serves, so it is not among the other scripts.</summary>
    public static IResult Worker(HttpContext http, IWebHostEnvironment place)
    {
        http.Response.Headers.CacheControl = "no-cache";
        var script = place.WebRootFileProvider.GetFileInfo("lib/round-worker.js");
        return script.Exists ? Results.Stream(script.CreateReadStream(), "text/javascript") : Results.NotFound();
    }

    /// <summary>The manifest, in the reader's language.</summary>
    public static IResult Manifest(Speech speech) =>
        Results.Json(
            new
            {
                name = speech["小事不小·巡查", "SmallMatters rounds"],
                short_name = speech["巡查", "Rounds"],
                lang = speech.HtmlLang,
                start_url = RoundLinks.App,
                scope = "/staff/rounds/",
                display = "standalone",
                background_color = "#ffffff",
                theme_color = "#0b5c63",
                icons = new[]
                {
                    new
                    {
                        src = "/icon.svg",
                        sizes = "any",
                        type = "image/svg+xml",
                    },
                },
            },
            contentType: "application/manifest+json"
        );
}
