using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters;

/// <summary>
/// Signed statements about which facts existed. A checkpoint lists the head of every matter that has changed since the one
/// before, and its root covers the root before it: so a matter that is removed, or a history that is cut short, shows.
/// One chain over everything would be one lock for all nodes; this is the same promise, a little later.
/// </summary>
/// <remarks>
/// Any number of nodes may make checkpoints: they write one after the other, and of two that make the same number the second writes nothing
/// and the next round is its own. A change carries the instant at which it was decided and is written later. One that came
/// up to <see cref="LookBack"/> late is found because every round looks that far back for heads that no checkpoint names;
/// what carries an even older instant (an imported matter carries that of its source) is found by <see cref="MakeForAllAsync"/>.
/// </remarks>
public sealed class Checkpoints(IDbContextFactory<Db> databases, KeyRing ring, TimeProvider time)
{
    /// <summary>How long a change may take from its decision to its commit without waiting for the daily round.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromHours(1);

    // A change is written a moment after its instant was taken; what is younger waits for the next checkpoint.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    // "ckpt" in ASCII; any number will do that nothing else locks.
    private const long WritingLock = 0x636b7074;

    // Bounds one transaction, not one round: a round makes as many checkpoints as it needs.
    private const int MostLeaves = 5000;

    /// <summary>Binds what has changed since the last checkpoint.</summary>
    /// <returns>How many matters it binds, 0 when nothing had changed or another node was first.</returns>
    public async Task<int> MakeAsync(CancellationToken cancel = default)
    {
        var last = await LastAsync(cancel);
        var from = last is null ? DateTimeOffset.MinValue : last.UpTo - LookBack;
        return await MakeAsync(from, cancel);
    }

    /// <summary>Binds every matter whose present head no checkpoint names, however old its instant is. Reads all matters.</summary>
    /// <returns>How many matters it binds.</returns>
    public Task<int> MakeForAllAsync(CancellationToken cancel = default) => MakeAsync(DateTimeOffset.MinValue, cancel);

    private async Task<int> MakeAsync(DateTimeOffset from, CancellationToken cancel)
    {
        var upTo = time.GetUtcNow() - Settling;
        var total = 0;
        var after = default(MatterId);
        while (true)
        {
            // Read before the heads: then whoever is first takes the number that the other one meant to use.
            var last = await LastAsync(cancel);
            await using var db = await databases.CreateDbContextAsync(cancel);
            var changed = db.Set<MatterRow>().AsNoTracking().Where(m => m.ChangedAt < upTo && m.Id > after);
            if (from > DateTimeOffset.MinValue)
            {
                changed = changed.Where(m => m.ChangedAt >= from);
            }
            var heads = await changed
                .Where(m => !db.Set<CheckpointLeafRow>().Any(l => l.MatterId == m.Id && l.Seq == m.HeadSeq))
                .OrderBy(m => m.Id)
                .Select(m => new
                {
                    m.Id,
                    m.HeadSeq,
                    m.HeadHash,
                })
                .Take(MostLeaves)
                .ToListAsync(cancel);
            if (heads.Count == 0)
            {
                return total;
            }
            var number = (last?.Number ?? 0) + 1;
            var leaves = heads.ConvertAll(h => new CheckpointLeafRow
            {
                Checkpoint = number,
                MatterId = h.Id,
                Seq = h.HeadSeq,
                Hash = h.HeadHash,
            });
            var full = heads.Count == MostLeaves;
            var checkpoint = new CheckpointRow
            {
                Number = number,
                At = time.GetUtcNow(),
                // Only the last one of a round has seen all that changed before its end.
                UpTo = full ? last?.UpTo ?? DateTimeOffset.UnixEpoch : upTo,
                Leaves = leaves.Count,
                Root = RootOf(last?.Root ?? Chain.Start, number, leaves),
                Signature = [],
                KeyName = "master",
            };
            checkpoint.Signature = HMACSHA256.HashData(ring.CheckpointSigning, checkpoint.Root);
            if (!await TryWriteAsync(db, checkpoint, leaves, cancel))
            {
                return total;
            }
            total += leaves.Count;
            after = heads[^1].Id;
            if (!full)
            {
                return total;
            }
        }
    }

    /// <summary>False when somebody else, another node or another job of this one, has written this number meanwhile.</summary>
    private static async Task<bool> TryWriteAsync(
        Db db,
        CheckpointRow checkpoint,
        List<CheckpointLeafRow> leaves,
        CancellationToken cancel
    )
    {
        // On SQLite a transaction begins by taking the one lock for writing; on PostgreSQL this takes one for checkpoints alone.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (db is PostgresDb)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({WritingLock})", cancel);
        }
        if (await db.Set<CheckpointRow>().AnyAsync(c => c.Number >= checkpoint.Number, cancel))
        {
            return false;
        }
        db.Add(checkpoint);
        db.AddRange(leaves);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task<CheckpointRow?> LastAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<CheckpointRow>().AsNoTracking().OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancel);
    }

    internal static byte[] RootOf(ReadOnlySpan<byte> before, int number, IEnumerable<CheckpointLeafRow> leaves)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        Span<byte> numbers = stackalloc byte[12];
        BitConverter.TryWriteBytes(numbers, number);
        hash.AppendData(numbers[..4]);
        foreach (var leaf in leaves)
        {
            BitConverter.TryWriteBytes(numbers, leaf.MatterId.Value);
            BitConverter.TryWriteBytes(numbers[8..], leaf.Seq);
            hash.AppendData(numbers);
            hash.AppendData(leaf.Hash);
        }
        return hash.GetHashAndReset();
    }
}
