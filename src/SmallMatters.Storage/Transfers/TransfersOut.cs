using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Writing;

namespace SmallMatters.Storage.Transfers;

/// <summary>Where a matter stands, for the system that passed it on.</summary>
/// <param name="Number">That system's number.</param>
/// <param name="Reference">The reference here.</param>
/// <param name="Stage">Where it stands.</param>
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
public sealed class TransfersOut
{
    private const int MostTries = 5;

    // A change is stamped a moment before it is on disk: what was on its way during the last transfer goes with this one.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);
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
    /// Makes the next transfer: what has changed since the one before, at most <see cref="TransferManifest.MostRows"/>.
    /// </summary>
    /// <param name="to">For whom.</param>
    /// <param name="everything">Whether what has not changed goes as well, such as after a file was lost.</param>
    /// <param name="by">Who carries it out.</param>
    /// <param name="cancel">Cancels before the writing begins.</param>
    public async Task<(OutgoingTransfer? Transfer, Refusal? Why)> MakeAsync(
        Counterpart to,
        bool everything,
        Doer by,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await _flows.PermitAsync(db, FlowOf(to.Code), cancel) is { } why)
        {
            return (null, why);
        }
        for (var attempt = 1; ; attempt++)
        {
            var now = _time.GetUtcNow();
            var last = await db.Set<TransferRow>()
                .AsNoTracking()
                .Where(t => t.Counterpart == to.Code && t.Kind == TransferKind.Outcomes)
                .OrderByDescending(t => t.Sequence)
                .FirstOrDefaultAsync(cancel);
            var since = everything || last is null ? DateTimeOffset.UnixEpoch : last.At - Overlap;
            var found = await db.Set<TransferredMatterRow>()
                .AsNoTracking()
                .Where(t => t.Counterpart == to.Code)
                .Join(db.Set<MatterRow>().AsNoTracking(), t => t.MatterId, m => m.Id, (t, m) => new { t.Number, Matter = m })
                .Where(x => x.Matter.ChangedAt >= since)
                .OrderBy(x => x.Matter.Id)
                .Take(TransferManifest.MostRows + 1)
                .ToListAsync(cancel);
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
            if (found.Count > TransferManifest.MostRows)
            {
                return (
                    null,
                    Refusal.Of(
                        "transfer-too-many",
                        $"超过 {TransferManifest.MostRows} 行，请不要选择“全部”。",
                        $"There are more than {TransferManifest.MostRows} rows: do not choose “all”."
                    )
                );
            }
            var rows = new List<TransferredOutcome>(found.Count);
            foreach (var one in found)
            {
                rows.Add(await OpenAsync(db, to, one.Number, one.Matter, by, cancel));
            }
            var sequence = (last?.Sequence ?? 0) + 1;
            await using var store = _stores.Open();
            if (await store.WriteAsync([Record(to.Code, sequence, rows.Count, now, by)]) == WriteResult.Written)
            {
                return (new OutgoingTransfer(sequence, now, rows), null);
            }
            if (attempt == MostTries)
            {
                throw new InvalidOperationException("five other transfers took their numbers first");
            }
        }
    }

    private async Task<TransferredOutcome> OpenAsync(
        Db db,
        Counterpart to,
        string number,
        MatterRow head,
        Doer by,
        CancellationToken cancel
    )
    {
        string? answer = null;
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
            answer = AnswerOf(MatterMapping.ToState(rows, keys).CurrentOutcome);
        }
        else
        {
            await _receipts.WriteAsync(head.Id, by.Account ?? Guid.Empty, to.Unit, AccessPurpose.TransferredBack, cancel);
        }
        return new TransferredOutcome(
            number,
            Reference.FromValue(head.Number),
            head.Stage,
            head.OutcomeCode,
            answer,
            head.RaisedAt,
            head.PromisedOn,
            head.ClosedAt
        );
    }

    // Why somebody withdrew is their own and nobody's answer.
    private static string? AnswerOf(Outcome? outcome) =>
        outcome switch
        {
            Outcome.Solved o => o.WhatWasDone.Text,
            Outcome.PartlySolved o => o.WhatWasDone.Text,
            Outcome.CannotBeSolved o => o.Reason.Text,
            Outcome.NotOurs o => o.Reason.Text,
            Outcome.AnotherDoor o => o.Reason.Text,
            _ => null,
        };

    private static WriteSet Record(string to, int sequence, int rows, DateTimeOffset now, Doer by)
    {
        var change = new WriteSet();
        change.Inserts.Add(
            new TransferRow
            {
                Id = Guid.CreateVersion7(now),
                Counterpart = to,
                Kind = TransferKind.Outcomes,
                Sequence = sequence,
                At = now,
                Rows = rows,
                Fates = "[]",
            }
        );
        change.Inserts.Add(by.Did(now, Audited.TransferMade, null, to, null, $"{sequence}"));
        return change;
    }
}
