using System.Globalization;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Site;

/// <summary>
/// The language of one request and how dates are said in it. The language is that of <c>?lang=</c>, else of the
/// cookie, else English only for a browser that asks for English and never for Chinese, else Chinese.
/// </summary>
public sealed class Speech(IHttpContextAccessor request, TimeProvider clock)
{
    public const string LanguageCookie = "lang";
    public const string ElderCookie = "elder";

    /// <summary>China keeps one time all year; a fixed offset needs no zone database on the server.</summary>
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    private static readonly string[] Months =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    private Tongue? _tongue;
    private bool? _elder;
    private (string Path, IQueryCollection Query)? _address;

    public Tongue Tongue => _tongue ??= Choose(request.HttpContext?.Request);

    public bool IsChinese => Tongue == Tongue.Zh;

    /// <summary>The value of <c>lang</c> on the page's root element.</summary>
    public string HtmlLang => IsChinese ? "zh-Hans" : "en";

    /// <summary>Large text, fewer choices, bigger targets.</summary>
    public bool Elder =>
        _elder ??= (Asked(request.HttpContext?.Request, "elder") ?? request.HttpContext?.Request.Cookies[ElderCookie]) == "on";

    public string ErrorPrefix => this["出错了：", "Error: "];

    public string this[string zh, string en] => IsChinese ? zh : en;

    public string this[Bilingual said] => said.In(Tongue);

    public string Say(string zh, string en) => this[zh, en];

    public string Say(Bilingual said) => this[said];

    /// <summary>2026年11月21日 / 21 November 2026.</summary>
    public string Date(DateOnly day) =>
        IsChinese ? $"{day.Year}年{day.Month}月{day.Day}日" : $"{day.Day} {Months[day.Month - 1]} {day.Year}";

    /// <summary>The day in Shanghai on which the instant falls.</summary>
    public string Date(DateTimeOffset instant) => Date(DateOnly.FromDateTime(instant.ToOffset(Shanghai).DateTime));

    /// <summary>2026年11月21日 14:05 / 21 November 2026, 14:05, in Shanghai.</summary>
    public string DateTime(DateTimeOffset instant) =>
        IsChinese ? $"{Date(instant)} {Time(instant)}" : $"{Date(instant)}, {Time(instant)}";

    /// <summary>24-hour time in Shanghai.</summary>
    public string Time(DateTimeOffset instant) => instant.ToOffset(Shanghai).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How long ago, in the coarsest unit that is not zero; of an instant to come, how long until then.</summary>
    public string Ago(DateTimeOffset instant)
    {
        var past = clock.GetUtcNow() - instant;
        var length = past.Duration();
        if (length < TimeSpan.FromMinutes(1))
        {
            return this["刚刚", "just now"];
        }

        var (count, zh, en) = length switch
        {
            { TotalDays: >= 1 } => ((int)length.TotalDays, "天", "day"),
            { TotalHours: >= 1 } => ((int)length.TotalHours, "小时", "hour"),
            _ => ((int)length.TotalMinutes, "分钟", "minute"),
        };
        var plural = count == 1 ? en : en + "s";
        return past > TimeSpan.Zero
            ? this[$"{count}{zh}前", $"{count} {plural} ago"]
            : this[$"{count}{zh}后", $"in {count} {plural}"];
    }

    /// <summary>The address of the page asked for, with one query value replaced and all others kept.</summary>
    public string Here(string name, string value)
    {
        var (path, query) = _address ??= Address();
        var kept = query
            .Where(pair => pair.Key is not ("lang" or "elder"))
            .SelectMany(pair => pair.Value, (pair, one) => KeyValuePair.Create(pair.Key, one));
        // An address that begins with two slashes would lead to another site.
        return "/" + path.TrimStart('/') + QueryString.Create([.. kept, new(name, value)]);
    }

    /// <summary>Reads the request as the person made it, before an error page takes its address.</summary>
    internal void Listen()
    {
        _ = Tongue;
        _ = Elder;
        _address ??= Address();
    }

    private (string, IQueryCollection) Address() =>
        request.HttpContext?.Request is { } asked ? (asked.PathBase + asked.Path, asked.Query) : ("", QueryCollection.Empty);

    internal static string? Asked(HttpRequest? request, string name) =>
        (name, request?.Query[name].ToString()) switch
        {
            ("lang", "zh" or "en") or ("elder", "on" or "off") => request!.Query[name].ToString(),
            _ => null,
        };

    private static Tongue Choose(HttpRequest? request)
    {
        if (request is null)
        {
            return Tongue.Zh;
        }

        return (Asked(request, "lang") ?? request.Cookies[LanguageCookie]) switch
        {
            "en" => Tongue.En,
            "zh" => Tongue.Zh,
            _ => PrefersEnglish(request) ? Tongue.En : Tongue.Zh,
        };
    }

    private static bool PrefersEnglish(HttpRequest request)
    {
        var wanted = request
            .GetTypedHeaders()
            .AcceptLanguage.Where(language => language.Quality is not 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .ToList();
        return wanted is [var first, ..]
            && first.StartsWith("en", StringComparison.OrdinalIgnoreCase)
            && !wanted.Any(one => one.StartsWith("zh", StringComparison.OrdinalIgnoreCase));
    }
}
