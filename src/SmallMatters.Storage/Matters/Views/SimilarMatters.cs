using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>
/// Open matters of the same category at or near a place, as everybody may see them. Only for categories of public space:
/// of any other, that a matter is near would already tell where it is.
/// </summary>
public static class SimilarMatters
{
    /// <summary>The most that are offered.</summary>
    public const int Most = 10;

    /// <summary>Near and similar open matters, the nearest first as far as positions are known, then the newest.</summary>
    /// <param name="db">The database.</param>
    /// <param name="category">What it is about.</param>
    /// <param name="place">Estate, building and entrance, if they were named.</param>
    /// <param name="position">The position, if one was given; near is within <see cref="GridCell.ReachMetres"/>.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<PublicMatter>> OpenNearAsync(
        Db db,
        Category category,
        Place? place,
        Position? position,
        CancellationToken cancel = default
    )
    {
        if (!category.PublicSpace)
        {
            return [];
        }
        var open = db.Set<MatterRow>().Where(m => m.Stage == Stage.Open && m.Category == category.Code && m.Kind != Kind.Conduct);
        var ids = new List<MatterId>();
        if (place is not null)
        {
            var (within, noEntrance) = (place.Key + "/", place is { Building: not null, Entrance: null });
            ids.AddRange(
                // Whoever named no entrance may mean any, and whoever named one may have read one that was left out.
                await open.Where(m =>
                        m.PlaceKey == place.Key
                        || m.PlaceKey == place.BuildingKey
                        || (noEntrance && m.PlaceKey!.StartsWith(within))
                    )
                    .OrderByDescending(m => m.Id)
                    .Select(m => m.Id)
                    .Take(Most)
                    .ToListAsync(cancel)
            );
        }
        if (position is { } here)
        {
            var cells = GridCell.KeysNear(here).Select(key => (long?)key).ToList();
            var near = await open.Where(m => cells.Contains(m.Cell))
                .OrderByDescending(m => m.Id)
                .Select(m => new
                {
                    m.Id,
                    m.Latitude,
                    m.Longitude,
                })
                .Take(100)
                .ToListAsync(cancel);
            ids.AddRange(
                near.Select(m => (m.Id, Metres: Position.At(m.Latitude!.Value, m.Longitude!.Value).MetresTo(here)))
                    .Where(m => m.Metres <= GridCell.ReachMetres)
                    .OrderBy(m => m.Metres)
                    .Select(m => m.Id)
            );
        }
        var wanted = ids.Distinct().Take(Most).ToList();
        if (wanted.Count == 0)
        {
            return [];
        }
        var found = await PublicMatters.Of(db, [category.Code]).Where(m => wanted.Contains(m.Id)).ToListAsync(cancel);
        return [.. found.OrderBy(m => wanted.IndexOf(m.Id))];
    }
}
