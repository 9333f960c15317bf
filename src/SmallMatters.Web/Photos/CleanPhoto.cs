using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Photos;

/// <summary>The only picture formats that are taken.</summary>
public enum PhotoType
{
    Jpeg,
    Png,
    WebP,
}

/// <summary>A photo without metadata, fit to be shown.</summary>
/// <param name="Bytes">The file: the pixels as they came, and nothing about who, where, when and with what.</param>
/// <param name="Type">What the content is, whatever the sender called it.</param>
/// <param name="Width">Width in pixels as shown, that is, after turning the photo upright.</param>
/// <param name="Height">Height in pixels as shown.</param>
/// <param name="Sha256OfOriginal">SHA-256 of the file as it came, lower-case hexadecimal.</param>
/// <param name="Sha256">SHA-256 of <paramref name="Bytes"/>, lower-case hexadecimal.</param>
public sealed record CleanPhoto(byte[] Bytes, PhotoType Type, int Width, int Height, string Sha256OfOriginal, string Sha256)
{
    /// <summary>The media type to serve it with.</summary>
    public string MediaType =>
        Type switch
        {
            PhotoType.Jpeg => "image/jpeg",
            PhotoType.Png => "image/png",
            _ => "image/webp",
        };
}

/// <summary>What became of a file that was sent as a photo.</summary>
public abstract record PhotoResult
{
    private PhotoResult() { }

    public sealed record Cleaned(CleanPhoto Photo) : PhotoResult;

    public sealed record Refused(Refusal Refusal) : PhotoResult;
}
