using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Transfers;

/// <summary>Where a matter stands, for the system that passed it on.</summary>
/// <param name="Number">That system's number.</param>
/// <param name="Reference">The reference here.</param>
/// <param name="Stage">Where it stands; of one that was merged, where the matter stands that goes on.</param>
/// <param name="Outcome">How it was closed, or null.</param>
/// <param name="Answer">What was answered when it was closed, or null.</param>
/// <param name="RaisedAt">When it was taken in here (UTC).</param>
/// <param name="PromisedOn">By which local day a result was promised, or null.</param>
/// <param name="ClosedAt">When it was closed (UTC), or null.</param>
[ProjectionFor(Audience.Partner)]
[ShowsNothingPersonal(nameof(TransferredOutcome.Number))]
public sealed record TransferredOutcome(
    string Number,
    Reference Reference,
    Stage Stage,
    OutcomeCode? Outcome,
    [property: Shows(PersonalItem.Answers, WhenZh = "诉求由该系统转来时", WhenEn = "where that system passed the matter on")]
        string? Answer,
    DateTimeOffset RaisedAt,
    DateOnly? PromisedOn,
    DateTimeOffset? ClosedAt
);

/// <summary>What is to go out, under which number.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="At">When it was made (UTC).</param>
/// <param name="Rows">The matters.</param>
public sealed record OutgoingTransfer(int Sequence, DateTimeOffset At, IReadOnlyList<TransferredOutcome> Rows);

/// <summary>
/// Tells a counterpart where the matters stand that it passed on. Nothing goes out without an impact assessment that holds, and
/// each matter leaves an access receipt with its resident before it is opened.
/// </summary>
public sealed partial class TransfersOut
{
    private const int MostTries = 5;
    private readonly IDbContextFactory<Db> _databases;
    private readonly AccessReceipts _receipts;
    private readonly OutwardFlows _flows;
    private readonly BulkStores _stores;
    private readonly TimeProvider _time;

    internal TransfersOut(
        IDbContextFactory<Db> databases,
        AccessReceipts receipts,
        OutwardFlows flows,
        BulkStores stores,
        TimeProvider time
    ) => (_databases, _receipts, _flows, _stores, _time) = (databases, receipts, flows, stores, time);

    /// <summary>The flow that an impact assessment has to weigh.</summary>
    public static OutwardFlow FlowOf(string counterpart) => new(OutwardFlowKind.Transfer, counterpart);

    /// <summary>
    /// Makes the next transfer: the matters that stand otherwise than their counterpart was told, by its number,
    /// at most <see cref="TransferManifest.MostRows"/>.
    /// </summary>
    /// <param name="to">For whom.</param>
    /// <param name="everything">Whether all of them are told again, such as after a file was lost.</param>
    /// <param name="sign">Makes the cover sheet of the rows and signs it; what it gives is kept with the transfer.</param>
    /// <param name="by">Who carries it out.</param>
    /// <param name="cancel">Cancels before the writing begins.</param>
    public async Task<(OutgoingTransfer? Transfer, Refusal? Why)> MakeAsync(
        Counterpart to,
        bool everything,
        Func<OutgoingTransfer, SignedCover> sign,
        Doer by,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await _flows.PermitAsync(db, FlowOf(to.Code), cancel) is { } why)
        {
            return (null, why);
        }
        if (everything)
        {
            await db.Set<TransferredMatterRow>()
                .Where(t => t.Counterpart == to.Code)
                .ExecuteUpdateAsync(t => t.SetProperty(x => x.Told, (int?)null), cancel);
        }
        for (var attempt = 1; ; attempt++)
        {
            var now = _time.GetUtcNow();
            var last = await db.Set<TransferRow>()
                .Where(t => t.Counterpart == to.Code && t.Kind == TransferKind.Outcomes)
                .Select(t => (int?)t.Sequence)
                .MaxAsync(cancel);
            var found = (await Untold.ReadAsync(db, to.Code, cancel)).Take(TransferManifest.MostRows).ToList();
            if (found.Count == 0)
            {
                return (
                    null,
                    Refusal.Of(
                        "transfer-nothing",
                        "上次回传以后没有变化，不需要回传。",
                        "Nothing has changed since the last transfer."
                    )
                );
            }
            var rows = new List<TransferredOutcome>(found.Count);
            var lines = new List<string>(found.Count);
            var change = new WriteSet();
            foreach (var one in found)
            {
                var head = await db.Set<MatterRow>().AsNoTracking().FirstAsync(m => m.Id == one.Known.MatterId, cancel);
                // What happens while it is opened is not in it: it goes with the next.
                var stands = one.Stands.Matter == head.Id ? Standing.Of(head) : one.Stands;
                var (row, line) = await OpenAsync(db, to, one.Known.Number, head, stands, by, cancel);
                rows.Add(row);
                lines.Add(line);
                (one.Known.Told, one.Known.ToldAs) = (head.HeadSeq, stands.Said);
                change.Updates.Add((one.Known, null));
            }
            var sequence = (last ?? 0) + 1;
            var made = new OutgoingTransfer(sequence, now, rows);
            Record(change, to.Code, made, sign(made), string.Join('\n', lines), by);
            await using var store = _stores.Open();
            if (await store.WriteAsync([change]) == WriteResult.Written)
            {
                return (made, null);
            }
            if (attempt == MostTries)
            {
                throw new InvalidOperationException("five other transfers took their numbers first");
            }
        }
    }

    /// <summary>How many matters of each counterpart wait to be told; who has none is not in it.</summary>
    public async Task<IReadOnlyDictionary<string, int>> WaitingAsync(CancellationToken cancel = default)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return (await Untold.ReadAsync(db, null, cancel)).CountBy(x => x.Known.Counterpart).ToDictionary();
    }

    /// <summary>Reads the other side's receipt for a transfer that went out, or says what it would change.</summary>
    /// <param name="from">Who sent it.</param>
    /// <param name="sequence">Number of the transfer that it answers.</param>
    /// <param name="hash">SHA-256 of its cover sheet, hexadecimal.</param>
    /// <param name="returned">Its rows.</param>
    /// <param name="dryRun">Whether nothing is to be written.</param>
    /// <param name="by">Who carries it in.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<TransferTaken> AnswerAsync(
        Counterpart from,
        int sequence,
        string hash,
        IReadOnlyList<ReturnedRow> returned,
        bool dryRun,
        Doer by,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var sent = await db.Set<TransferRow>()
            .FirstOrDefaultAsync(
                t => t.Counterpart == from.Code && t.Kind == TransferKind.Outcomes && t.Sequence == sequence,
                cancel
            );
        if (sent is null)
        {
            return TransferTaken.Not(
                Refusal.Of(
                    "receipt-for-nothing",
                    $"没有向“{from.Name}”回传过第 {sequence} 号。",
                    $"No number {sequence} was sent to “{from.Name}”."
                )
            );
        }
        if (sent.AnsweredAt is not null)
        {
            return sent.Hash == hash
                ? new TransferTaken(KeptFates.Read(sent.Fates), [], sent.AnsweredAt, null)
                : TransferTaken.Not(
                    Refusal.Of(
                        "receipt-another",
                        $"第 {sequence} 号的回执已经收过，内容和这份不同。",
                        $"A receipt for number {sequence} was read before, with other contents."
                    )
                );
        }
        var (fates, why) = ReturnedReceiptRule.Decide(KeptFates.Read(sent.Fates), returned);
        if (why is not null)
        {
            return TransferTaken.Not(why);
        }
        return dryRun || await KeepAnswerAsync(db, sent.Id, from.Code, sequence, hash, fates, by, cancel)
            ? new TransferTaken(fates, [], null, null)
            // Another receipt was read between: this one is weighed against it.
            : await AnswerAsync(from, sequence, hash, returned, dryRun, by, cancel);
    }

    // Of two receipts at once the database takes one.
    private async Task<bool> KeepAnswerAsync(
        Db db,
        Guid id,
        string from,
        int sequence,
        string hash,
        ImmutableArray<RowFate> fates,
        Doer by,
        CancellationToken cancel
    )
    {
        var now = _time.GetUtcNow();
        var (words, refused) = (KeptFates.Write(fates), fates.Count(f => f.Fate == RowFateKind.Refused));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var kept = await db.Set<TransferRow>()
            .Where(t => t.Id == id && t.AnsweredAt == null)
            .ExecuteUpdateAsync(
                t =>
                    t.SetProperty(x => x.Fates, words)
                        .SetProperty(x => x.Refused, refused)
                        .SetProperty(x => x.Taken, fates.Length - refused)
                        .SetProperty(x => x.Hash, hash)
                        .SetProperty(x => x.AnsweredAt, now),
                cancel
            );
        if (kept == 0)
        {
            return false;
        }
        db.Add(by.Did(now, Audited.TransferAnswered, null, from, null, $"{sequence}"));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task<(TransferredOutcome Row, string Kept)> OpenAsync(
        Db db,
        Counterpart to,
        string number,
        MatterRow head,
        Standing stands,
        Doer by,
        CancellationToken cancel
    )
    {
        if (head.Id != stands.Matter)
        {
            // What the matter that goes on was answered is its own people's, and was not passed on by this system.
            await _receipts.WriteAsync(head.Id, by.Account ?? Guid.Empty, to.Unit, AccessPurpose.TransferredBack, cancel);
            return Both(
                new KeptOutcome(
                    number,
                    Reference.FromValue(head.Number),
                    stands.Stage,
                    stands.Outcome,
                    null,
                    head.RaisedAt,
                    stands.PromisedOn,
                    stands.ClosedAt
                )
            );
        }
        var kept = new KeptOutcome(
            number,
            Reference.FromValue(head.Number),
            head.Stage,
            head.OutcomeCode,
            null,
            head.RaisedAt,
            head.PromisedOn,
            head.ClosedAt
        );
        // The words of an outcome are opened for whoever asked for it; what is open still has none.
        if (head.OutcomeCode is not null)
        {
            var rows = await MatterBook.LoadAsync(db, head, cancel);
            using var keys = await _receipts.OpenAsync(
                head,
                rows.Participants,
                by.Account ?? Guid.Empty,
                to.Unit,
                AccessPurpose.TransferredBack,
                cancel
            );
            return Both(kept with { Answer = AnswerOf(MatterMapping.ToState(rows, keys).CurrentOutcome) }, keys);
        }
        await _receipts.WriteAsync(head.Id, by.Account ?? Guid.Empty, to.Unit, AccessPurpose.TransferredBack, cancel);
        return Both(kept);
    }

    // Of somebody who was erased there is nothing left to keep.
    private static (TransferredOutcome Row, string Kept) Both(KeptOutcome kept, PersonKeys? keys = null) =>
        (kept.Shown, (kept.HasLost ? kept with { Answer = null } : kept).Write(keys));

    // Why somebody withdrew is their own and nobody's answer.
    private static PersonalText? AnswerOf(Outcome? outcome) =>
        outcome switch
        {
            Outcome.Solved o => o.WhatWasDone,
            Outcome.PartlySolved o => o.WhatWasDone,
            Outcome.CannotBeSolved o => o.Reason,
            Outcome.NotOurs o => o.Reason,
            Outcome.AnotherDoor o => o.Reason,
            _ => null,
        };

    private static void Record(WriteSet change, string to, OutgoingTransfer made, SignedCover signed, string body, Doer by)
    {
        var (sequence, now, rows) = made;
        var id = Guid.CreateVersion7(now);
        change.Inserts.Add(
            new TransferRow
            {
                Id = id,
                Counterpart = to,
                Kind = TransferKind.Outcomes,
                Sequence = sequence,
                At = now,
                Rows = rows.Count,
                Fates = KeptFates.Write([
                    .. rows.Select((r, i) => new RowFate(i + 1, r.Number, RowFateKind.Sent, r.Reference.ToString())),
                ]),
                Cover = signed.Cover,
                Signature = signed.Signature,
                Body = body,
            }
        );
        change.Inserts.Add(TransferFetchRow.Of(id, by.Account, now));
        change.Inserts.Add(by.Did(now, Audited.TransferMade, null, to, null, $"{sequence}"));
    }
}
