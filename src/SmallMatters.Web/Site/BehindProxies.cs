using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace SmallMatters.Web.Site;

/// <summary>
/// What a reverse proxy says of the sender: address and scheme. Believed only from the proxies that the setting
/// <c>Proxies</c> names; without it from nobody, since anybody can write these headers.
/// </summary>
internal static class BehindProxies
{
    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>), separated by commas or spaces.</summary>
    public const string Setting = "Proxies";

    /// <exception cref="InvalidOperationException">The setting is not readable; the service does not start with it.</exception>
    public static WebApplication UseKnownProxies(this WebApplication app)
    {
        var named = (app.Configuration[Setting] ?? "").Split(
            [',', ' '],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        if (named.Length == 0)
        {
            return app;
        }
        // The host is never taken from a header: links are made from PublicAddress.
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var one in named)
        {
            if (IPAddress.TryParse(one, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(one, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new InvalidOperationException($"the setting {Setting} holds no address and no network: {one}");
            }
        }
        app.UseForwardedHeaders(options);
        return app;
    }
}
