using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters;

/// <summary>The hash chains of facts: of matters, and of what stands beside them.</summary>
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
        return Over(hash, actor, unit, type, body);
    }

    /// <summary>The same for what has a chain of its own beside the matters: a dispute, a minor case, a joint file.</summary>
    /// <param name="before">The hash before; null before the first fact.</param>
    /// <param name="fact">The fact; its own hash is not looked at.</param>
    public static byte[] Next(byte[]? before, ChainedFact fact)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before ?? Start);
        hash.AppendData(fact.Of.ToByteArray(true));
        hash.AppendData(BitConverter.GetBytes(fact.Seq));
        hash.AppendData(BitConverter.GetBytes(fact.At.ToUnixTimeMilliseconds()));
        return Over(hash, fact.Actor, fact.Unit, fact.Type, fact.Body);
    }

    /// <summary>Number of the first fact whose hash does not follow from it and the one before, or null when all hold.</summary>
    /// <param name="facts">The facts of one file, in order.</param>
    public static int? FirstBroken(IEnumerable<(ChainedFact Fact, byte[] Hash)> facts)
    {
        byte[]? before = null;
        var seq = 0;
        foreach (var (fact, hash) in facts)
        {
            if (fact.Seq != ++seq || !hash.AsSpan().SequenceEqual(Next(before, fact)))
            {
                return seq;
            }
            before = hash;
        }
        return null;
    }

    private static byte[] Over(IncrementalHash hash, string actor, string? unit, string type, string body)
    {
        Span<byte> length = stackalloc byte[4];
        foreach (var text in (ReadOnlySpan<string>)[actor, unit ?? "", type, body])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BitConverter.TryWriteBytes(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }
}

/// <summary>What a link of a chain covers.</summary>
/// <param name="Of">Key of the file.</param>
/// <param name="Seq">1, 2, 3 … within the file.</param>
/// <param name="At">When, UTC; milliseconds count.</param>
/// <param name="Actor">Who, as the row says it.</param>
/// <param name="Unit">Code of the unit acted for, or null.</param>
/// <param name="Type">Name of the fact's type.</param>
/// <param name="Body">The fact as it is kept.</param>
internal readonly record struct ChainedFact(
    Guid Of,
    int Seq,
    DateTimeOffset At,
    string Actor,
    string? Unit,
    string Type,
    string Body
);
