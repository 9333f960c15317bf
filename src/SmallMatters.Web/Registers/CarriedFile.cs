using System.IO.Compression;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Registers;

/// <summary>A file of a register that a form carries from its check to its import, so that nothing of it is kept in between.</summary>
internal static class CarriedFile
{
    /// <summary>Most bytes of a file.</summary>
    public const int Largest = 2 * 1024 * 1024;

    /// <summary>Most bytes of a request: a file that does not shrink grows by a third as text between the check and the import.</summary>
    public const int LongestRequest = (Largest * 4 / 3) + (256 * 1024);

    /// <summary>What somebody chose in a form, or why it cannot be taken.</summary>
    public static async Task<(byte[] Bytes, Bilingual? Why)> TakeAsync(IFormFile? chosen, CancellationToken cancel)
    {
        if (chosen is { Length: 0 })
        {
            return (
                [],
                new(
                    "文件是空的。请确认选对了文件，保存好内容后再选。",
                    "The file is empty. Choose the one that holds the register."
                )
            );
        }
        if (chosen is not { Length: <= Largest })
        {
            return ([], new("请选择一个不超过 2 MB 的文件。", "Choose a file of at most 2 MB."));
        }
        using var bytes = new MemoryStream();
        await chosen.CopyToAsync(bytes, cancel);
        return (bytes.ToArray(), null);
    }

    /// <summary>The file as text for a hidden field.</summary>
    public static string Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(bytes);
        }
        return Convert.ToBase64String(packed.ToArray());
    }

    /// <summary>The file again, or null. It comes from a browser: no more than a file may hold is unpacked.</summary>
    public static byte[]? Unpack(string? packed)
    {
        try
        {
            using var zip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed ?? "")), CompressionMode.Decompress);
            var bytes = new byte[Largest + 1];
            var length = zip.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length is > 0 and <= Largest ? bytes[..length] : null;
        }
        catch (Exception damaged) when (damaged is FormatException or InvalidDataException)
        {
            return null;
        }
    }
}
