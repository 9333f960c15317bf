using System.Collections.Immutable;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Transfers;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Transfers;

/// <summary>What became of a transfer.</summary>
/// <param name="Fates">What became of each row; empty when the transfer was refused.</param>
/// <param name="Missing">Numbers of transfers before this one that have not come, the first of them.</param>
/// <param name="Before">When the very same transfer was taken before (UTC), or null. Nothing was done again.</param>
/// <param name="Why">Why nothing of it was taken, or null.</param>
public sealed record TransferTaken(
    ImmutableArray<RowFate> Fates,
    ImmutableArray<int> Missing,
    DateTimeOffset? Before,
    Refusal? Why
)
{
    /// <summary>How many transfers before this one have not come, those that are not named in <see cref="Missing"/> too.</summary>
    public int MissingInAll { get; init; } = Missing.IsDefault ? 0 : Missing.Length;

    /// <summary>Nothing was taken.</summary>
    public static TransferTaken Not(Refusal why) => new([], [], null, why);
}

/// <summary>A transfer as the list shows it.</summary>
/// <param name="Counterpart">Code of the other side.</param>
/// <param name="Kind">What it carried.</param>
/// <param name="Sequence">Its number.</param>
/// <param name="At">When it was taken in or made (UTC).</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Taken">How many of them became matters here, or were accepted by the other side.</param>
/// <param name="Refused">How many were refused.</param>
/// <param name="AnsweredAt">When the other side's receipt for one that went out was read (UTC), or null.</param>
public sealed record TransferLine(
    string Counterpart,
    TransferKind Kind,
    int Sequence,
    DateTimeOffset At,
    int Rows,
    int Taken,
    int Refused,
    DateTimeOffset? AnsweredAt
)
{
    /// <summary>Whether the file that went out can be fetched again.</summary>
    public bool IsKept { get; init; }
}

/// <summary>Transfers of a counterpart that have not come though a later one has.</summary>
/// <param name="Counterpart">Code of the other side.</param>
/// <param name="First">Their numbers, the first of them.</param>
/// <param name="InAll">How many there are.</param>
public sealed record TransferGap(string Counterpart, ImmutableArray<int> First, int InAll);

/// <summary>A transfer with what became of each row.</summary>
public sealed record TransferPage(TransferLine Line, ImmutableArray<RowFate> Fates);

/// <summary>
/// Takes in what other systems pass on. All rows of a transfer meet their fate in one transaction with the record of it: after a
/// crash the transfer was taken whole or not at all. A number becomes one matter, however often and in whichever file it comes.
/// </summary>
public sealed class TransferBook
{
    private const int MostTries = 5;

    // More than a line of them tells nobody more; how many they are is told besides.
    private const int MissingNamed = 50;
    private static readonly Expression<Func<TransferRow, TransferLine>> Line = t => new TransferLine(
        t.Counterpart,
        t.Kind,
        t.Sequence,
        t.At,
        t.Rows,
        t.Taken,
        t.Refused,
        t.AnsweredAt
    )
    {
        IsKept = t.Body != null,
    };
    private static readonly Func<TransferRow, TransferLine> ToLine = Line.Compile();
    private readonly IDbContextFactory<Db> _databases;
    private readonly MatterChanges _changes;
    private readonly MatterBook _matters;
    private readonly JurisdictionSource _jurisdictions;
    private readonly BulkStores _stores;
    private readonly KeyRing _ring;
    private readonly TimeProvider _time;
    private readonly ILogger<TransferBook> _log;

    internal TransferBook(
        IDbContextFactory<Db> databases,
        MatterChanges changes,
        MatterBook matters,
        JurisdictionSource jurisdictions,
        BulkStores stores,
        KeyRing ring,
        TimeProvider time,
        ILogger<TransferBook> log
    ) =>
        (_databases, _changes, _matters, _jurisdictions, _stores, _ring, _time, _log) = (
            databases,
            changes,
            matters,
            jurisdictions,
            stores,
            ring,
            time,
            log
        );

    /// <summary>The latest transfers of some counterparts, the newest first.</summary>
    public async Task<IReadOnlyList<TransferLine>> ListAsync(
        IReadOnlyCollection<string> counterparts,
        int most,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await db.Set<TransferRow>()
            .Where(t => counterparts.Contains(t.Counterpart))
            .OrderByDescending(t => t.At)
            .Take(most)
            .Select(Line)
            .ToListAsync(cancel);
    }

    /// <summary>Of these counterparts, those of which transfers are missing now.</summary>
    public async Task<IReadOnlyList<TransferGap>> GapsAsync(
        IReadOnlyCollection<string> counterparts,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var spans = await db.Set<TransferRow>()
            .Where(t => counterparts.Contains(t.Counterpart) && t.Kind == TransferKind.Matters)
            .GroupBy(t => t.Counterpart)
            .Select(g => new
            {
                Code = g.Key,
                First = g.Min(t => t.Sequence),
                Last = g.Max(t => t.Sequence),
                Count = g.Count(),
            })
            .Where(s => s.Last - s.First + 1 > s.Count)
            .ToListAsync(cancel);
        var gaps = new List<TransferGap>();
        foreach (var span in spans.OrderBy(s => s.Code, StringComparer.Ordinal))
        {
            var (first, inAll) = await MissingAsync(db, span.Code, span.Last, cancel);
            gaps.Add(new TransferGap(span.Code, first, inAll));
        }
        return gaps;
    }

    /// <summary>One transfer; null when there is none with this number.</summary>
    public async Task<TransferPage?> FindAsync(
        string counterpart,
        TransferKind kind,
        int sequence,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var row = await db.Set<TransferRow>()
            .AsNoTracking()
            .FirstOrDefaultAsync(t => t.Counterpart == counterpart && t.Kind == kind && t.Sequence == sequence, cancel);
        return row is null ? null : new TransferPage(ToLine(row), KeptFates.Read(row.Fates));
    }

    /// <summary>Takes a transfer that was found genuine and whole, or says what would become of it.</summary>
    /// <param name="from">Who sent it.</param>
    /// <param name="manifest">Its cover sheet.</param>
    /// <param name="hash">SHA-256 of the cover sheet, hexadecimal.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="dryRun">Whether nothing is to be written.</param>
    /// <param name="by">Who carries it in.</param>
    /// <param name="cancel">Cancels before the writing begins.</param>
    public async Task<TransferTaken> TakeAsync(
        Counterpart from,
        TransferManifest manifest,
        string hash,
        IReadOnlyList<TransferredRow> rows,
        bool dryRun,
        Doer by,
        CancellationToken cancel = default
    )
    {
        if (rows.Count != manifest.Count)
        {
            return TransferTaken.Not(
                Refusal.Of(
                    "transfer-count",
                    $"清单写明 {manifest.Count} 行，文件里有 {rows.Count} 行。整份未接收。",
                    $"The cover sheet says {manifest.Count} rows and the file has {rows.Count}. Nothing was taken."
                )
            );
        }
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await _databases.CreateDbContextAsync(cancel);
            var (before, why) = await BeforeAsync(db, from, manifest, hash, cancel);
            if (why is not null)
            {
                return TransferTaken.Not(why);
            }
            var (missing, inAll) = await MissingAsync(db, from.Code, manifest.Sequence, cancel);
            if (before is not null)
            {
                return new TransferTaken(KeptFates.Read(before.Fates), missing, before.At, null) { MissingInAll = inAll };
            }
            var (fates, changes) = await DecideAsync(db, from.Code, rows, cancel);
            if (dryRun)
            {
                return new TransferTaken(fates, missing, null, null) { MissingInAll = inAll };
            }
            changes.Add(Record(from.Code, manifest, hash, fates, by));
            await using var store = _stores.Open();
            switch (await store.WriteAsync(changes))
            {
                case WriteResult.Written:
                    return new TransferTaken(fates, missing, null, null) { MissingInAll = inAll };
                // A reference was taken, or the same file is being taken elsewhere: look again and draw anew.
                case WriteResult.Duplicate or WriteResult.Conflict when attempt < MostTries:
                    break;
                default:
                    throw new InvalidOperationException("a transfer could not be written under five different sets of keys");
            }
        }
    }

    private static async Task<(TransferRow? Same, Refusal? Why)> BeforeAsync(
        Db db,
        Counterpart from,
        TransferManifest manifest,
        string hash,
        CancellationToken cancel
    )
    {
        var before = await db.Set<TransferRow>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                t => t.Counterpart == from.Code && t.Kind == TransferKind.Matters && t.Sequence == manifest.Sequence,
                cancel
            );
        if (before is not null)
        {
            return before.Hash == hash
                ? (before, null)
                : (
                    null,
                    Refusal.Of(
                        "transfer-number-taken",
                        $"第 {manifest.Sequence} 号已经收过，内容和这份不同。整份未接收，请对方换一个序号重新发送。",
                        $"Number {manifest.Sequence} was taken before with other contents. Nothing was taken: ask for it under a new number."
                    )
                );
        }
        var last = await db.Set<TransferRow>()
            .Where(t => t.Counterpart == from.Code && t.Kind == TransferKind.Matters)
            .MaxAsync(t => (int?)t.Sequence, cancel);
        return (null, TransferManifestRule.TooFar(manifest.Sequence, last));
    }

    private static async Task<(ImmutableArray<int> First, int InAll)> MissingAsync(
        Db db,
        string from,
        int sequence,
        CancellationToken cancel
    )
    {
        var there = await db.Set<TransferRow>()
            .Where(t => t.Counterpart == from && t.Kind == TransferKind.Matters && t.Sequence < sequence)
            .Select(t => t.Sequence)
            .ToListAsync(cancel);
        // A first file may come with any number.
        return there.Count == 0
            ? ([], 0)
            : (
                [.. Enumerable.Range(there.Min(), sequence - there.Min()).Except(there).Take(MissingNamed)],
                sequence - there.Min() - there.Count
            );
    }

    private async Task<(ImmutableArray<RowFate> Fates, List<WriteSet> Changes)> DecideAsync(
        Db db,
        string from,
        IReadOnlyList<TransferredRow> rows,
        CancellationToken cancel
    )
    {
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        var numbers = rows.Select(TransferredRowRule.NumberOf).OfType<string>().Distinct().ToList();
        var known = await KnownRows.ReadAsync(db, _ring, _log, from, numbers, cancel);
        var fates = ImmutableArray.CreateBuilder<RowFate>(rows.Count);
        var changes = new List<WriteSet>();
        foreach (var row in rows)
        {
            var number = TransferredRowRule.NumberOf(row);
            if (number is not null && known.TryGetValue(number, out var before))
            {
                fates.Add(KnownRowRule.Decide(row, before.Said, before.Reference));
                continue;
            }
            var (change, raised, why) = Raise(from, row, jurisdiction);
            if (why is not null)
            {
                var stood = number ?? TransferredRowRule.AsItStood(row);
                fates.Add(new RowFate(row.Row, stood, RowFateKind.Refused, null, why.Code, why.Sentence.Zh, why.Sentence.En));
                continue;
            }
            changes.Add(change!);
            known[number!] = new KnownRow(raised!, RowSaid.Of(row));
            fates.Add(new RowFate(row.Row, number, RowFateKind.Raised, raised));
        }
        return (fates.DrainToImmutable(), changes);
    }

    private (WriteSet? Change, string? Reference, Refusal? Why) Raise(string from, TransferredRow row, Jurisdiction jurisdiction)
    {
        var (id, reference, raiser) = _matters.NewKeys();
        var (raise, why) = TransferredRowRule.Read(row, id, reference, raiser, jurisdiction);
        if (raise is null)
        {
            return (null, null, why);
        }
        var now = DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
        var (fact, not) = RaiseRule.Decide(raise, jurisdiction, now);
        if (fact is null)
        {
            return (null, null, not);
        }
        using var prepared = _changes.Prepare(raise, fact, new Actor.System($"transfer {from}"), null, [], now);
        prepared.Change.Inserts.Add(
            new TransferredMatterRow
            {
                Counterpart = from,
                Number = raise.ExternalNumber!,
                FoundBy = TransferredMatterRow.FoundAs(raise.ExternalNumber!),
                MatterId = id,
            }
        );
        return (prepared.Change, reference.ToString(), null);
    }

    private WriteSet Record(string from, TransferManifest manifest, string hash, ImmutableArray<RowFate> fates, Doer by)
    {
        var now = _time.GetUtcNow();
        var change = new WriteSet();
        change.Inserts.Add(
            new TransferRow
            {
                Id = Guid.CreateVersion7(now),
                Counterpart = from,
                Kind = TransferKind.Matters,
                Sequence = manifest.Sequence,
                Hash = hash,
                At = now,
                Rows = fates.Length,
                Taken = fates.Count(f => f.Fate == RowFateKind.Raised),
                Refused = fates.Count(f => f.Fate == RowFateKind.Refused),
                Fates = KeptFates.Write(fates),
            }
        );
        change.Inserts.Add(by.Did(now, Audited.TransferTaken, null, from, null, $"{manifest.Sequence}"));
        return change;
    }
}
