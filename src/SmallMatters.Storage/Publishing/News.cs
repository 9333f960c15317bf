using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Publishing;

namespace SmallMatters.Storage.Publishing;

/// <summary>The public's projection of publications: what is out, and that something was taken back.</summary>
public static class News
{
    /// <summary>How long it stays listed that something was recalled.</summary>
    public static readonly TimeSpan RecallListed = TimeSpan.FromDays(30);

    /// <summary>What is shown now, the newest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="area">Code of an area: what is for it or for all; null for everything.</param>
    /// <param name="today">The local day.</param>
    /// <param name="now">UTC.</param>
    /// <param name="skip">How many newer ones to leave out.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<PublicNews>> ListAsync(
        Db db,
        string? area,
        DateOnly today,
        DateTimeOffset now,
        int skip,
        int take,
        CancellationToken cancel = default
    )
    {
        var since = now - RecallListed;
        var rows = Out(db)
            .Where(p =>
                (p.Stage == PublicationStage.Released && (p.Until == null || p.Until >= today))
                || (p.Stage == PublicationStage.Recalled && p.ChangedAt > since)
            );
        if (area is not null)
        {
            rows = rows.Where(p => p.Area == area || p.Area == null);
        }
        return await Shown(db, rows.OrderByDescending(p => p.ReleasedAt).ThenBy(p => p.Id).Skip(skip).Take(take))
            .ToListAsync(cancel);
    }

    /// <summary>One that is or was out; null when there is none.</summary>
    public static Task<PublicNews?> FindAsync(Db db, Guid id, CancellationToken cancel = default) =>
        Shown(db, Out(db).Where(p => p.Id == id)).FirstOrDefaultAsync(cancel);

    /// <summary>Its photo, while it is out.</summary>
    public static async Task<(string ContentType, byte[] Bytes)?> PhotoAsync(Db db, Guid id, CancellationToken cancel = default)
    {
        var photo = await db.Set<PublicationPhotoRow>()
            .AsNoTracking()
            .Where(p =>
                p.PublicationId == id && db.Set<PublicationRow>().Any(r => r.Id == id && r.Stage == PublicationStage.Released)
            )
            .Select(p => new { p.ContentType, p.Bytes })
            .FirstOrDefaultAsync(cancel);
        return photo is null ? null : (photo.ContentType, photo.Bytes);
    }

    internal static PublicNews Of(PublicationRow row) =>
        new(
            row.Id,
            row.Kind,
            row.Unit,
            row.Area,
            row.Title,
            row.Words,
            row.Until,
            false,
            row.ReleasedAt!.Value,
            row.ChangedAt,
            row.Reason
        );

    private static IQueryable<PublicationRow> Out(Db db) =>
        db.Set<PublicationRow>()
            .AsNoTracking()
            .Where(p => p.Stage == PublicationStage.Released || p.Stage == PublicationStage.Recalled);

    private static IQueryable<PublicNews> Shown(Db db, IQueryable<PublicationRow> rows) =>
        rows.Select(p => new PublicNews(
            p.Id,
            p.Kind,
            p.Unit,
            p.Area,
            p.Title,
            p.Words,
            p.Until,
            db.Set<PublicationPhotoRow>().Any(f => f.PublicationId == p.Id && p.Stage == PublicationStage.Released),
            p.ReleasedAt!.Value,
            p.ChangedAt,
            p.Reason
        ));
}
