using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>What became of the promises of a matter, in numbers.</summary>
/// <param name="Kept">Kept by their day.</param>
/// <param name="Late">Kept after it.</param>
/// <param name="Open">Not kept yet.</param>
/// <param name="GivenUp">Given up, with a reason that the resident was told.</param>
public sealed record PublicPromises(int Kept, int Late, int Open, int GivenUp);

/// <summary>An area's matters as everybody may see them, read by key so that the last page costs what the first does.</summary>
public static class AreaMatters
{
    /// <summary>A page of open matters, the newest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="jurisdiction">For the categories of public space.</param>
    /// <param name="area">Area code.</param>
    /// <param name="before">Only matters raised before this key, or null.</param>
    /// <param name="after">Only matters raised after this key, the ones next to it; or null.</param>
    /// <param name="rows">The most rows.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The matters, whether older ones follow, and whether newer ones come before.</returns>
    public static async Task<(IReadOnlyList<PublicMatter> Matters, bool More, bool Newer)> OpenAsync(
        Db db,
        Jurisdiction jurisdiction,
        string area,
        MatterId? before,
        MatterId? after,
        int rows,
        CancellationToken cancel = default
    )
    {
        var open = Of(db, jurisdiction).Where(m => m.Area == area && m.Stage == Stage.Open);
        if (after is { } newer)
        {
            var next = await open.Where(m => m.Id > newer).OrderBy(m => m.Id).Take(rows + 1).ToListAsync(cancel);
            return ([.. next.Take(rows).Reverse()], true, next.Count > rows);
        }
        var older = before is { } key ? open.Where(m => m.Id < key) : open;
        var found = await older.OrderByDescending(m => m.Id).Take(rows + 1).ToListAsync(cancel);
        return (found.Count > rows ? found[..rows] : found, found.Count > rows, before is not null);
    }

    /// <summary>Matters that were answered lately: those that wait to be judged, the newest first.</summary>
    public static async Task<IReadOnlyList<PublicMatter>> LatelyAnsweredAsync(
        Db db,
        Jurisdiction jurisdiction,
        string area,
        int most,
        CancellationToken cancel = default
    )
    {
        var found = new List<PublicMatter>(most);
        foreach (var stage in (Stage[])[Stage.Closed, Stage.Settled])
        {
            if (found.Count < most)
            {
                found.AddRange(
                    await Of(db, jurisdiction)
                        .Where(m => m.Area == area && m.Stage == stage)
                        .OrderByDescending(m => m.Id)
                        .Take(most - found.Count)
                        .ToListAsync(cancel)
                );
            }
        }
        return
        [
            .. found
                .Where(m => m.Outcome is not (OutcomeCode.Withdrawn or OutcomeCode.Merged))
                .OrderByDescending(m => m.ClosedAt),
        ];
    }

    /// <summary>What became of the promises of matters that are public; a matter without one is not among them.</summary>
    /// <param name="db">The database.</param>
    /// <param name="matters">Keys of matters of public space.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyDictionary<MatterId, PublicPromises>> PromisesAsync(
        Db db,
        IReadOnlyCollection<MatterId> matters,
        CancellationToken cancel = default
    ) =>
        (
            await db.Set<PromiseRow>()
                .AsNoTracking()
                .Where(p => matters.Contains(p.MatterId))
                .Select(p => new { p.MatterId, p.State })
                .ToListAsync(cancel)
        )
            .GroupBy(p => p.MatterId)
            .ToDictionary(
                g => g.Key,
                g => new PublicPromises(
                    g.Count(p => p.State == PromiseState.Kept),
                    g.Count(p => p.State == PromiseState.KeptLate),
                    g.Count(p => p.State == PromiseState.Open),
                    g.Count(p => p.State == PromiseState.GivenUp)
                )
            );

    private static IQueryable<PublicMatter> Of(Db db, Jurisdiction jurisdiction) =>
        PublicMatters.Of(db, [.. jurisdiction.Categories.Values.Where(c => c.PublicSpace).Select(c => c.Code)]);
}
