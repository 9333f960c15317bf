using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.JointHandling;

/// <summary>How far something owed on a matter has come: a part or a promise, without what it says.</summary>
/// <param name="Key">Key of the part or promise.</param>
/// <param name="Part">Where a part stands; null for a promise.</param>
/// <param name="Promise">Where a promise stands and its local day; null for a part.</param>
public sealed record OwedStanding(Guid Key, PartState? Part, (PromiseState State, DateOnly DueOn)? Promise);

/// <summary>Reads how far things owed have come.</summary>
public static class OwedOnMatters
{
    /// <summary>The parts and promises of these keys.</summary>
    public static async Task<IReadOnlyList<OwedStanding>> ReadAsync(
        Db db,
        IReadOnlyCollection<Guid> keys,
        CancellationToken cancel = default
    )
    {
        if (keys.Count == 0)
        {
            return [];
        }
        var parts = await db.Set<PartRow>()
            .AsNoTracking()
            .Where(p => keys.Contains(p.Id))
            .Select(p => new { p.Id, p.State })
            .ToListAsync(cancel);
        var promises = await db.Set<PromiseRow>()
            .AsNoTracking()
            .Where(p => keys.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                p.State,
                p.DueOn,
            })
            .ToListAsync(cancel);
        return
        [
            .. parts.Select(p => new OwedStanding(p.Id, p.State, null)),
            .. promises.Select(p => new OwedStanding(p.Id, null, (p.State, p.DueOn))),
        ];
    }
}
