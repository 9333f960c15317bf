using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using SmallMatters.Domain.Language;
using SmallMatters.Web.Notices;

namespace SmallMatters.Web.Webhooks;

/// <summary>
/// Sends one message to a partner's system. Private addresses are refused when an address is registered, and again by the very
/// connection that is made, since a name may lead elsewhere tomorrow; redirects and proxies would lead round that and are off.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "::1"];
    private readonly bool _loopback;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public WebhookSender(IOptions<WebhookOutSettings> settings, IHostEnvironment environment, TimeProvider time)
    {
        _loopback = settings.Value.AllowLoopback && environment.IsDevelopment();
        _time = time;
        _client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                ConnectCallback = (context, cancel) =>
                    PublicAddresses.ConnectAsync(context.DnsEndPoint, _loopback ? Loopback : [], setting: null, cancel),
            }
        )
        {
            Timeout = settings.Value.Timeout,
        };
    }

    /// <summary>The address that was typed, or why nothing can be told there.</summary>
    public async Task<(Uri? Url, Refusal? Why)> CheckAsync(string? typed, CancellationToken cancel)
    {
        if (
            !Uri.TryCreate(typed?.Trim(), UriKind.Absolute, out var url)
            || url.UserInfo.Length > 0
            || url.Fragment.Length > 0
            || url.ToString().Length > 500
        )
        {
            return (null, Refused("请填写完整的 https 地址。", "Give a whole https address."));
        }
        var here = _loopback && Loopback.Contains(url.IdnHost.Trim('[', ']'), StringComparer.OrdinalIgnoreCase);
        if (url.Scheme != Uri.UriSchemeHttps && !(here && url.Scheme == Uri.UriSchemeHttp))
        {
            return (null, Refused("地址必须以 https 开头。", "The address must begin with https."));
        }
        if (here)
        {
            return (url, null);
        }
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(url.IdnHost.Trim('[', ']'), cancel);
            return addresses.Length > 0 && addresses.All(PublicAddresses.IsPublic)
                ? (url, null)
                : (null, Refused("这个地址在内网，不能推送。", "The address lies in a private network; nothing is told there."));
        }
        catch (SocketException)
        {
            return (null, Refused("找不到这个地址。", "There is no such host."));
        }
    }

    /// <summary>Sends a message.</summary>
    /// <exception cref="NotDeliveredException">The partner's system did not take it.</exception>
    public async Task SendAsync(Uri url, IReadOnlyList<byte[]> secrets, Guid id, string body, CancellationToken cancel)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var at = _time.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json", "utf-8");
        request.Headers.Add(WebhookSigning.IdHeader, id.ToString());
        request.Headers.Add(WebhookSigning.TimestampHeader, at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSigning.SignatureHeader, WebhookSigning.Sign(secrets, id.ToString(), at, bytes));
        try
        {
            // Whatever the partner answers besides is not read.
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (!answer.IsSuccessStatusCode)
            {
                throw new NotDeliveredException($"the partner's system answered {(int)answer.StatusCode}", forGood: false);
            }
        }
        catch (HttpRequestException failure)
        {
            throw failure.InnerException as NotDeliveredException
                ?? new NotDeliveredException(
                    $"the partner's system cannot be reached ({failure.HttpRequestError})",
                    forGood: false,
                    failure
                );
        }
        catch (TaskCanceledException failure) when (!cancel.IsCancellationRequested)
        {
            throw new NotDeliveredException("the partner's system took too long", forGood: false, failure);
        }
    }

    public void Dispose() => _client.Dispose();

    private static Refusal Refused(string zh, string en) => Refusal.Of("webhook-address", zh, en, "Address");
}
