using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Transfers;

namespace SmallMatters.Web.Transfers;

/// <summary>
/// A transfer as files: <c>manifest.json</c>, <c>manifest.sig</c> (HMAC-SHA-256 over the bytes of the former, hexadecimal) and
/// the files that the manifest lists with their SHA-256; in one zip or one folder.
/// </summary>
public sealed class TransferPackage
{
    /// <summary>Most bytes of a transfer, packed or not.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    private const string Format = "smallmatters-transfer";
    private const string ManifestName = "manifest.json";
    private const string SignatureName = "manifest.sig";
    private const int MostFiles = 8;

    /// <summary>How everything of a transfer is written as JSON.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Refusal NotOne = Refusal.Of(
        "transfer-unreadable",
        "这不是移交文件，或者没有传完。应为含 manifest.json 的压缩包。",
        "This is no transfer, or it was cut short: it should be a zip with manifest.json in it.",
        "File"
    );

    private static readonly Refusal TooBig = Refusal.Of(
        "transfer-too-big",
        $"移交文件最大 {MostBytes / 1024 / 1024} MB、{MostFiles} 个文件。",
        $"A transfer has at most {MostBytes / 1024 / 1024} MB and {MostFiles} files.",
        "File"
    );

    private readonly byte[] _cover;
    private readonly byte[] _signature;

    private TransferPackage(
        TransferManifest manifest,
        byte[] cover,
        byte[] signature,
        ImmutableSortedDictionary<string, byte[]> files
    ) => (Manifest, _cover, _signature, Files) = (manifest, cover, signature, files);

    /// <summary>The cover sheet. Nothing of it is to be believed before <see cref="IsSignedWith"/>.</summary>
    public TransferManifest Manifest { get; }

    /// <summary>The files beside the cover sheet and its signature.</summary>
    public ImmutableSortedDictionary<string, byte[]> Files { get; }

    /// <summary>SHA-256 of the cover sheet, hexadecimal.</summary>
    public string Hash => Sum(_cover);

    /// <summary>The files with their SHA-256.</summary>
    public IReadOnlyDictionary<string, string> Sums => Files.ToDictionary(f => f.Key, f => Sum(f.Value));

    /// <summary>Whether the cover sheet was signed with a key, compared in constant time.</summary>
    public bool IsSignedWith(byte[] key) => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, _cover), _signature);

    /// <summary>A package that is made here, signed.</summary>
    public static TransferPackage Make(TransferManifest manifest, IReadOnlyDictionary<string, byte[]> files, byte[] key)
    {
        manifest = manifest with { Files = [.. files.Select(f => new TransferFile(f.Key, Sum(f.Value)))] };
        var node = JsonSerializer.SerializeToNode(manifest, Json)!.AsObject();
        node.Insert(0, "format", Format);
        var cover = Encoding.UTF8.GetBytes(node.ToJsonString(Json));
        return new TransferPackage(manifest, cover, HMACSHA256.HashData(key, cover), files.ToImmutableSortedDictionary());
    }

    /// <summary>The cover sheet and its signature, to be kept.</summary>
    public SignedCover CoverSigned => new(Encoding.UTF8.GetString(_cover), Convert.ToHexStringLower(_signature));

    /// <summary>A package that was made before; null when its files are not the ones of its cover sheet any more.</summary>
    public static TransferPackage? Again(SignedCover kept, IReadOnlyDictionary<string, byte[]> files)
    {
        var whole = files.ToDictionary();
        whole[ManifestName] = Encoding.UTF8.GetBytes(kept.Cover);
        whole[SignatureName] = Encoding.ASCII.GetBytes(kept.Signature);
        return
            Of(whole).Package is { } package
            && package.Manifest.Files.All(f => package.Sums.GetValueOrDefault(f.Name) == f.Sha256)
            ? package
            : null;
    }

    /// <summary>A package out of a zip.</summary>
    public static (TransferPackage? Package, Refusal? Why) Unpack(byte[] zip)
    {
        var files = new Dictionary<string, byte[]>();
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
            var room = MostBytes;
            foreach (var entry in archive.Entries)
            {
                if (files.Count == MostFiles || entry.Length > room)
                {
                    return (null, TooBig);
                }
                // The length that an entry claims is not believed.
                var bytes = new byte[entry.Length];
                using var content = entry.Open();
                content.ReadExactly(bytes);
                if (content.ReadByte() >= 0 || !files.TryAdd(entry.FullName, bytes))
                {
                    return (null, NotOne);
                }
                room -= bytes.Length;
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            return (null, NotOne);
        }
        return Of(files);
    }

    /// <summary>A package out of a zip or a folder.</summary>
    /// <exception cref="IOException">It could not be read.</exception>
    public static (TransferPackage? Package, Refusal? Why) Open(string path)
    {
        if (!Directory.Exists(path))
        {
            return new FileInfo(path).Length > MostBytes ? (null, TooBig) : Unpack(File.ReadAllBytes(path));
        }
        var found = new DirectoryInfo(path).GetFiles();
        return found.Length > MostFiles || found.Sum(f => f.Length) > MostBytes
            ? (null, TooBig)
            : Of(found.ToDictionary(f => f.Name, f => File.ReadAllBytes(f.FullName)));
    }

    // A zip knows no day before.
    private static readonly DateTimeOffset FirstDayOfZip = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The whole as a zip: the same bytes for the same package, so that its entries bear the day of the cover sheet.</summary>
    public byte[] Pack()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in Whole().OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                var entry = archive.CreateEntry(name);
                entry.LastWriteTime = Manifest.MadeAt < FirstDayOfZip ? FirstDayOfZip : Manifest.MadeAt.ToUniversalTime();
                using var content = entry.Open();
                content.Write(bytes);
            }
        }
        return zip.ToArray();
    }

    /// <summary>A name for its file that says what it is.</summary>
    public string FileName =>
        $"{Manifest.Sender}-{Manifest.Receiver}-{Manifest.Kind.ToString().ToLowerInvariant()}-{Manifest.Sequence:D6}.zip";

    private Dictionary<string, byte[]> Whole() =>
        new(Files) { [ManifestName] = _cover, [SignatureName] = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(_signature)) };

    private static (TransferPackage? Package, Refusal? Why) Of(Dictionary<string, byte[]> files)
    {
        if (!files.Remove(ManifestName, out var cover) || !files.Remove(SignatureName, out var signed))
        {
            return (null, NotOne);
        }
        try
        {
            using var document = JsonDocument.Parse(cover);
            var root = document.RootElement;
            if (root.GetProperty("format").GetString() != Format)
            {
                return (null, NotOne);
            }
            var version = root.GetProperty("version").GetInt32();
            if (version > TransferManifest.PresentVersion)
            {
                return (
                    null,
                    Refusal.Of(
                        "transfer-newer",
                        $"文件格式是第 {version} 版，本系统只认到第 {TransferManifest.PresentVersion} 版。请先升级，或请对方用旧版格式。",
                        $"The format is version {version}; this system knows up to {TransferManifest.PresentVersion}. Update first, or ask for the older format.",
                        "File"
                    )
                );
            }
            var manifest = root.Deserialize<TransferManifest>(Json);
            return
                manifest is { Version: > 0, Sender: not null, Receiver: not null, Files.IsDefault: false }
                && manifest.Files.All(f => f is { Name: not null, Sha256: not null })
                ? (
                    new TransferPackage(
                        manifest,
                        cover,
                        Convert.FromHexString(Encoding.ASCII.GetString(signed).Trim()),
                        files.ToImmutableSortedDictionary()
                    ),
                    null
                )
                : (null, NotOne);
        }
        catch (Exception failure)
            when (failure is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, NotOne);
        }
    }

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
