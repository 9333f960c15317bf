using System.Security.Cryptography;
using System.Text;

namespace SmallMatters.Storage.Keys;

/// <summary>
/// The key of sealed identities: a master key of its own, apart from the one of the matters, in the environment variable
/// <c>SMALLMATTERS_IDENTITY_KEY</c> (32 bytes in base64) or else in the file <c>identity.key</c> of the data folder. Whoever has
/// the database and the matters' master key reads what was reported and not by whom.
/// </summary>
public sealed class IdentityRing
{
    private readonly byte[] _wrapping;

    /// <summary>The ring of a master key.</summary>
    /// <param name="master">32 bytes.</param>
    public IdentityRing(ReadOnlySpan<byte> master)
    {
        if (master.Length != 32)
        {
            throw new ArgumentException("the identity key must have 32 bytes", nameof(master));
        }
        var key = master.ToArray();
        _wrapping = Derive(key, "wrap");
        Id = Convert.ToHexStringLower(Derive(key, "fingerprint"))[..16];
    }

    /// <summary>Tells one identity key from another and gives nothing of it away; stands beside whatever is sealed under it.</summary>
    public string Id { get; }

    /// <summary>Reads the key, or makes one at the first start.</summary>
    /// <exception cref="InvalidOperationException">The key that was given is not 32 bytes in base64.</exception>
    public static IdentityRing Open(string dataFolder, string? fromEnvironment) =>
        new(KeyRing.ReadOrMake(dataFolder, "identity.key", fromEnvironment, "SMALLMATTERS_IDENTITY_KEY"));

    /// <summary>A new key for a person's identity, wrapped. Only the wrapped form is stored.</summary>
    internal (PersonKey Key, byte[] Wrapped) NewKey(Guid person)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        using var wrapping = new AesGcm(_wrapping, AesGcm.TagByteSizes.MaxSize);
        return (new PersonKey(key), KeyRing.Seal(wrapping, key, person.ToByteArray()));
    }

    /// <summary>The key from its wrapped form.</summary>
    /// <exception cref="CryptographicException">The form was tampered with, or belongs to another person or identity key.</exception>
    internal PersonKey Unwrap(byte[] wrapped, Guid person)
    {
        using var wrapping = new AesGcm(_wrapping, AesGcm.TagByteSizes.MaxSize);
        return new PersonKey(KeyRing.Unseal(wrapping, wrapped, person.ToByteArray()));
    }

    private static byte[] Derive(byte[] master, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: Encoding.ASCII.GetBytes("smallmatters-identity:" + purpose));
}
