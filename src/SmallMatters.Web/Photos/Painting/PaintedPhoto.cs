using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Photos.Painting;

/// <summary>
/// Makes a photo for everybody: decoded, turned upright, made no larger than a page needs, painted, and written anew from its
/// pixels, so that the file holds nothing that is not seen.
/// </summary>
internal static class PaintedPhoto
{
    /// <summary>Media type of what is made.</summary>
    public const string MediaType = "image/png";

    /// <summary>Pixels on the longer side at most.</summary>
    public const int Longest = 1280;

    private static readonly Refusal NotReadable = Refusal.Of(
        "photo-not-repaintable",
        "这张照片的格式不能重新绘制。请换成普通的 JPEG 或 PNG（截一张图也可以）。",
        "A photo of this kind cannot be painted anew. Use an ordinary JPEG or PNG; a screenshot will do.",
        "files"
    );

    /// <summary>The pixels of a file as it came, or why not.</summary>
    public static (Pixels? Pixels, Refusal? Why) Read(ReadOnlyMemory<byte> file)
    {
        if (PhotoCleaner.Clean(file) is PhotoResult.Refused refused)
        {
            return (null, refused.Refusal with { Field = "files" });
        }
        var bytes = file.Span;
        Pixels? pixels = null;
        var orientation = 1;
        if (JpegPhoto.Begins(bytes))
        {
            pixels = JpegPixels.Read(bytes);
            JpegPhoto.Copy(bytes, new PhotoBytes(file.Length), out var picture);
            orientation = picture?.Orientation ?? 1;
        }
        else if (PngPhoto.Begins(bytes))
        {
            pixels = PngPixels.Read(bytes);
        }
        return pixels is null ? (null, NotReadable) : (pixels.Within(Longest).Upright(orientation), null);
    }
}
