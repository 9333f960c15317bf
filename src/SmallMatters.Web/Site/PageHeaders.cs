namespace SmallMatters.Web.Site;

/// <summary>
/// Headers that hold for every answer. Scripts and styles come only from our own files; nobody frames our pages;
/// the address of a page, which may be a resident's secret link, is never told to another site.
/// </summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        + "worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Permissions = "geolocation=(self), camera=(self), microphone=(), payment=(), usb=(), browsing-topics=()";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Permissions-Policy"] = Permissions;
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            // A page may hold a resident's matter: no shared phone or office computer keeps it.
            if (
                headers.CacheControl.Count == 0
                && context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true
            )
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}

/// <summary>Keeps the language and the elder mode that a person chose by a link, for a year, on this device.</summary>
internal sealed class Choices(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, Speech speech)
    {
        speech.Listen();
        Keep(context, "lang", Speech.LanguageCookie);
        Keep(context, "elder", Speech.ElderCookie);
        return next(context);
    }

    private static void Keep(HttpContext context, string asked, string cookie)
    {
        if (Speech.Asked(context.Request, asked) is { } chosen && context.Request.Cookies[cookie] != chosen)
        {
            context.Response.Cookies.Append(
                cookie,
                chosen,
                new CookieOptions
                {
                    HttpOnly = true,
                    IsEssential = true,
                    MaxAge = TimeSpan.FromDays(365),
                    SameSite = SameSiteMode.Lax,
                    Secure = context.Request.IsHttps,
                }
            );
        }
    }
}
