using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters;

/// <summary>What a verification found.</summary>
/// <param name="Matters">Matters whose chain was computed again.</param>
/// <param name="Facts">Facts whose hash was computed again.</param>
/// <param name="Checkpoints">Checkpoints whose root and signature were computed again.</param>
/// <param name="Broken">The first broken link, or null when all is whole.</param>
public sealed record VerificationResult(int Matters, long Facts, int Checkpoints, BrokenLink? Broken)
{
    /// <summary>
    /// Number and root of the last checkpoint, such as <c>17:3fa0…</c>, or null without one. Kept outside the database and
    /// given to a later verification, it shows that checkpoints themselves were cut off.
    /// </summary>
    public string? Anchor { get; init; }

    /// <summary>Disputes whose chain was computed again.</summary>
    public int Disputes { get; init; }
}

/// <summary>Where the history does not hold.</summary>
/// <param name="Matter">The matter, or null when a checkpoint itself is broken.</param>
/// <param name="Number">Its reference, when the row is still there.</param>
/// <param name="Seq">The fact, or 0 when the whole matter is missing.</param>
/// <param name="What">What is wrong, in English, for an operator.</param>
public sealed record BrokenLink(MatterId? Matter, long? Number, int Seq, string What);

/// <summary>
/// Computes the whole history again, matter by matter and checkpoint by checkpoint, and builds every matter again from its
/// facts to compare it with its rows. May run while people work: each page is read as of one instant.
/// </summary>
public sealed class Verification(IDbContextFactory<Db> databases, KeyRing ring)
{
    private const int Page = 500;

    /// <summary>Verifies everything, and stops at the first broken link.</summary>
    /// <param name="progress">Told how many matters have been verified.</param>
    /// <param name="anchor">The anchor of an earlier verification, kept elsewhere; null when there is none.</param>
    /// <param name="cancel">Cancels between two pages.</param>
    public async Task<VerificationResult> RunAsync(
        IProgress<int>? progress = null,
        string? anchor = null,
        CancellationToken cancel = default
    )
    {
        var matters = 0;
        var facts = 0L;
        var after = default(MatterId);
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            await using var instant = await SnapshotAsync(db, cancel);
            var page = await ReadAsync(db, after, cancel);
            if (page.Count == 0)
            {
                break;
            }
            foreach (var (rows, history) in page)
            {
                if (Check(rows, history) is { } broken)
                {
                    return new VerificationResult(matters, facts, 0, broken);
                }
                matters++;
                facts += history.Count;
            }
            after = page[^1].Rows.Matter.Id;
            progress?.Report(matters);
        }
        var (disputes, more, wrong) = await DisputeVerification.RunAsync(databases, ring, cancel);
        return wrong is null
            ? await CheckpointsAsync(matters, facts + more, anchor, cancel) with
            {
                Disputes = disputes,
            }
            : new VerificationResult(matters, facts + more, 0, wrong) { Disputes = disputes };
    }

    /// <summary>Everything that is read through <paramref name="db"/> until it is disposed is as of one instant.</summary>
    internal static async Task<DbTransaction> SnapshotAsync(Db db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        var connection = db.Database.GetDbConnection();
        var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        await db.Database.UseTransactionAsync(transaction, cancel);
        return transaction;
    }

    private static async Task<List<(MatterRows Rows, List<HistoryRow> History)>> ReadAsync(
        Db db,
        MatterId after,
        CancellationToken cancel
    )
    {
        var matters = await db.Set<MatterRow>()
            .AsNoTracking()
            .Where(m => m.Id > after)
            .OrderBy(m => m.Id)
            .Take(Page)
            .ToListAsync(cancel);
        if (matters.Count == 0)
        {
            return [];
        }
        var (first, last) = (matters[0].Id, matters[^1].Id);
        var history = await db.Set<HistoryRow>()
            .AsNoTracking()
            .Where(h => h.MatterId >= first && h.MatterId <= last)
            .OrderBy(h => h.MatterId)
            .ThenBy(h => h.Seq)
            .ToListAsync(cancel);
        var clocks = await db.Set<ClockRow>()
            .AsNoTracking()
            .Where(r => r.MatterId >= first && r.MatterId <= last)
            .ToListAsync(cancel);
        var promises = await db.Set<PromiseRow>()
            .AsNoTracking()
            .Where(r => r.MatterId >= first && r.MatterId <= last)
            .ToListAsync(cancel);
        var questions = await db.Set<QuestionRow>()
            .AsNoTracking()
            .Where(r => r.MatterId >= first && r.MatterId <= last)
            .ToListAsync(cancel);
        var people = await db.Set<ParticipantRow>()
            .AsNoTracking()
            .Where(r => r.MatterId >= first && r.MatterId <= last)
            .ToListAsync(cancel);
        var parts = await db.Set<PartRow>()
            .AsNoTracking()
            .Where(r => r.MatterId >= first && r.MatterId <= last)
            .ToListAsync(cancel);
        var partsOf = parts.ToLookup(r => r.MatterId);
        var rights = (
            await db.Set<RightRequestRow>()
                .AsNoTracking()
                .Where(r => r.MatterId >= first && r.MatterId <= last)
                .ToListAsync(cancel)
        ).ToLookup(r => r.MatterId);
        var openings = (
            await db.Set<IdentityOpeningRow>()
                .AsNoTracking()
                .Where(o => o.MatterId >= first && o.MatterId <= last)
                .ToListAsync(cancel)
        ).ToLookup(o => o.MatterId);
        var disagreements = await db.Set<DisagreementRow>()
            .AsNoTracking()
            .Where(r => r.MatterId >= first && r.MatterId <= last)
            .ToDictionaryAsync(r => r.MatterId, cancel);
        var routes = await db.Set<PetitionRouteRow>()
            .AsNoTracking()
            .Where(r => r.MatterId >= first && r.MatterId <= last)
            .ToDictionaryAsync(r => r.MatterId, cancel);
        var factsOf = history.ToLookup(r => r.MatterId);
        var clocksOf = clocks.ToLookup(r => r.MatterId);
        var promisesOf = promises.ToLookup(r => r.MatterId);
        var questionsOf = questions.ToLookup(r => r.MatterId);
        var peopleOf = people.ToLookup(r => r.MatterId);
        return matters.ConvertAll(m =>
            (
                new MatterRows(m, [.. clocksOf[m.Id]], [.. promisesOf[m.Id]], [.. questionsOf[m.Id]], [.. peopleOf[m.Id]])
                {
                    Parts = [.. partsOf[m.Id]],
                    Rights = [.. rights[m.Id]],
                    Openings = [.. openings[m.Id]],
                    Disagreement = disagreements.GetValueOrDefault(m.Id),
                    Route = routes.GetValueOrDefault(m.Id),
                },
                factsOf[m.Id].ToList()
            )
        );
    }

    private BrokenLink? Check(MatterRows rows, List<HistoryRow> facts)
    {
        var head = rows.Matter;
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
            return new BrokenLink(
                head.Id,
                head.Number,
                Math.Min(seq, head.HeadSeq) + 1,
                "the history and the matter's row disagree on its length"
            );
        }
        return before.AsSpan().SequenceEqual(head.HeadHash)
            ? Compare(rows, facts)
            : new BrokenLink(head.Id, head.Number, seq, "the last fact is not the one that the matter's row names");
    }

    private BrokenLink? Compare(MatterRows rows, List<HistoryRow> facts)
    {
        var head = rows.Matter;
        try
        {
            using var keys = MatterMapping.KeysOf(rows.Participants, ring);
            var (first, now) = Replay.Of(facts, keys);
            return Replay.Difference(first, now, rows, keys) is { } what
                ? new BrokenLink(head.Id, head.Number, head.HeadSeq, $"the rows and the history disagree: {what}")
                : null;
        }
        catch (Exception damage)
            when (damage is CryptographicException or JsonException or InvalidOperationException or FormatException)
        {
            return new BrokenLink(head.Id, head.Number, head.HeadSeq, $"the matter cannot be read back: {damage.Message}");
        }
    }

    private async Task<VerificationResult> CheckpointsAsync(int matters, long facts, string? anchor, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var checkpoints = await db.Set<CheckpointRow>().AsNoTracking().OrderBy(c => c.Number).ToListAsync(cancel);
        var before = Chain.Start;
        var whole = 0;
        string? last = null;
        var anchored = anchor is null;
        foreach (var checkpoint in checkpoints)
        {
            if (checkpoint.Number != whole + 1)
            {
                return Broken(new BrokenLink(null, null, 0, $"checkpoint {whole + 1} is missing"));
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
                return Broken(new BrokenLink(null, null, 0, $"checkpoint {checkpoint.Number} was changed"));
            }
            if (await MissingAsync(db, checkpoint.Number, cancel) is { } broken)
            {
                return Broken(broken);
            }
            before = root;
            whole++;
            last = $"{checkpoint.Number}:{Convert.ToHexStringLower(root)}";
            anchored |= last == anchor;
        }
        return anchored
            ? new VerificationResult(matters, facts, whole, null) { Anchor = last }
            : Broken(new BrokenLink(null, null, 0, $"the checkpoint that was kept elsewhere ({anchor}) is not there any more"));

        VerificationResult Broken(BrokenLink link) => new(matters, facts, whole, link) { Anchor = last };
    }

    private static async Task<BrokenLink?> MissingAsync(Db db, int checkpoint, CancellationToken cancel)
    {
        var missing = await (
            from leaf in db.Set<CheckpointLeafRow>()
            join fact in db.Set<HistoryRow>() on new { leaf.MatterId, leaf.Seq } equals new { fact.MatterId, fact.Seq } into found
            from fact in found.DefaultIfEmpty()
            where
                leaf.Checkpoint == checkpoint
                && (fact == null || fact.Hash != leaf.Hash || !db.Set<MatterRow>().Any(m => m.Id == leaf.MatterId))
            orderby leaf.MatterId
            select new { leaf.MatterId, leaf.Seq }
        ).FirstOrDefaultAsync(cancel);
        return missing is null
            ? null
            : new BrokenLink(
                missing.MatterId,
                null,
                missing.Seq,
                $"checkpoint {checkpoint} saw this fact, and it is not there any more"
            );
    }
}
