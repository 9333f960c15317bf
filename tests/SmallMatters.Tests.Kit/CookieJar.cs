using System.Net;

namespace SmallMatters.Tests.Kit;

/// <summary>Keeps cookies between the requests of one browser, as a browser does.</summary>
public sealed class CookieJar : DelegatingHandler
{
    private readonly CookieContainer _cookies = new();

    /// <summary>What a cookie of the product holds, as a thief would copy it.</summary>
    public string Value(string name) =>
        _cookies.GetCookies(new Uri("http://localhost"))[name]?.Value
        ?? throw new InvalidOperationException($"there is no cookie {name}");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header)
        {
            request.Headers.Add("Cookie", header);
        }
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
            {
                _cookies.SetCookies(request.RequestUri!, cookie);
            }
        }
        return response;
    }
}
