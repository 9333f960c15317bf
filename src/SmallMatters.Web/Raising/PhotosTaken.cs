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
        var photos = new List<NewPhoto>();
        var wrong = new List<Bilingual>();
        foreach (var file in files)
        {
            if (file.Length > PhotoCleaner.MaxBytes)
            {
                wrong.Add(Named(file, PhotoRefusals.TooLarge));
                continue;
            }
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, cancel);
            switch (PhotoCleaner.Clean(bytes.GetBuffer().AsMemory(0, (int)bytes.Length)))
            {
                case PhotoResult.Cleaned { Photo: var clean }:
                    photos.Add(
                        new NewPhoto(
                            Guid.CreateVersion7(now),
                            clean.MediaType,
                            clean.Width,
                            clean.Height,
                            clean.Sha256OfOriginal,
                            clean.Bytes
                        )
                    );
                    break;
                case PhotoResult.Refused { Refusal: var why }:
                    wrong.Add(Named(file, why));
                    break;
            }
        }
        return (photos, wrong);
    }

    private static Bilingual Named(IFormFile file, Refusal why)
    {
        var name = Path.GetFileName(file.FileName);
        name = name.Length > 40 ? name[..40] + "…" : name;
        return new Bilingual($"{name}：{why.Sentence.Zh}", $"{name}: {why.Sentence.En}");
    }
}
