using System.Diagnostics;
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

    // Some ten milliseconds of writing.
    private const int PagesPerStep = 200;
    private static readonly TimeSpan Merging = TimeSpan.FromSeconds(2);
    private int? _logForgot;

    // How many were erased when the merging began that is not finished yet.
    private int? _merging;

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
    /// What has to be done on SQLite once somebody was erased. The write-ahead log is emptied: it still has the pages with their
    /// words, and a quiet neighbourhood writes so little that it would keep them for days. The search index is merged, so that no
    /// segment holds words that the index does not know any more; it knows no row's words and can take out single ones in no
    /// other way. PostgreSQL does the same by its own vacuum and checkpoints.
    /// </summary>
    /// <param name="budget">
    /// After how much time of merging the rest is left to the next call; whoever writes meanwhile waits for one step at most.
    /// </param>
    /// <param name="cancel">Cancels between two steps.</param>
    /// <returns>Whether something was forgotten wholly now; false as well while readers keep the log, and then it is tried again.</returns>
    public async Task<bool> ForgetAsync(TimeSpan? budget = null, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (db is PostgresDb)
        {
            return false;
        }
        var erased = await ErasedAsync(db, cancel);
        if (erased != _logForgot && await EmptyLogAsync(db, cancel))
        {
            _logForgot = erased;
        }
        var done = await db.Set<SettingRow>().FirstOrDefaultAsync(s => s.Name == Setting, cancel);
        if ((done?.Value ?? "0") == Written(erased))
        {
            return false;
        }
        // Segments that are written while the merging goes on have none of those words: it is for those that were there before.
        var merged = _merging ?? erased;
        if (!await MergeAsync(db, begun: _merging is not null, budget ?? Merging, cancel))
        {
            _merging = merged;
            return false;
        }
        _merging = null;
        // The pages as they were before the merging stand in the log too.
        if (!await EmptyLogAsync(db, cancel))
        {
            return false;
        }
        if (done is null)
        {
            db.Add(new SettingRow { Name = Setting, Value = Written(merged) });
        }
        else
        {
            done.Value = Written(merged);
        }
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private static string Written(int erased) => erased.ToString(CultureInfo.InvariantCulture);

    // FTS5: a negative number of pages begins to merge all segments into one, a positive one goes on with what is begun. A step
    // that finds nothing to do changes no more than one row (www.sqlite.org/fts5.html, "The 'merge' Command").
    private static async Task<bool> MergeAsync(Db db, bool begun, TimeSpan budget, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var changes = db.Database.GetDbConnection().CreateCommand();
        changes.CommandText = "SELECT total_changes()";
        var watch = Stopwatch.StartNew();
        var pages = begun ? PagesPerStep : -PagesPerStep;
        while (true)
        {
            var before = Convert.ToInt64(await changes.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO matter_search(matter_search, rank) VALUES ('merge', {pages})",
                cancel
            );
            if (Convert.ToInt64(await changes.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture) - before < 2)
            {
                return true;
            }
            if (watch.Elapsed >= budget)
            {
                return false;
            }
            pages = PagesPerStep;
        }
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
