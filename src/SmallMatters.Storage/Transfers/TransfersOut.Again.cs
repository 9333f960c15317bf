using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Transfers;

public sealed partial class TransfersOut
{
    /// <summary>
    /// A transfer that went out, once more and to the letter: its rows, its cover sheet and the signature of that day. It is told
    /// to the residents and written down like the first time.
    /// </summary>
    /// <param name="to">Whom it went to.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="by">Who fetches it.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<(OutgoingTransfer? Sent, SignedCover? Signed, Refusal? Why)> AgainAsync(
        Counterpart to,
        int sequence,
        Doer by,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await _flows.PermitAsync(db, FlowOf(to.Code), cancel) is { } why)
        {
            return (null, null, why);
        }
        var sent = await db.Set<TransferRow>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                t => t.Counterpart == to.Code && t.Kind == TransferKind.Outcomes && t.Sequence == sequence,
                cancel
            );
        if (sent is not { Body: { } body, Cover: { } cover, Signature: { } signature })
        {
            return (
                null,
                null,
                Refusal.Of(
                    "transfer-not-kept",
                    $"没有保存第 {sequence} 号回传的文件。可以选“全部回传”，再生成一份。",
                    $"The file of number {sequence} was not kept. Send everything again to make another."
                )
            );
        }
        var found = new List<(string Line, MatterRow Head, List<ParticipantRow> People)>();
        foreach (var line in KeptOutcome.Lines(body))
        {
            var outcome = KeptOutcome.Read(line);
            var number = outcome.Reference.Value;
            var head = await db.Set<MatterRow>().AsNoTracking().FirstAsync(m => m.Number == number, cancel);
            var people = await db.Set<ParticipantRow>().AsNoTracking().Where(p => p.MatterId == head.Id).ToListAsync(cancel);
            // Before any receipt is written: of a file that nobody gets, no resident is told that it was fetched.
            if (outcome.Answer is { } answer && !people.Exists(p => p.Id == answer.Of && p.Key is not null))
            {
                return (null, null, ErasedSince);
            }
            found.Add((line, head, people));
        }
        var rows = new List<TransferredOutcome>(found.Count);
        foreach (var (line, head, people) in found)
        {
            using var keys = await _receipts.OpenAsync(
                head,
                people,
                by.Account ?? Guid.Empty,
                to.Unit,
                AccessPurpose.TransferredBack,
                cancel
            );
            rows.Add(KeptOutcome.Read(line, keys).Shown);
        }
        var now = _time.GetUtcNow();
        db.Add(TransferFetchRow.Of(sent.Id, by.Account, now));
        db.Add(by.Did(now, Audited.TransferFetched, null, to.Code, null, $"{sequence}"));
        await db.SaveChangesAsync(cancel);
        return (new OutgoingTransfer(sequence, sent.At, rows), new SignedCover(cover, signature), null);
    }

    /// <summary>Who fetched a transfer that went out and when, the first first.</summary>
    public async Task<IReadOnlyList<TransferFetch>> FetchedAsync(
        string counterpart,
        int sequence,
        CancellationToken cancel = default
    )
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await (
            from f in db.Set<TransferFetchRow>()
            join t in db.Set<TransferRow>() on f.TransferId equals t.Id
            where t.Counterpart == counterpart && t.Kind == TransferKind.Outcomes && t.Sequence == sequence
            orderby f.At, f.Id
            select new TransferFetch(f.At, f.Account)
        ).ToListAsync(cancel);
    }

    private static Refusal ErasedSince { get; } =
        Refusal.Of(
            "transfer-erased-since",
            "这份回传里有居民后来要求删除了自己的信息，原来的文件不能再取。可以选“全部回传”，再生成一份。",
            "A resident of this transfer has since had their data erased, so that the file cannot be had again. Send everything again to make another."
        );
}
