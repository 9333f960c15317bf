using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters;

/// <summary>What a verification found.</summary>
/// <param name="Matters">Matters whose chain was computed again.</param>
/// <param name="Facts">Facts whose hash was computed again.</param>
/// <param name="Checkpoints">Checkpoints whose root and signature were computed again.</param>
/// <param name="Broken">The first broken link, or null when all is whole.</param>
public sealed record VerificationResult(int Matters, long Facts, int Checkpoints, BrokenLink? Broken);

/// <summary>Where the history does not hold.</summary>
/// <param name="Matter">The matter, or null when a checkpoint itself is broken.</param>
/// <param name="Number">Its reference, when the row is still there.</param>
/// <param name="Seq">The fact, or 0 when the whole matter is missing.</param>
/// <param name="What">What is wrong, in English, for an operator.</param>
public sealed record BrokenLink(MatterId? Matter, long? Number, int Seq, string What);

/// <summary>Computes the whole history again, matter by matter and checkpoint by checkpoint.</summary>
public sealed class Verification(IDbContextFactory<Db> databases, KeyRing ring)
{
    private const int Page = 500;

    /// <summary>Verifies everything, and stops at the first broken link.</summary>
    /// <param name="progress">Told how many matters have been verified.</param>
    /// <param name="cancel">Cancels between two pages.</param>
    public async Task<VerificationResult> RunAsync(IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        var matters = 0;
        var facts = 0L;
        var after = default(MatterId);
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var heads = await db.Set<MatterRow>()
                .AsNoTracking()
                .Where(m => (long)(object)m.Id > after.Value)
                .OrderBy(m => m.Id)
                .Select(m => new Head(m.Id, m.Number, m.HeadSeq, m.HeadHash))
                .Take(Page)
                .ToListAsync(cancel);
            if (heads.Count == 0)
            {
                break;
            }
            var first = heads[0].Id.Value;
            var last = heads[^1].Id.Value;
            var history = (
                await db.Set<HistoryRow>()
                    .AsNoTracking()
                    .Where(h => (long)(object)h.MatterId >= first && (long)(object)h.MatterId <= last)
                    .OrderBy(h => h.MatterId)
                    .ThenBy(h => h.Seq)
                    .ToListAsync(cancel)
            ).ToLookup(h => h.MatterId);
            foreach (var head in heads)
            {
                if (Check(head, history[head.Id]) is { } broken)
                {
                    return new VerificationResult(matters, facts, 0, broken);
                }
                matters++;
                facts += head.HeadSeq;
            }
            after = heads[^1].Id;
            progress?.Report(matters);
        }
        var (checkpoints, brokenCheckpoint) = await CheckpointsAsync(cancel);
        return new VerificationResult(matters, facts, checkpoints, brokenCheckpoint);
    }

    private static BrokenLink? Check(Head head, IEnumerable<HistoryRow> facts)
    {
        var before = Chain.Start;
        var seq = 0;
        foreach (var fact in facts)
        {
            seq++;
            if (fact.Seq != seq)
            {
                return new BrokenLink(head.Id, head.Number, seq, "a fact is missing");
            }
            var hash = Chain.Next(before, fact.MatterId, fact.Seq, fact.At, fact.Actor, fact.Unit, fact.Type, fact.Body);
            if (!hash.AsSpan().SequenceEqual(fact.Hash))
            {
                return new BrokenLink(head.Id, head.Number, seq, "the fact was changed, or one before it");
            }
            before = hash;
        }
        if (seq != head.HeadSeq)
        {
            return new BrokenLink(head.Id, head.Number, Math.Min(seq, head.HeadSeq) + 1, "the history and the matter's row disagree on its length");
        }
        return before.AsSpan().SequenceEqual(head.HeadHash)
            ? null
            : new BrokenLink(head.Id, head.Number, seq, "the last fact is not the one that the matter's row names");
    }

    private async Task<(int Checkpoints, BrokenLink? Broken)> CheckpointsAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var checkpoints = await db.Set<CheckpointRow>().AsNoTracking().OrderBy(c => c.Number).ToListAsync(cancel);
        var before = Chain.Start;
        var expected = 1;
        foreach (var checkpoint in checkpoints)
        {
            if (checkpoint.Number != expected++)
            {
                return (expected, new BrokenLink(null, null, 0, $"checkpoint {expected - 1} is missing"));
            }
            var leaves = await db.Set<CheckpointLeafRow>()
                .AsNoTracking()
                .Where(l => l.Checkpoint == checkpoint.Number)
                .OrderBy(l => l.MatterId)
                .ToListAsync(cancel);
            var root = Checkpoints.RootOf(before, checkpoint.Number, leaves);
            if (
                !root.AsSpan().SequenceEqual(checkpoint.Root)
                || !CryptographicOperations.FixedTimeEquals(
                    HMACSHA256.HashData(ring.CheckpointSigning, root),
                    checkpoint.Signature
                )
            )
            {
                return (expected, new BrokenLink(null, null, 0, $"checkpoint {checkpoint.Number} was changed"));
            }
            if (await MissingAsync(db, checkpoint.Number, cancel) is { } broken)
            {
                return (expected, broken);
            }
            before = root;
        }
        return (checkpoints.Count, null);
    }

    private static async Task<BrokenLink?> MissingAsync(Db db, int checkpoint, CancellationToken cancel)
    {
        var missing = await (
            from leaf in db.Set<CheckpointLeafRow>()
            join fact in db.Set<HistoryRow>()
                on new { leaf.MatterId, leaf.Seq } equals new { fact.MatterId, fact.Seq }
                into found
            from fact in found.DefaultIfEmpty()
            where leaf.Checkpoint == checkpoint && (fact == null || fact.Hash != leaf.Hash)
            orderby leaf.MatterId
            select new { leaf.MatterId, leaf.Seq }
        ).FirstOrDefaultAsync(cancel);
        return missing is null
            ? null
            : new BrokenLink(missing.MatterId, null, missing.Seq, $"checkpoint {checkpoint} saw this fact, and it is not there any more");
    }

    private sealed record Head(MatterId Id, long Number, int HeadSeq, byte[] HeadHash);
}
