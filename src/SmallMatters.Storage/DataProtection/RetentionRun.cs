using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Disputes;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Notices;

namespace SmallMatters.Storage.DataProtection;

/// <summary>A run of a retention rule.</summary>
/// <param name="Rule">Which.</param>
/// <param name="Version">Which version of it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Before">What had started before was kept long enough, UTC.</param>
/// <param name="Removed">How many matters, or messages, lost their personal data.</param>
/// <param name="Held">How many were kept by a hold.</param>
public sealed record RetentionTrace(KeptFor Rule, int Version, DateTimeOffset At, DateTimeOffset Before, int Removed, int Held);

/// <summary>A matter that is kept from the rules.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">Its reference, as a number.</param>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">Since when, UTC.</param>
public sealed record LegalHold(Guid Id, long Number, string Unit, string Reason, DateTimeOffset At);

/// <summary>
/// Removes personal data that were kept long enough, by the retention rules, and leaves a trace of each run that found something.
/// A run that was broken off is gone on with by the next one: each matter is a change of its own, in its own chain of facts.
/// </summary>
public sealed class RetentionRun(
    IDbContextFactory<Db> databases,
    MatterBook book,
    DisputeBook disputes,
    RetentionRuleBook rules,
    TimeProvider time
)
{
    private const int Page = 100;
    private const int LongestReason = 500;

    /// <summary>Who acts in the history.</summary>
    public static Actor By { get; } = new Actor.System("retention");

    /// <summary>Everything that is due now.</summary>
    /// <param name="most">At most so many matters, so that a first run on an old database does not take the night.</param>
    /// <param name="cancel">Cancels between two matters.</param>
    /// <returns>The runs that found something.</returns>
    public async Task<IReadOnlyList<RetentionTrace>> RunAsync(int most = 5000, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var traces = new List<RetentionTrace>();
        if (rules.For(KeptFor.Matter) is var ofMatters && ofMatters.Before(now) is { } settledBefore)
        {
            var (removed, held) = await MattersAsync(settledBefore, most, cancel);
            removed += await LeftInDisputesAsync(settledBefore, most, cancel);
            traces.Add(new RetentionTrace(KeptFor.Matter, ofMatters.Version, now, settledBefore, removed, held));
        }
        if (rules.For(KeptFor.Notice) is var ofNotices && ofNotices.Before(now) is { } sentBefore)
        {
            await using var messages = await databases.CreateDbContextAsync(cancel);
            var removed = await messages
                .Set<NoticeRow>()
                .Where(n => n.State == NoticeState.Sent && n.SentAt < sentBefore && n.Words != null)
                .ExecuteUpdateAsync(n => n.SetProperty(r => r.Words, (string?)null), cancel);
            traces.Add(new RetentionTrace(KeptFor.Notice, ofNotices.Version, now, sentBefore, removed, 0));
        }
        traces.RemoveAll(t => t.Removed == 0);
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.AddRange(
            traces.Select(t => new RetentionTraceRow
            {
                Id = Guid.CreateVersion7(now),
                Rule = t.Rule,
                Version = t.Version,
                At = t.At,
                Before = t.Before,
                Removed = t.Removed,
                Held = t.Held,
            })
        );
        await db.SaveChangesAsync(cancel);
        return traces;
    }

    /// <summary>Keeps a matter from the rules, with the reason.</summary>
    public async Task<Acted> HoldAsync(Actor.Staff by, string? reference, string? reason, CancellationToken cancel = default)
    {
        if (!Reference.TryParse(reference, out var parsed) || await book.FindAsync(parsed, cancel) is not { } matter)
        {
            return new Acted.Refused(
                Refusal.Of("hold-unknown-matter", "没有这个编号的诉求。", "There is no matter with that reference.", "Reference")
            );
        }
        var (words, missing) = Refusals.Words(
            reason,
            "Reason",
            LongestReason,
            "请写明为什么要保全，例如法院或者监察机关的通知。",
            "Say why it is kept, such as a court's notice."
        );
        if (missing is not null)
        {
            return new Acted.Refused(missing);
        }
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Add(
            new LegalHoldRow
            {
                Id = Guid.CreateVersion7(now),
                MatterId = matter,
                By = by.Id.Value,
                Unit = by.Unit,
                Reason = words!,
                At = now,
            }
        );
        await db.SaveChangesAsync(cancel);
        return new Acted.Written();
    }

    /// <summary>Ends a hold; the rules take the matter with their next run.</summary>
    public async Task<Acted> EndHoldAsync(Actor.Staff by, Guid hold, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await db.Set<LegalHoldRow>().FirstOrDefaultAsync(h => h.Id == hold && h.EndedAt == null, cancel) is not { } row)
        {
            return new Acted.NotFound();
        }
        (row.EndedAt, row.EndedBy) = (time.GetUtcNow(), by.Id.Value);
        await db.SaveChangesAsync(cancel);
        return new Acted.Written();
    }

    /// <summary>What the runs removed, the latest first.</summary>
    public static async Task<IReadOnlyList<RetentionTrace>> TracesAsync(Db db, int most, CancellationToken cancel = default) =>
        await db.Set<RetentionTraceRow>()
            .AsNoTracking()
            .OrderByDescending(t => t.Id)
            .Take(most)
            .Select(t => new RetentionTrace(t.Rule, t.Version, t.At, t.Before, t.Removed, t.Held))
            .ToListAsync(cancel);

    /// <summary>Holds that stand, the latest first.</summary>
    public static async Task<IReadOnlyList<LegalHold>> HoldsAsync(Db db, CancellationToken cancel = default) =>
        await (
            from h in db.Set<LegalHoldRow>().AsNoTracking()
            join m in db.Set<MatterRow>() on h.MatterId equals m.Id
            where h.EndedAt == null
            orderby h.Id descending
            select new LegalHold(h.Id, m.Number, h.Unit, h.Reason, h.At)
        ).ToListAsync(cancel);

    /// <summary>Parties of disputes whose raiser had erased the matter before, and who so are left alone in it.</summary>
    private async Task<int> LeftInDisputesAsync(DateTimeOffset before, int most, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var due = await (
            from d in db.Set<DisputeRow>().AsNoTracking()
            join m in db.Set<MatterRow>() on d.MatterId equals m.Id
            where m.Stage == Stage.Settled && m.SettledAt < before
            where db.Set<DisputePersonRow>().Any(p => p.DisputeId == d.Id && !p.Erased)
            where !db.Set<ParticipantRow>().Any(p => p.MatterId == m.Id && !p.Erased)
            where !db.Set<LegalHoldRow>().Any(h => h.MatterId == m.Id && h.EndedAt == null)
            orderby d.Id
            select d.Id
        )
            .Take(most)
            .ToListAsync(cancel);
        var removed = 0;
        foreach (var dispute in due)
        {
            cancel.ThrowIfCancellationRequested();
            removed += await disputes.ExpireAsync(dispute, By, cancel) is Acted.Written ? 1 : 0;
        }
        return removed;
    }

    private async Task<(int Removed, int Held)> MattersAsync(DateTimeOffset before, int most, CancellationToken cancel)
    {
        var (removed, held, after) = (0, 0, default(MatterId));
        while (removed < most)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            // By key, not from the start again: what is held is passed over once.
            var due = await db.Set<MatterRow>()
                .AsNoTracking()
                .Where(m => m.Stage == Stage.Settled && m.SettledAt < before && m.Id > after)
                .Where(m => db.Set<ParticipantRow>().Any(p => p.MatterId == m.Id && !p.Erased))
                .OrderBy(m => m.Id)
                .Select(m => new { m.Id, Held = db.Set<LegalHoldRow>().Any(h => h.MatterId == m.Id && h.EndedAt == null) })
                .Take(Page)
                .ToListAsync(cancel);
            foreach (var matter in due)
            {
                cancel.ThrowIfCancellationRequested();
                after = matter.Id;
                // Asked again: a hold may have been set since the page was read, and what is shredded does not come back.
                if (
                    matter.Held
                    || await db.Set<LegalHoldRow>().AnyAsync(h => h.MatterId == matter.Id && h.EndedAt == null, cancel)
                )
                {
                    held++;
                    continue;
                }
                var done = await book.DecideAsync(matter.Id, By, (m, _, _) => EraseRule.Expire(m), cancel: cancel);
                removed += done is ChangeResult.Changed { After.File.Raiser.Erased: true } ? 1 : 0;
            }
            if (due.Count < Page)
            {
                break;
            }
        }
        return (removed, held);
    }
}
