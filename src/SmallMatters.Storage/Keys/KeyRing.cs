using System.Security.Cryptography;
using System.Text;

namespace SmallMatters.Storage.Keys;

/// <summary>
/// The secrets of one installation, all from one master key of 32 random bytes that lives outside the database: in the
/// environment variable <c>SMALLMATTERS_MASTER_KEY</c> (base64), or else in the file <c>master.key</c> of the data folder,
/// made at the first start and readable by its owner alone. Whoever has only the database reads no contact, no link and no
/// words of the history.
/// </summary>
public sealed class KeyRing
{
    private readonly byte[] _wrapping;
    private readonly byte[] _links;
    private readonly byte[] _submissions;
    private readonly byte[] _marks;

    /// <summary>The keys that follow from a master key.</summary>
    /// <param name="master">32 bytes.</param>
    public KeyRing(ReadOnlySpan<byte> master)
    {
        if (master.Length != 32)
        {
            throw new ArgumentException("the master key must have 32 bytes", nameof(master));
        }
        var key = master.ToArray();
        _wrapping = Derive(key, "wrap");
        _links = Derive(key, "link");
        _submissions = Derive(key, "submission");
        _marks = Derive(key, "contact-mark");
        CheckpointSigning = Derive(key, "checkpoint");
        Originals = Derive(key, "original");
        Site = Derive(key, "site");
        Fingerprint = Convert.ToHexStringLower(Derive(key, "fingerprint"));
    }

    /// <summary>The key that checkpoints are signed with (HMAC-SHA-256).</summary>
    public byte[] CheckpointSigning { get; }

    /// <summary>The key for sealed files.</summary>
    public byte[] Originals { get; }

    /// <summary>Tells one master key from another and gives nothing of it away.</summary>
    internal string Fingerprint { get; }

    /// <summary>The key that the keys of cookies and form tokens, and the secrets of accounts, are wrapped with.</summary>
    internal byte[] Site { get; }

    /// <summary>Reads the master key, or makes one at the first start.</summary>
    /// <exception cref="InvalidOperationException">The key that was given is not 32 bytes in base64.</exception>
    public static KeyRing Open(string dataFolder, string? fromEnvironment)
    {
        return new KeyRing(ReadOrMake(dataFolder, "master.key", fromEnvironment, "SMALLMATTERS_MASTER_KEY"));
    }

    /// <summary>32 bytes from the environment, or else from a file that is made at the first start.</summary>
    internal static byte[] ReadOrMake(string dataFolder, string name, string? fromEnvironment, string variable)
    {
        if (!string.IsNullOrWhiteSpace(fromEnvironment))
        {
            return Decode(fromEnvironment, variable);
        }
        var file = Path.Combine(dataFolder, name);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(dataFolder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            using var made = new FileStream(file, options);
            made.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        }
        return Decode(File.ReadAllText(file), name);
    }

    /// <summary>A new key of a person, wrapped. Only the wrapped form is stored.</summary>
    public (PersonKey Key, byte[] Wrapped) NewPersonKey(Guid person)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        using var wrapping = Wrapping();
        return (new PersonKey(key), Seal(wrapping, key, person.ToByteArray()));
    }

    /// <summary>A person's key from its wrapped form.</summary>
    /// <exception cref="CryptographicException">The form was tampered with, or belongs to another person or installation.</exception>
    public PersonKey Unwrap(byte[] wrapped, Guid person)
    {
        using var wrapping = Wrapping();
        return new PersonKey(Unseal(wrapping, wrapped, person.ToByteArray()));
    }

    /// <summary>
    /// The secret part of a person's link: 16 bytes of the person's key and 16 bytes that only this installation can make,
    /// in base64url (43 characters). Issue 2 ends all links of issue 1.
    /// </summary>
    public string LinkFor(Guid person, int issue)
    {
        Span<byte> token = stackalloc byte[32];
        person.TryWriteBytes(token);
        LinkMac(person, issue).AsSpan(0, 16).CopyTo(token[16..]);
        return System.Buffers.Text.Base64Url.EncodeToString(token);
    }

    /// <summary>Whose link it claims to be. Says nothing about whether it is genuine.</summary>
    public static bool TryReadLink(string? token, out Guid person)
    {
        person = default;
        if (token is not { Length: 43 })
        {
            return false;
        }
        Span<byte> bytes = stackalloc byte[33];
        if (
            System.Buffers.Text.Base64Url.DecodeFromChars(token, bytes, out _, out var length)
                != System.Buffers.OperationStatus.Done
            || length != 32
        )
        {
            return false;
        }
        person = new Guid(bytes[..16]);
        return true;
    }

    /// <summary>Whether the link is genuine, compared in constant time.</summary>
    public bool IsGenuine(string token, Guid person, int issue) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(token), Encoding.ASCII.GetBytes(LinkFor(person, issue)));

    /// <summary>A secret of an account, sealed and bound to it, in base64.</summary>
    internal string SealForAccount(Guid account, string secret)
    {
        using var aes = new AesGcm(Site, AesGcm.TagByteSizes.MaxSize);
        return Convert.ToBase64String(Seal(aes, Encoding.UTF8.GetBytes(secret), account.ToByteArray(true)));
    }

    /// <summary>The secret again.</summary>
    /// <exception cref="CryptographicException">It belongs to another account or installation, or was tampered with.</exception>
    internal string UnsealForAccount(Guid account, string sealedSecret)
    {
        using var aes = new AesGcm(Site, AesGcm.TagByteSizes.MaxSize);
        return Encoding.UTF8.GetString(Unseal(aes, Convert.FromBase64String(sealedSecret), account.ToByteArray(true)));
    }

    /// <summary>The stored form of a submission's key.</summary>
    public byte[] SubmissionKey(string channel, string key) =>
        HMACSHA256.HashData(_submissions, Encoding.UTF8.GetBytes($"{channel}\n{key}"));

    /// <summary>
    /// The mark of a contact for one purpose, in base64: the same contact has the same mark there, another one for any other purpose, and
    /// nobody without the master key makes either.
    /// </summary>
    internal string ContactMark(string purpose, string contact) =>
        Convert.ToBase64String(HMACSHA256.HashData(_marks, Encoding.UTF8.GetBytes($"{purpose}\n{contact}")));

    // One per use: an AesGcm object serves one thread at a time.
    private AesGcm Wrapping() => new(_wrapping, AesGcm.TagByteSizes.MaxSize);

    internal static byte[] Seal(AesGcm aes, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> boundTo)
    {
        var sealed_ = new byte[12 + plain.Length + 16];
        var nonce = sealed_.AsSpan(0, 12);
        RandomNumberGenerator.Fill(nonce);
        aes.Encrypt(nonce, plain, sealed_.AsSpan(12, plain.Length), sealed_.AsSpan(12 + plain.Length), boundTo);
        return sealed_;
    }

    internal static byte[] Unseal(AesGcm aes, ReadOnlySpan<byte> sealed_, ReadOnlySpan<byte> boundTo)
    {
        if (sealed_.Length < 28)
        {
            throw new CryptographicException("too short to be sealed");
        }
        var plain = new byte[sealed_.Length - 28];
        aes.Decrypt(sealed_[..12], sealed_[12..^16], sealed_[^16..], plain, boundTo);
        return plain;
    }

    private byte[] LinkMac(Guid person, int issue) => HMACSHA256.HashData(_links, Encoding.ASCII.GetBytes($"{person:N}.{issue}"));

    private static byte[] Derive(byte[] master, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: Encoding.ASCII.GetBytes("smallmatters:" + purpose));

    private static byte[] Decode(string text, string where)
    {
        var bytes = new byte[64];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == 32
            ? bytes[..32]
            : throw new InvalidOperationException($"{where} must hold 32 bytes in base64");
    }
}

/// <summary>The key of one person's part in one matter (AES-256-GCM).</summary>
public sealed class PersonKey : IDisposable
{
    private readonly AesGcm _aes;

    internal PersonKey(byte[] key) => _aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);

    /// <summary>Words as base64 ciphertext.</summary>
    public string Seal(string words) => Convert.ToBase64String(KeyRing.Seal(_aes, Encoding.UTF8.GetBytes(words), []));

    /// <summary>A file as ciphertext.</summary>
    internal byte[] SealBytes(ReadOnlySpan<byte> file) => KeyRing.Seal(_aes, file, []);

    /// <summary>The file again.</summary>
    internal byte[] UnsealBytes(byte[] sealedFile) => KeyRing.Unseal(_aes, sealedFile, []);

    /// <summary>The words again.</summary>
    public string Unseal(string sealedWords) =>
        Encoding.UTF8.GetString(KeyRing.Unseal(_aes, Convert.FromBase64String(sealedWords), []));

    /// <inheritdoc/>
    public void Dispose() => _aes.Dispose();
}
