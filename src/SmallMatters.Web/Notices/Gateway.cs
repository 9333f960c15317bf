using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace SmallMatters.Web.Notices;

/// <summary>
/// The SMS or chat gateway: one POST of JSON (<c>id</c>, <c>to</c>, <c>text</c>) for each message, signed after the
/// Standard Webhooks specification (standardwebhooks.com): HMAC-SHA-256 over id, time and body. The id is the notice's own
/// and stays the same when a message is sent again, so that the gateway can drop a repetition.
/// </summary>
public sealed class Gateway : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly WebhookSettings _settings;
    private readonly TimeProvider _time;
    private readonly byte[] _secret;
    private readonly HttpClient _client;

    public Gateway(IOptions<NoticeSettings> settings, TimeProvider time)
    {
        _settings = settings.Value.Webhook;
        _time = time;
        _secret = _settings.Secret is { Length: > 0 } secret ? SecretOf(secret) : [];
        if (_settings.Url is { } url)
        {
            Check(url);
        }
        _client = new HttpClient(
            new SocketsHttpHandler
            {
                // A redirect or a proxy would lead round the check of the address.
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectCallback = (context, cancel) =>
                    PublicAddresses.ConnectAsync(
                        context.DnsEndPoint,
                        _settings.PrivateHosts,
                        "Notices:Webhook:PrivateHosts",
                        cancel
                    ),
            }
        )
        {
            Timeout = _settings.Timeout,
            MaxResponseContentBufferSize = 64 * 1024,
        };
    }

    public bool IsConfigured => _settings.Url is not null;

    /// <summary>Sends one message.</summary>
    /// <exception cref="NotDeliveredException">The gateway did not take it.</exception>
    public async Task SendAsync(Guid id, string to, string text, CancellationToken cancel)
    {
        var body = JsonSerializer.Serialize(
            new
            {
                id,
                to,
                text,
            },
            Json
        );
        var at = _time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, _settings.Url)
        {
            Content = new StringContent(body, new UTF8Encoding(false), new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("webhook-id", id.ToString());
        request.Headers.Add("webhook-timestamp", at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", Sign(_secret, id.ToString(), at, body));
        try
        {
            using var answer = await _client.SendAsync(request, cancel);
            if (!answer.IsSuccessStatusCode)
            {
                throw new NotDeliveredException($"the gateway answered {(int)answer.StatusCode}", IsForGood(answer.StatusCode));
            }
        }
        catch (HttpRequestException failure)
        {
            throw failure.InnerException as NotDeliveredException
                ?? new NotDeliveredException(
                    $"the gateway cannot be reached ({failure.HttpRequestError})",
                    forGood: false,
                    failure
                );
        }
        catch (TaskCanceledException failure) when (!cancel.IsCancellationRequested)
        {
            throw new NotDeliveredException("the gateway took too long", forGood: false, failure);
        }
    }

    /// <summary>The signature header of a message.</summary>
    public static string Sign(ReadOnlySpan<byte> secret, string id, long at, string body) =>
        "v1,"
        + Convert.ToBase64String(
            HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{at.ToString(CultureInfo.InvariantCulture)}.{body}"))
        );

    public void Dispose() => _client.Dispose();

    private void Check(Uri url)
    {
        if (_secret.Length < 24)
        {
            throw new InvalidOperationException("Notices:Webhook:Secret must hold at least 24 bytes in base64");
        }
        var trusted = _settings.PrivateHosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase);
        if (url.Scheme != Uri.UriSchemeHttps && !(trusted && url.Scheme == Uri.UriSchemeHttp))
        {
            throw new InvalidOperationException(
                "Notices:Webhook:Url must be https, unless its host is among Notices:Webhook:PrivateHosts"
            );
        }
    }

    private static byte[] SecretOf(string secret)
    {
        var base64 = secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret["whsec_".Length..] : secret;
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length)
            ? bytes[..length]
            : throw new InvalidOperationException("Notices:Webhook:Secret is not base64");
    }

    // What the gateway calls our mistake stays one; what it calls a matter of time is tried again.
    private static bool IsForGood(HttpStatusCode status) =>
        (int)status is >= 400 and < 500
        && status
            is not (
                HttpStatusCode.Unauthorized
                or HttpStatusCode.Forbidden
                or HttpStatusCode.NotFound
                or HttpStatusCode.RequestTimeout
                or HttpStatusCode.Conflict
                or HttpStatusCode.TooManyRequests
            )
        && (int)status != 425;
}
