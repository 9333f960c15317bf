using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace SmallMatters.Journeys.People;

/// <summary>The authenticator app on somebody's phone (RFC 6238: HMAC-SHA-1, 30 seconds, 6 digits).</summary>
internal static class Authenticator
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>What it shows now for a key in base 32, with or without spaces.</summary>
    public static string CodeNow(string key)
    {
        var bits = string.Concat(
            key.Where(char.IsAsciiLetterOrDigit).Select(c => $"{Letters.IndexOf(c, StringComparison.Ordinal):b5}")
        );
        var bytes = bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2)).ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The standard of authenticator apps.
        var hash = HMACSHA1.HashData(bytes, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
