using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Satisfaction;

/// <summary>Who dealt with a matter, and who is neutral to all of them.</summary>
internal static class HandledBy
{
    /// <summary>Codes of the units that were asked for a part of these matters.</summary>
    public static async Task<ILookup<MatterId, string>> PartsAsync(Db db, List<MatterId> matters, CancellationToken cancel) =>
        (
            await db.Set<PartRow>()
                .Where(p => matters.Contains(p.MatterId))
                .Select(p => new { p.MatterId, p.Unit })
                .ToListAsync(cancel)
        ).ToLookup(p => p.MatterId, p => p.Unit);

    /// <summary>The unit that is neutral to all of these; null when there is none. A unit that is configured no more was no kin of anybody's.</summary>
    public static string? NeutralTo(IEnumerable<string> handled, Jurisdiction jurisdiction) =>
        jurisdiction.FindReviewer([
            .. handled.Where(u => jurisdiction.Units.ContainsKey(u) || jurisdiction.Partners.Find(u) is not null),
        ]);
}
