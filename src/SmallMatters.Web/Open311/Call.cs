using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.Open311.Wire;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Open311;

/// <summary>One request of a client: what is the same for all of the standard's methods.</summary>
internal sealed class Call
{
    /// <summary>The largest form that is read, in bytes: a description of 4,000 characters, escaped, four times over.</summary>
    public const int LargestForm = 256 * 1024;

    private Call(HttpContext http, WireFormat format, Tongue tongue, Catalogue catalogue, Inputs inputs) =>
        (Http, Format, Tongue, Catalogue, Inputs) = (http, format, tongue, catalogue, inputs);

    public HttpContext Http { get; }

    public WireFormat Format { get; }

    public Tongue Tongue { get; }

    public Catalogue Catalogue { get; }

    public Inputs Inputs { get; }

    public Jurisdiction Jurisdiction => Catalogue.Jurisdiction;

    public CancellationToken Cancel => Http.RequestAborted;

    public T Service<T>()
        where T : notnull => Http.RequestServices.GetRequiredService<T>();

    public string? RouteText(string name) => Http.GetRouteValue(name) as string;

    public Reply Error(int status, string zh, string en) => Reply.Error(status, Tongue, zh, en);

    public Reply Error(int status, Bilingual words) => Reply.Error(status, Tongue, words);

    /// <summary>What is wrong with the request, or null.</summary>
    public Reply? Wrong() => Inputs.Mistakes.Count == 0 ? null : Reply.Error(400, Tongue, Inputs.Mistakes);

    /// <summary>The handler of an address: finds format, language, jurisdiction and values, and spells the answer.</summary>
    public static RequestDelegate Handler(Func<Call, ValueTask<Reply>> handle) =>
        async http =>
        {
            var tongue = TongueOf(http.Request);
            if (FormatOf(http) is not { } format)
            {
                await AnswerAsync(http, WireFormat.Json, NoSuchAddress(tongue));
                return;
            }
            await AnswerAsync(http, format, await HandleAsync(http, format, tongue, handle));
        };

    /// <summary>The answer where there is nothing.</summary>
    public static Task NothingHere(HttpContext http) =>
        AnswerAsync(http, FormatOf(http) ?? WireFormat.Json, NoSuchAddress(TongueOf(http.Request)));

    /// <summary>The answer to a client without a valid key; a form that cannot be read may have held one.</summary>
    public static async Task NoKey(HttpContext http)
    {
        var tongue = TongueOf(http.Request);
        var reply = Reply.Error(403, tongue, "缺少 api_key，或该 api_key 无效。", "The api_key is missing or not valid.");
        if (http.Request.HasFormContentType)
        {
            try
            {
                await http.Request.ReadFormAsync(http.RequestAborted);
            }
            catch (InvalidDataException)
            {
                reply = Reply.Error(400, tongue, Unreadable);
            }
        }
        await AnswerAsync(http, FormatOf(http) ?? WireFormat.Json, reply);
    }

    /// <summary>Middleware: a fault on the way, from the key on, gets the standard's error body and no page.</summary>
    public static async Task Guard(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            await AnswerAsync(http, FormatOf(http) ?? WireFormat.Json, Fault(http, fault, TongueOf(http.Request)));
        }
    }

    public static async Task AnswerAsync(HttpContext http, WireFormat format, Reply reply)
    {
        var body = WireWriter.Write(format, reply.Write);
        var response = http.Response;
        response.StatusCode = reply.Status;
        response.ContentType = format == WireFormat.Json ? WireWriter.JsonType : WireWriter.XmlType;
        response.Headers.Vary = "Accept-Language";
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            // Public data: any page may read them. Nothing here depends on a cookie.
            response.Headers.AccessControlAllowOrigin = "*";
        }
        if (HttpMethods.IsHead(http.Request.Method))
        {
            response.ContentLength = body.Length;
            return;
        }
        await response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>Our own mistake or the database's absence, in the standard's error body.</summary>
    private static Reply Fault(HttpContext http, Exception fault, Tongue tongue)
    {
        var status = Faults.Status(fault);
        if (status == StatusCodes.Status500InternalServerError)
        {
            http.RequestServices.GetRequiredService<ILogger<Call>>().LogError(fault, "An Open311 request failed");
        }
        return Reply.Error(
            status,
            tongue,
            status switch
            {
                413 => TooLarge,
                503 => new Bilingual(
                    "系统暂时无法访问数据，请稍后再试。",
                    "The data cannot be reached just now; try again later."
                ),
                507 => new Bilingual("系统存储已满，未保存任何内容。", "The storage is full; nothing was saved."),
                < 500 => new Bilingual("请求无法读取。", "The request cannot be read."),
                _ => new Bilingual("系统出错，未完成请求。", "Something went wrong here; the request was not completed."),
            }
        );
    }

    private static Bilingual Unreadable =>
        new("表单无法读取，或参数太多、太长。", "The form cannot be read, or has too many or too long values.");

    private static Bilingual TooLarge => new("提交的内容太大。", "What was sent is too large.");

    private static async ValueTask<Reply> HandleAsync(
        HttpContext http,
        WireFormat format,
        Tongue tongue,
        Func<Call, ValueTask<Reply>> handle
    )
    {
        IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> sent = http.Request.Query;
        if (HttpMethods.IsPost(http.Request.Method))
        {
            if (http.Request.ContentLength > LargestForm)
            {
                return Reply.Error(413, tongue, TooLarge);
            }
            if (!http.Request.HasFormContentType)
            {
                return Reply.Error(
                    400,
                    tongue,
                    "请以表单（application/x-www-form-urlencoded）提交。",
                    "Send a form (application/x-www-form-urlencoded)."
                );
            }
            try
            {
                var form = await http.Request.ReadFormAsync(http.RequestAborted);
                sent = http.Request.Query.Count == 0 ? form : http.Request.Query.Concat(form);
            }
            catch (InvalidDataException)
            {
                return Reply.Error(400, tongue, Unreadable);
            }
        }
        var jurisdiction = await http.RequestServices.GetRequiredService<JurisdictionSource>().CurrentAsync(http.RequestAborted);
        var call = new Call(http, format, tongue, Catalogue.Of(jurisdiction), new Inputs(sent));
        if (call.Inputs.One("jurisdiction_id") is { } asked && asked != jurisdiction.Code)
        {
            return call.Error(404, "没有这个 jurisdiction_id。", "The jurisdiction_id was not found.");
        }
        return await handle(call);
    }

    private static Reply NoSuchAddress(Tongue tongue) =>
        Reply.Error(
            404,
            tongue,
            "没有这个地址；每个地址以 .json 或 .xml 结尾。",
            "There is nothing at this address; every address ends in .json or .xml."
        );

    private static WireFormat? FormatOf(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        return path.EndsWith(".json", StringComparison.Ordinal) ? WireFormat.Json
            : path.EndsWith(".xml", StringComparison.Ordinal) ? WireFormat.Xml
            : null;
    }

    /// <summary>Chinese, unless the client asks for English by <c>locale</c>, or by its first language.</summary>
    private static Tongue TongueOf(HttpRequest request)
    {
        if (request.Query["locale"] is [{ Length: > 0 } locale, ..])
        {
            return locale.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Tongue.En : Tongue.Zh;
        }
        return
            request.Headers.AcceptLanguage is [{ Length: > 0 } wanted, ..]
            && wanted.AsSpan().TrimStart().StartsWith("en", StringComparison.OrdinalIgnoreCase)
            ? Tongue.En
            : Tongue.Zh;
    }
}
