using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmallMatters.Web.Webhooks;

/// <summary>
/// Signatures after the Standard Webhooks specification (standardwebhooks.com): HMAC-SHA-256 over id, time and body, one for each
/// secret that holds, parted by blanks.
/// </summary>
public static class WebhookSigning
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How far a message's time may be from ours.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Version = "v1,";

    /// <summary>The value of the signature's header.</summary>
    public static string Sign(IEnumerable<byte[]> secrets, string id, long at, ReadOnlySpan<byte> body)
    {
        var signed = Signed(id, at, body);
        return string.Join(' ', secrets.Select(s => Version + Convert.ToBase64String(HMACSHA256.HashData(s, signed))));
    }

    /// <summary>Which of the secrets a message was signed with; null for none. Each is compared in constant time.</summary>
    /// <param name="secrets">The secrets that hold.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="timestamp">Its time as it was sent: seconds since 1970.</param>
    /// <param name="signatures">The signature's header.</param>
    /// <param name="body">The body, byte for byte.</param>
    /// <param name="now">The present, UTC.</param>
    public static Guid? Verify(
        IEnumerable<(Guid Id, byte[] Secret)> secrets,
        string id,
        string timestamp,
        string signatures,
        ReadOnlySpan<byte> body,
        DateTimeOffset now
    )
    {
        if (
            id.Length is 0 or > 200
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || Math.Abs(now.ToUnixTimeSeconds() - at) > Tolerance.TotalSeconds
        )
        {
            return null;
        }
        var signed = Signed(id, at, body);
        Guid? with = null;
        foreach (var (key, secret) in secrets)
        {
            var expected = HMACSHA256.HashData(secret, signed);
            foreach (var given in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            {
                var bytes = new byte[64];
                if (
                    given.StartsWith(Version, StringComparison.Ordinal)
                    && Convert.TryFromBase64String(given[Version.Length..], bytes, out var length)
                    && CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, length), expected)
                )
                {
                    with ??= key;
                }
            }
        }
        return with;
    }

    private static byte[] Signed(string id, long at, ReadOnlySpan<byte> body) =>
        [.. Encoding.UTF8.GetBytes($"{id}.{at.ToString(CultureInfo.InvariantCulture)}."), .. body];
}
