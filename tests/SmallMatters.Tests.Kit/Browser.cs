using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace SmallMatters.Tests.Kit;

/// <summary>
/// Reads pages and sends their forms as a browser without JavaScript would: with the forgery token and every other field
/// that the form holds, and following redirects.
/// </summary>
public sealed class Browser(HttpClient client, string language)
{
    private const int MostRedirects = 10;
    private Uri _at = new("http://localhost/");

    /// <summary>Opens an address and follows redirects.</summary>
    public Task<WebPage> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>
    /// Sends a form of a page: what it holds, with the given values in the place of its own. Several values of one name are
    /// given several times; an empty array of a name leaves the field out.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="values">Names and values that the person enters or chooses.</param>
    /// <param name="form">Which form; by default the first with the method POST in the page's main part.</param>
    /// <param name="files">Files that the person chooses.</param>
    /// <param name="button">Name and value of the button that is pressed, if it has them.</param>
    public Task<WebPage> SubmitAsync(
        WebPage page,
        IEnumerable<(string Name, string Value)>? values = null,
        string? form = null,
        IEnumerable<ChosenFile>? files = null,
        (string Name, string Value)? button = null
    ) => SendAsync(RequestOf(page, values, form, files, button));

    /// <summary>The request that sending a form makes, for a test that sends it more than once.</summary>
    public static HttpRequestMessage RequestOf(
        WebPage page,
        IEnumerable<(string Name, string Value)>? values = null,
        string? form = null,
        IEnumerable<ChosenFile>? files = null,
        (string Name, string Value)? button = null
    )
    {
        var element =
            page.Document.QuerySelector<IHtmlFormElement>(form ?? "main form[method=post]")
            ?? throw new InvalidOperationException($"{page.Address} has no form {form}: {page.Status} {page.Text}");
        var given = (values ?? []).ToList();
        var names = given.Select(g => g.Name).ToHashSet();
        var fields = Held(element).Where(f => !names.Contains(f.Name)).Concat(given).ToList();
        if (button is { } pressed)
        {
            fields.Add(pressed);
        }
        var target = new Uri(
            page.Address,
            element.GetAttribute("action") is { Length: > 0 } action ? action : page.Address.ToString()
        );
        if (element.Method == "get")
        {
            var query = string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value)}"));
            return new HttpRequestMessage(HttpMethod.Get, new UriBuilder(target) { Query = query }.Uri);
        }
        var request = new HttpRequestMessage(HttpMethod.Post, target);
        if (element.Enctype == "multipart/form-data")
        {
            var parts = new MultipartFormDataContent();
            foreach (var (name, value) in fields)
            {
                parts.Add(new StringContent(value, Encoding.UTF8), $"\"{name}\"");
            }
            foreach (var file in files ?? [])
            {
                var part = new ByteArrayContent(file.Bytes);
                part.Headers.ContentType = new MediaTypeHeaderValue(file.Type);
                parts.Add(part, $"\"{file.Name}\"", file.FileName);
            }
            request.Content = parts;
        }
        else
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(UrlEncoded(fields)))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") },
            };
        }
        return request;
    }

    /// <summary>Sends a request and follows redirects, if wished.</summary>
    public async Task<WebPage> SendAsync(HttpRequestMessage request, bool follow = true)
    {
        for (var redirects = 0; ; redirects++)
        {
            request.RequestUri = new Uri(_at, request.RequestUri!);
            request.Headers.AcceptLanguage.ParseAdd(language == "zh" ? "zh-CN" : "en");
            var response = await client.SendAsync(request);
            _at = request.RequestUri;
            if (!follow || (int)response.StatusCode is not (301 or 302 or 303 or 307) || response.Headers.Location is not { } to)
            {
                return await WebPage.ReadAsync(response, _at);
            }
            if (redirects == MostRedirects)
            {
                throw new InvalidOperationException($"{_at} redirects in a circle");
            }
            request = new HttpRequestMessage(HttpMethod.Get, new Uri(_at, to));
        }
    }

    private static string UrlEncoded(IEnumerable<(string Name, string Value)> fields) =>
        string.Join('&', fields.Select(f => $"{WebUtility.UrlEncode(f.Name)}={WebUtility.UrlEncode(f.Value)}"));

    private static IEnumerable<(string Name, string Value)> Held(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            if (element.GetAttribute("name") is not { Length: > 0 } name || element.HasAttribute("disabled"))
            {
                continue;
            }
            switch (element)
            {
                case IHtmlInputElement { Type: "submit" or "button" or "reset" or "file" or "image" }:
                    break;
                case IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false }:
                    break;
                case IHtmlInputElement input:
                    yield return (name, input.Value);
                    break;
                case IHtmlTextAreaElement area:
                    yield return (name, area.Value);
                    break;
                case IHtmlSelectElement select:
                    yield return (name, select.Value ?? "");
                    break;
            }
        }
    }
}

/// <summary>A file that a person chooses.</summary>
public sealed record ChosenFile(string Name, string FileName, string Type, byte[] Bytes);

/// <summary>An answer of the product, read as a page.</summary>
public sealed class WebPage
{
    private WebPage(HttpResponseMessage response, Uri address, byte[] body, IHtmlDocument document)
    {
        (Response, Address, Body, Document) = (response, address, body, document);
    }

    public HttpResponseMessage Response { get; }

    /// <summary>Where it was found, after redirects.</summary>
    public Uri Address { get; }

    public byte[] Body { get; }

    public IHtmlDocument Document { get; }

    public HttpStatusCode Status => Response.StatusCode;

    public string Path => Address.AbsolutePath;

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>What a person reads in the page's main part.</summary>
    public string Main => Squeezed(Document.QuerySelector("main")?.TextContent);

    public string? Heading => Document.QuerySelector("main h1") is { } h1 ? Squeezed(h1.TextContent) : null;

    /// <summary>What the page says is wrong, at its top.</summary>
    public IReadOnlyList<string> Mistakes =>
        [.. Document.QuerySelectorAll(".govuk-error-summary__list li").Select(li => Squeezed(li.TextContent))];

    /// <summary>The error beside the control of that name, or null.</summary>
    public string? MistakeBeside(string name) =>
        Document
            .QuerySelectorAll($"[name='{name}']")
            .Select(control => control.Closest(".govuk-form-group--error")?.QuerySelector(".govuk-error-message"))
            .Where(error => error is not null)
            .Select(error => Squeezed(error!.TextContent))
            .FirstOrDefault();

    /// <summary>What stands in the control of that name.</summary>
    public string? ValueOf(string name) =>
        Document.QuerySelector($"[name='{name}']") switch
        {
            IHtmlInputElement { Type: "radio" } => Document
                .QuerySelectorAll<IHtmlInputElement>($"input[name='{name}']")
                .FirstOrDefault(i => i.IsChecked)
                ?.Value,
            IHtmlInputElement input => input.Value,
            IHtmlTextAreaElement area => area.Value,
            IHtmlSelectElement select => select.Value,
            _ => null,
        };

    /// <summary>The address behind the first link with these words.</summary>
    public string LinkTo(string words) =>
        Document
            .QuerySelectorAll("a")
            .FirstOrDefault(a => a.TextContent.Contains(words, StringComparison.Ordinal))
            ?.GetAttribute("href")
        ?? throw new InvalidOperationException($"{Address} has no link “{words}”");

    internal static async Task<WebPage> ReadAsync(HttpResponseMessage response, Uri address)
    {
        var body = await response.Content.ReadAsByteArrayAsync();
        var html = response.Content.Headers.ContentType?.MediaType == "text/html" ? Encoding.UTF8.GetString(body) : "";
        return new WebPage(response, address, body, await new HtmlParser().ParseDocumentAsync(html));
    }

    private static string Squeezed(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
