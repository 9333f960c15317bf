using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters;

/// <summary>
/// What is left behind: photos that came with no matter, and, on SQLite, the search index's old segments, which still list
/// the words of whoever was erased until they are merged away.
/// </summary>
public sealed class Leftovers(IDbContextFactory<Db> databases, TimeProvider time)
{
    private const string Setting = "search-forgot";
    private int? _logForgot;

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

    /// <summary>
    /// Merges the search index of SQLite when somebody was erased since it was last done, so that no segment holds words
    /// that the index does not know any more, and empties the write-ahead log, which still has the pages as they were.
    /// PostgreSQL does the same by its own vacuum and checkpoints.
    /// </summary>
    /// <returns>Whether there was anything to forget; false as well while readers keep the log, and then it is tried again.</returns>
    public async Task<bool> ForgetAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (db is PostgresDb)
        {
            return false;
        }
        var erased = await ErasedAsync(db, cancel);
        var done = await db.Set<SettingRow>().FirstOrDefaultAsync(s => s.Name == Setting, cancel);
        var now = erased.ToString(CultureInfo.InvariantCulture);
        if ((done?.Value ?? "0") == now)
        {
            return false;
        }
        await db.Database.ExecuteSqlRawAsync("INSERT INTO matter_search(matter_search) VALUES ('optimize')", cancel);
        if (!await EmptyLogAsync(db, cancel))
        {
            return false;
        }
        if (done is null)
        {
            db.Add(new SettingRow { Name = Setting, Value = now });
        }
        else
        {
            done.Value = now;
        }
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>
    /// Empties the write-ahead log of SQLite when somebody was erased since this process last did it: the log still has the
    /// pages with their words, and a quiet neighbourhood writes so little that it would keep them for days.
    /// </summary>
    /// <returns>Whether it was emptied; false as well while readers keep the log, and then it is tried again.</returns>
    public async Task<bool> ForgetLogAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (db is PostgresDb)
        {
            return false;
        }
        var erased = await ErasedAsync(db, cancel);
        if (erased == _logForgot || !await EmptyLogAsync(db, cancel))
        {
            return false;
        }
        _logForgot = erased;
        return true;
    }

    // Parties of disputes go on their own as well, without anybody of the matter.
    private static async Task<int> ErasedAsync(Db db, CancellationToken cancel) =>
        await db.Set<ParticipantRow>().CountAsync(p => p.Erased, cancel)
        + await db.Set<DisputePersonRow>().CountAsync(p => p.Erased, cancel);

    private static async Task<bool> EmptyLogAsync(Db db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        // The first column says whether somebody was in the way.
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture) == 0;
    }
}
