using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using SmallMatters.Tests.Kit;

namespace SmallMatters.Web.Tests.Open311;

/// <summary>A program that speaks the standard.</summary>
internal sealed class Program311(TestHost host, string? key = "demo")
{
    public const string Json = "application/json; charset=utf-8";
    public const string Xml = "text/xml; charset=utf-8";

    private readonly HttpClient _client = host.NewClient();

    public async Task<Answer311> GetAsync(string address, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/open311/{address}");
        if (language is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }
        return await Answer311.ReadAsync(await _client.SendAsync(request));
    }

    public async Task<Answer311> PostAsync(string address, IEnumerable<(string, string)> values, string? idempotencyKey = null)
    {
        var all = values.Select(v => KeyValuePair.Create(v.Item1, v.Item2)).ToList();
        if (key is not null)
        {
            all.Add(new("api_key", key));
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/open311/{address}")
        {
            Content = new FormUrlEncodedContent(all),
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }
        return await Answer311.ReadAsync(await _client.SendAsync(request));
    }

    public async Task<Answer311> SendAsync(HttpMethod method, string address, HttpContent? content = null) =>
        await Answer311.ReadAsync(
            await _client.SendAsync(new HttpRequestMessage(method, $"/open311/{address}") { Content = content })
        );

    /// <summary>Makes a request in Willow and tells its number.</summary>
    public async Task<string> RaiseAsync(string service = Neighbourhood.Lamp, params (string, string)[] more)
    {
        var answer = await PostAsync("v2/requests.json", [.. Lamp(service), .. more]);
        return answer.Status == HttpStatusCode.Created
            ? answer.Json[0].GetProperty("service_request_id").GetString()!
            : throw new InvalidOperationException(answer.Text);
    }

    /// <summary>A request that is whole.</summary>
    public static (string, string)[] Lamp(string service = Neighbourhood.Lamp) =>
        [("service_code", service), ("lat", "31.2305"), ("long", "121.4705"), ("description", "小区门口的路灯三天不亮了")];
}

/// <summary>An answer of the standard.</summary>
internal sealed record Answer311(HttpResponseMessage Response, string Text)
{
    public HttpStatusCode Status => Response.StatusCode;

    public string? ContentType => Response.Content.Headers.ContentType?.ToString();

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public XElement Xml => XDocument.Parse(Text).Root!;

    /// <summary>The words of an error body in JSON; the shape is checked on the way.</summary>
    public string Mistake
    {
        get
        {
            foreach (var error in Json.EnumerateArray())
            {
                if (error.GetProperty("code").GetInt32() != (int)Status || error.EnumerateObject().Count() != 2)
                {
                    throw new InvalidOperationException($"not the standard's error body: {Text}");
                }
            }
            return string.Join('\n', Json.EnumerateArray().Select(e => e.GetProperty("description").GetString()));
        }
    }

    public static async Task<Answer311> ReadAsync(HttpResponseMessage response) =>
        new(response, await response.Content.ReadAsStringAsync());
}
