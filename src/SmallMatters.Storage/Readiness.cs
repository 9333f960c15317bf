using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Migrations;

namespace SmallMatters.Storage;

/// <summary>What a node needs to know about its database before it takes requests.</summary>
public sealed class Readiness(IDbContextFactory<Db> databases, TimeProvider time)
{
    /// <summary>Looks at the database.</summary>
    /// <exception cref="DbException">It cannot be reached.</exception>
    public async Task<DatabaseHealth> LookAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var missing = await Migrator.MissingAsync(db, cancel);
        if (missing.Count > 0)
        {
            return new DatabaseHealth(missing, null);
        }
        var now = time.GetUtcNow();
        var oldest = await db.Set<ClockRow>().Where(c => c.NextLookAt <= now).MinAsync(c => c.NextLookAt, cancel);
        return new DatabaseHealth([], oldest is { } since ? now - since : TimeSpan.Zero);
    }
}

/// <summary>A reachable database.</summary>
/// <param name="MissingMigrations">What this program would have to run first.</param>
/// <param name="SweepLag">How long the clock that has waited longest has been due; null while migrations are missing.</param>
public sealed record DatabaseHealth(IReadOnlyList<string> MissingMigrations, TimeSpan? SweepLag);
