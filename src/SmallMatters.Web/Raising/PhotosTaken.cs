using SmallMatters.Domain.Language;
using SmallMatters.Storage.Matters;
using SmallMatters.Web.Photos;

namespace SmallMatters.Web.Raising;

/// <summary>Photos that a form brought: cleaned of their metadata, or the reasons why not. Originals are not kept.</summary>
public static class PhotosTaken
{
    /// <summary>The most photos at a time.</summary>
    public const int Most = 5;

    /// <summary>Said when there are more.</summary>
    public static Refusal TooMany { get; } = Refusal.Of("too-many-photos", $"最多 {Most} 张照片。", $"{Most} photos at most.");

    /// <summary>Reads and cleans the files, each under its own name so that a refusal says which it was.</summary>
    public static async Task<(List<NewPhoto> Photos, List<Bilingual> Wrong)> ReadAsync(
        IEnumerable<IFormFile> files,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var (photos, wrong) = await OriginalsTaken.ReadAsync(files, cancel);
        return (
            photos.ConvertAll(p => new NewPhoto(
                Guid.CreateVersion7(now),
                p.Clean.MediaType,
                p.Clean.Width,
                p.Clean.Height,
                p.Clean.Sha256OfOriginal,
                p.Clean.Bytes
            )),
            wrong
        );
    }
}
