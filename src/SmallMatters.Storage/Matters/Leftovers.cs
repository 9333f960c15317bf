using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters;

/// <summary>What people began and never sent: photos without a matter.</summary>
public sealed class Leftovers(IDbContextFactory<Db> databases, TimeProvider time)
{
    /// <summary>How long an unsent photo is kept: a week, in which somebody may come back to their draft.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Deletes what is older.</summary>
    /// <returns>How many photos went.</returns>
    public async Task<int> PurgeAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var before = time.GetUtcNow() - Kept;
        return await db.Set<PhotoRow>().Where(p => p.MatterId == null && p.At < before).ExecuteDeleteAsync(cancel);
    }
}
