using System.Net;
using System.Net.Sockets;

namespace SmallMatters.Web.Notices;

/// <summary>
/// Connects to public addresses only, so that a mistyped or hostile gateway address does not make the server speak to its
/// own network. The name is resolved here and the very address that was judged is the one connected to.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Private =
    [
        .. (
            (string[])
                [
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    // Addresses that hold one of the older kind within: they would lead to it unseen.
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/32",
                    "2001:db8::/32",
                    "2002::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8",
                ]
        ).Select(IPNetwork.Parse),
    ];

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Private.Any(n => n.BaseAddress.AddressFamily == plain.AddressFamily && n.Contains(plain));
    }

    /// <summary>Opens a connection for an HTTP client.</summary>
    /// <param name="to">Host and port.</param>
    /// <param name="privateHosts">Hosts that may lie in a private network.</param>
    /// <param name="setting">Name of the setting by which an operator allows such hosts; null when there is none.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="NotDeliveredException">Every address of the host lies in a private network.</exception>
    public static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint to,
        IReadOnlyCollection<string> privateHosts,
        string? setting,
        CancellationToken cancel
    )
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, cancel);
        var allowed = privateHosts.Contains(to.Host, StringComparer.OrdinalIgnoreCase)
            ? addresses
            : [.. addresses.Where(IsPublic)];
        if (allowed.Length == 0)
        {
            throw new NotDeliveredException(
                $"{to.Host} lies in a private network" + (setting is null ? "" : $" and is not among {setting}"),
                forGood: false
            );
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
