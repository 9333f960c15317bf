using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Matters;

namespace SmallMatters.Storage.Hazards;

/// <summary>Photos of places, kept by the hash of their bytes: the same one twice is kept once.</summary>
public sealed class PlacePhotos(IDbContextFactory<Db> databases, TimeProvider time)
{
    /// <summary>How long a photo is kept that no fact names yet.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Said where a step names a photo that is not there.</summary>
    internal static Refusal Unknown { get; } =
        Refusal.Of("photo-unknown", "有一张照片没有收到，请重新选择。", "A photo was not received; choose it again.", "Photos");

    /// <summary>Keeps photos of a place before any fact names them.</summary>
    /// <param name="premises">Key of the premises, which the caller may act on.</param>
    /// <param name="photos">The photos, without metadata.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>SHA-256 of each as it is kept, lower-case hexadecimal, in their order.</returns>
    public async Task<ImmutableArray<string>> KeepAsync(
        Guid premises,
        IReadOnlyList<NewPhoto> photos,
        CancellationToken cancel = default
    )
    {
        var hashes = ImmutableArray.CreateBuilder<string>(photos.Count);
        foreach (var photo in photos)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(photo.Bytes));
            hashes.Add(hash);
            await using var db = await databases.CreateDbContextAsync(cancel);
            var kept = db.Set<PlacePhotoRow>().Where(p => p.PremisesId == premises && p.Sha256 == hash);
            if (await kept.AnyAsync(cancel))
            {
                continue;
            }
            db.Add(
                new PlacePhotoRow
                {
                    PremisesId = premises,
                    Sha256 = hash,
                    At = time.GetUtcNow(),
                    ContentType = photo.ContentType,
                    Bytes = photo.Bytes,
                }
            );
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException)
            {
                // The same photo came twice at once: the other one is as good.
                db.ChangeTracker.Clear();
                if (!await kept.AnyAsync(cancel))
                {
                    throw;
                }
            }
        }
        return hashes.ToImmutable();
    }

    /// <summary>Removes what no fact has named for some days.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> PurgeAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var before = time.GetUtcNow() - Kept;
        return await db.Set<PlacePhotoRow>().Where(p => !p.Named && p.At < before).ExecuteDeleteAsync(cancel);
    }

    internal static async Task<bool> AreThereAsync(
        Db db,
        Guid premises,
        IReadOnlyCollection<string> hashes,
        CancellationToken cancel
    )
    {
        var wanted = hashes.Distinct().ToList();
        return wanted.Count == 0
            || await db.Set<PlacePhotoRow>().CountAsync(p => p.PremisesId == premises && wanted.Contains(p.Sha256), cancel)
                == wanted.Count;
    }
}
