using System.Security.Cryptography;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Photos;

/// <summary>
/// Takes the metadata out of a photo without touching its pixels: the file is read piece by piece, and only the pieces that
/// decoding needs are written out again, so that what is not known cannot slip through. Works on the content alone; names and
/// declared types are not asked.
/// <para>
/// Colour profiles are dropped too: they name the maker and the model line of the device, and without one a wide-gamut
/// photo of a broken lamp is only a little paler. The one thing kept is which way up a JPEG or PNG is.
/// </para>
/// </summary>
public static class PhotoCleaner
{
    public const int MaxBytes = 10 * 1024 * 1024;

    public const int MaxPixels = 40_000_000;

    /// <summary>A clean photo or the reason against it. Never throws, whatever the bytes are.</summary>
    public static PhotoResult Clean(ReadOnlyMemory<byte> original)
    {
        if (original.Length > MaxBytes)
        {
            return new PhotoResult.Refused(PhotoRefusals.TooLarge);
        }

        var bytes = original.Span;
        var output = new PhotoBytes(original.Length);
        Picture? picture;
        Refusal? refusal;
        PhotoType type;
        if (JpegPhoto.Begins(bytes))
        {
            (type, refusal) = (PhotoType.Jpeg, JpegPhoto.Copy(bytes, output, out picture));
        }
        else if (PngPhoto.Begins(bytes))
        {
            (type, refusal) = (PhotoType.Png, PngPhoto.Copy(bytes, output, out picture));
        }
        else if (WebPPhoto.Begins(bytes))
        {
            (type, refusal) = (PhotoType.WebP, WebPPhoto.Copy(bytes, output, out picture));
        }
        else
        {
            return new PhotoResult.Refused(PhotoRefusals.NotAPhoto);
        }

        if (refusal is not null || picture is not { } found)
        {
            return new PhotoResult.Refused(refusal ?? PhotoRefusals.Broken);
        }

        var clean = output.ToArray();
        var (width, height) = Orientation.IsSideways(found.Orientation)
            ? (found.Height, found.Width)
            : (found.Width, found.Height);
        return new PhotoResult.Cleaned(
            new CleanPhoto(
                clean,
                type,
                width,
                height,
                Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Convert.ToHexStringLower(SHA256.HashData(clean))
            )
        );
    }

    /// <summary>Null if a picture of this size is taken. No size at all is a broken file.</summary>
    internal static Refusal? RefusalOfSize(long width, long height) =>
        width <= 0 || height <= 0 ? PhotoRefusals.Broken
        : width * height > MaxPixels ? PhotoRefusals.TooManyPixels
        : null;
}

/// <summary>What the header of a picture says.</summary>
/// <param name="Width">Stored width in pixels.</param>
/// <param name="Height">Stored height in pixels.</param>
/// <param name="Orientation">How to turn it for showing, 1 (not at all) to 8, as in EXIF.</param>
internal readonly record struct Picture(int Width, int Height, int Orientation);
