using System.Security.Cryptography;

namespace SmallMatters.Storage.Keys;

/// <summary>
/// A file that somebody handed in as proof: kept as it came, and as a copy without metadata that people look at. It is addressed by
/// the hash of how it came, and both are sealed.
/// </summary>
/// <param name="Original">The file as it came.</param>
/// <param name="Clean">The copy without metadata.</param>
/// <param name="MediaType">What the content is.</param>
public sealed record HandedIn(byte[] Original, byte[] Clean, string MediaType)
{
    /// <summary>SHA-256 of the file as it came, lower-case hexadecimal.</summary>
    public string Sha256 { get; } = HashOf(Original);

    /// <summary>SHA-256 of some bytes, lower-case hexadecimal.</summary>
    internal static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Both, sealed under the key of whose they are.</summary>
    internal (byte[] Original, byte[] Clean) SealedUnder(PersonKey key) => (key.SealBytes(Original), key.SealBytes(Clean));
}
