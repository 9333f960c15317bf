using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SmallMatters.Storage.Keys;

namespace SmallMatters.Storage.Drafts;

/// <summary>
/// The key of one draft, made of a token of 32 random bytes that only the resident's browser keeps. The database holds a
/// hash of it as the draft's name: who has the database alone reads no draft, and a draft whose cookie is gone is lost.
/// </summary>
public sealed class DraftKey
{
    private const int Length = 32;
    private readonly byte[] _key;

    private DraftKey(string token, byte[] bytes)
    {
        Token = token;
        Id = SHA256.HashData(bytes);
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, 32, info: Encoding.ASCII.GetBytes("smallmatters:draft"));
    }

    /// <summary>What the browser keeps, in base64url.</summary>
    public string Token { get; }

    /// <summary>The draft's key of submission: the same draft sent twice is one matter.</summary>
    public string Submission => Convert.ToHexStringLower(Id);

    internal byte[] Id { get; }

    /// <summary>A new key.</summary>
    public static DraftKey New()
    {
        var bytes = RandomNumberGenerator.GetBytes(Length);
        return new DraftKey(Base64Url.EncodeToString(bytes), bytes);
    }

    /// <summary>The key behind a browser's token, or null when it is none.</summary>
    public static DraftKey? Read(string? token)
    {
        var bytes = new byte[Length + 1];
        return
            token is { Length: 43 }
            && Base64Url.DecodeFromChars(token, bytes, out _, out var length) == System.Buffers.OperationStatus.Done
            && length == Length
            ? new DraftKey(token, bytes[..Length])
            : null;
    }

    internal byte[] Seal(ReadOnlySpan<byte> plain)
    {
        using var aes = new AesGcm(_key, AesGcm.TagByteSizes.MaxSize);
        return KeyRing.Seal(aes, plain, Id);
    }

    internal byte[] Unseal(byte[] sealedBytes)
    {
        using var aes = new AesGcm(_key, AesGcm.TagByteSizes.MaxSize);
        return KeyRing.Unseal(aes, sealedBytes, Id);
    }
}
