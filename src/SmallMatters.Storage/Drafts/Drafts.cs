using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Matters;

namespace SmallMatters.Storage.Drafts;

/// <summary>Answers so far of residents who have not sent them yet. A draft is kept for <see cref="Kept"/> after its last change.</summary>
public static class Drafts
{
    /// <summary>How long a draft is kept after its last change.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>What the draft holds, or null when there is none or it has expired.</summary>
    public static async Task<byte[]?> ReadAsync(Db db, DraftKey key, DateTimeOffset now, CancellationToken cancel = default)
    {
        var since = now - Kept;
        var body = await db.Set<DraftRow>()
            .Where(d => d.Id == key.Id && d.At > since)
            .Select(d => d.Body)
            .FirstOrDefaultAsync(cancel);
        return body is null ? null : key.Unseal(body);
    }

    /// <summary>Keeps what the draft holds; whoever writes last is kept.</summary>
    public static async Task WriteAsync(Db db, DraftKey key, byte[] body, DateTimeOffset now, CancellationToken cancel = default)
    {
        var sealedBody = key.Seal(body);
        for (var attempt = 0; ; attempt++)
        {
            var changed = await db.Set<DraftRow>()
                .Where(d => d.Id == key.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.Body, sealedBody).SetProperty(d => d.At, now), cancel);
            if (changed > 0)
            {
                return;
            }
            db.Add(
                new DraftRow
                {
                    Id = key.Id,
                    At = now,
                    Body = sealedBody,
                }
            );
            try
            {
                await db.SaveChangesAsync(cancel);
                return;
            }
            catch (DbUpdateException) when (attempt == 0)
            {
                // A second tab has made it in the meantime: the update will find it.
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Adds a metadata-free photo to a draft.</summary>
    public static async Task AddPhotoAsync(
        Db db,
        DraftKey key,
        NewPhoto photo,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(photo with { Bytes = [] });
        var plain = new byte[4 + head.Length + photo.Bytes.Length];
        BitConverter.TryWriteBytes(plain, head.Length);
        head.CopyTo(plain, 4);
        photo.Bytes.CopyTo(plain, 4 + head.Length);
        db.Add(
            new DraftPhotoRow
            {
                Id = photo.Id,
                Draft = key.Id,
                At = now,
                Body = key.Seal(plain),
            }
        );
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>All photos of a draft, in the order in which they came.</summary>
    public static async Task<IReadOnlyList<NewPhoto>> PhotosAsync(Db db, DraftKey key, CancellationToken cancel = default)
    {
        var bodies = await db.Set<DraftPhotoRow>()
            .Where(p => p.Draft == key.Id)
            .OrderBy(p => p.Id)
            .Select(p => p.Body)
            .ToListAsync(cancel);
        return bodies.ConvertAll(body => Photo(key, body));
    }

    /// <summary>The keys of a draft's photos, in the order in which they came.</summary>
    public static async Task<IReadOnlyList<Guid>> PhotoIdsAsync(Db db, DraftKey key, CancellationToken cancel = default) =>
        await db.Set<DraftPhotoRow>().Where(p => p.Draft == key.Id).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancel);

    /// <summary>One photo of a draft, or null.</summary>
    public static async Task<NewPhoto?> PhotoAsync(Db db, DraftKey key, Guid id, CancellationToken cancel = default)
    {
        var body = await db.Set<DraftPhotoRow>()
            .Where(p => p.Draft == key.Id && p.Id == id)
            .Select(p => p.Body)
            .FirstOrDefaultAsync(cancel);
        return body is null ? null : Photo(key, body);
    }

    /// <summary>Takes one photo, or all of them, out of a draft.</summary>
    public static Task RemovePhotosAsync(Db db, DraftKey key, Guid? id, CancellationToken cancel = default) =>
        db.Set<DraftPhotoRow>().Where(p => p.Draft == key.Id && (id == null || p.Id == id)).ExecuteDeleteAsync(cancel);

    /// <summary>Deletes a draft whose writer needs it no more, with its photos.</summary>
    public static async Task DeleteAsync(Db db, DraftKey key, CancellationToken cancel = default)
    {
        await RemovePhotosAsync(db, key, null, cancel);
        await db.Set<DraftRow>().Where(d => d.Id == key.Id).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Deletes what has expired.</summary>
    /// <returns>How many drafts.</returns>
    public static async Task<int> DeleteExpiredAsync(Db db, DateTimeOffset now, CancellationToken cancel = default)
    {
        var since = now - Kept;
        await db.Set<DraftPhotoRow>().Where(p => p.At < since).ExecuteDeleteAsync(cancel);
        return await db.Set<DraftRow>().Where(d => d.At < since).ExecuteDeleteAsync(cancel);
    }

    private static NewPhoto Photo(DraftKey key, byte[] body)
    {
        var plain = key.Unseal(body);
        var length = BitConverter.ToInt32(plain);
        return JsonSerializer.Deserialize<NewPhoto>(plain.AsSpan(4, length))! with { Bytes = plain[(4 + length)..] };
    }
}
