using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters;

/// <summary>
/// Signed statements about which facts existed. A checkpoint lists the head of every matter that has changed since the one
/// before, and its root covers the root before it: so a matter that is removed, or a history that is cut short, shows.
/// One chain over everything would be one lock for all nodes; this is the same promise, a little later.
/// </summary>
public sealed class Checkpoints(IDbContextFactory<Db> databases, KeyRing ring, TimeProvider time)
{
    // A change is written a moment after its instant was taken; what is younger waits for the next checkpoint.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    /// <summary>Makes the next checkpoint when something has changed.</summary>
    /// <returns>How many matters it binds, 0 when nothing had changed.</returns>
    public async Task<int> MakeAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var last = await db.Set<CheckpointRow>().AsNoTracking().OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancel);
        var from = last?.UpTo ?? DateTimeOffset.UnixEpoch;
        var upTo = time.GetUtcNow() - Settling;
        var leaves = await db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => m.ChangedAt >= from && m.ChangedAt < upTo)
            .OrderBy(m => m.Id)
            .Select(m => new { m.Id, m.HeadSeq, m.HeadHash })
            .ToListAsync(cancel);
        if (leaves.Count == 0)
        {
            return 0;
        }
        var number = (last?.Number ?? 0) + 1;
        var rows = leaves.ConvertAll(l => new CheckpointLeafRow
        {
            Checkpoint = number,
            MatterId = l.Id,
            Seq = l.HeadSeq,
            Hash = l.HeadHash,
        });
        var root = RootOf(last?.Root ?? Chain.Start, number, rows);
        db.Add(
            new CheckpointRow
            {
                Number = number,
                At = time.GetUtcNow(),
                UpTo = upTo,
                Leaves = rows.Count,
                Root = root,
                Signature = HMACSHA256.HashData(ring.CheckpointSigning, root),
                KeyName = "master",
            }
        );
        db.AddRange(rows);
        await db.SaveChangesAsync(cancel);
        return rows.Count;
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
