using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SmallMatters.Storage.Partners;

/// <summary>The secrets of partners' links and keys. They are random, so that a plain hash of one cannot be searched.</summary>
public static class PartnerSecrets
{
    /// <summary>Characters of a link's secret: 128 bits in base64url.</summary>
    public const int LinkLength = 22;

    /// <summary>A new secret of a link and the hash that is kept of it, in base64.</summary>
    public static (string Secret, string Hash) NewLink()
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        return (secret, Convert.ToBase64String(HashOf(secret)));
    }

    internal static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    internal static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
