using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters;

/// <summary>The hash chain of a matter's facts.</summary>
internal static class Chain
{
    /// <summary>The hash that stands before the first fact.</summary>
    public static byte[] Start { get; } = new byte[32];

    /// <summary>
    /// SHA-256 over the hash before, and the fact's matter, number, instant (milliseconds of Unix time), actor, unit, type
    /// and body, each with its length, so that nothing can be moved from one field into the next.
    /// </summary>
    public static byte[] Next(
        ReadOnlySpan<byte> before,
        MatterId matter,
        int seq,
        DateTimeOffset at,
        string actor,
        string? unit,
        string type,
        string body
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        Span<byte> numbers = stackalloc byte[20];
        BitConverter.TryWriteBytes(numbers, matter.Value);
        BitConverter.TryWriteBytes(numbers[8..], seq);
        BitConverter.TryWriteBytes(numbers[12..], at.ToUnixTimeMilliseconds());
        hash.AppendData(numbers);
        foreach (var text in (ReadOnlySpan<string>)[actor, unit ?? "", type, body])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BitConverter.TryWriteBytes(numbers, bytes.Length);
            hash.AppendData(numbers[..4]);
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }
}
