using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Photos;

/// <summary>Photos that a form brought, each as it came and as a copy without metadata, or the reasons why not.</summary>
public static class OriginalsTaken
{
    /// <summary>Reads and cleans the files, each under its own name so that a refusal says which it was.</summary>
    public static async Task<(List<(byte[] Original, CleanPhoto Clean)> Photos, List<Bilingual> Wrong)> ReadAsync(
        IEnumerable<IFormFile> files,
        CancellationToken cancel
    )
    {
        var photos = new List<(byte[], CleanPhoto)>();
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
            var original = bytes.ToArray();
            switch (PhotoCleaner.Clean(original))
            {
                case PhotoResult.Cleaned { Photo: var clean }:
                    photos.Add((original, clean));
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
