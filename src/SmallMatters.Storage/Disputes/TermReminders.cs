using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Notices;

namespace SmallMatters.Storage.Disputes;

/// <summary>
/// Reminds the parties of what is owed under an agreement. Each message is written in the transaction of the fact that says that they
/// were reminded, so that none goes twice, whichever node looks and however often; whoever left no way to be reached, or was erased,
/// gets none. It says whose turn it is and when, and nothing of what was agreed.
/// </summary>
public sealed partial class TermReminders
{
    private static readonly Actor By = new Actor.System("reminders");

    private readonly IDbContextFactory<Db> _databases;
    private readonly DisputeBook _book;
    private readonly JurisdictionSource _jurisdictions;
    private readonly NoticeWriter _notices;
    private readonly TimeProvider _time;
    private readonly ILogger<TermReminders> _log;

    internal TermReminders(
        IDbContextFactory<Db> databases,
        DisputeBook book,
        JurisdictionSource jurisdictions,
        NoticeWriter notices,
        TimeProvider time,
        ILogger<TermReminders> log
    ) => (_databases, _book, _jurisdictions, _notices, _time, _log) = (databases, book, jurisdictions, notices, time, log);

    /// <summary>Reminds of everything whose day has come.</summary>
    /// <returns>How many disputes were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        var today = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(_time.GetUtcNow());
        List<Guid> due;
        await using (var db = await _databases.CreateDbContextAsync(cancel))
        {
            due = await db.Set<DisputeRow>()
                .AsNoTracking()
                .Where(d => d.RemindOn <= today)
                .OrderBy(d => d.RemindOn)
                .Select(d => d.Id)
                .ToListAsync(cancel);
        }
        foreach (var id in due)
        {
            try
            {
                await _book.TickAsync(
                    id,
                    By,
                    RemindOfTermsRule.Tick,
                    cancel,
                    (db, rows, facts) => WriteAsync(db, rows, facts, cancel)
                );
            }
            catch (Exception fault)
                when (fault is not OperationCanceledException
                    && !DatabaseFaults.IsAway(fault)
                    && !DatabaseFaults.DiskIsFull(fault)
                )
            {
                NotReminded(fault, id);
            }
        }
        return due.Count;
    }

    private async Task WriteAsync(Db db, DisputeRows rows, IEnumerable<DisputeFact> facts, CancellationToken cancel)
    {
        foreach (var fact in facts.OfType<PartiesReminded>())
        {
            foreach (var party in fact.Parties)
            {
                if (await MessageAsync(db, rows, party, Step(fact.Told.Reminder, mine: party == fact.Owes), cancel) is { } notice)
                {
                    db.Add(notice);
                }
            }
        }
    }

    // Whoever raised the matter is told as they chose there; any other party by the telephone that was left for it, or who acts for it.
    private async Task<NoticeRow?> MessageAsync(
        Db db,
        DisputeRows rows,
        ParticipantId party,
        Bilingual step,
        CancellationToken cancel
    )
    {
        var now = rows.Head.ChangedAt;
        var reference = Reference.FromValue(rows.Matter.Number);
        var side = rows.People.Where(p => p.Party == party && !p.Erased).OrderBy(p => p.Id == party ? 0 : 1).ToList();
        if (side.FirstOrDefault()?.Raiser is { } raiser)
        {
            var person = await db.Set<ParticipantRow>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == raiser, cancel);
            if (person is not null && _notices.Row(person, reference, nameof(PartiesReminded), step, now) is { } told)
            {
                return told;
            }
        }
        return side.Find(p => p is { Phone: not null, Key: not null }) is { } reachable
            ? _notices.Row(reachable, rows.Matter.Id, reference, nameof(PartiesReminded), step, now)
            : null;
    }

    private static Bilingual Step(TermReminder reminder, bool mine) =>
        (reminder, mine) switch
        {
            (TermReminder.DayBefore, true) => new(
                "您这一方约定要做的一件事明天到期",
                "something your side agreed to do is due tomorrow"
            ),
            (TermReminder.DayBefore, false) => new(
                "对方约定要做的一件事明天到期",
                "something the other side agreed to do is due tomorrow"
            ),
            (TermReminder.OnTheDay, _) => new(
                "您这一方约定要做的一件事今天到期",
                "something your side agreed to do is due today"
            ),
            _ => new(
                "对方约定要做的一件事过了日子，还没有记下做完。可以再谈一次，在期限内共同申请司法确认，也可以起诉",
                "something the other side agreed to do is late and not noted as done. You may talk again, ask the court together to confirm the agreement in time, or sue"
            ),
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "The parties of dispute {Dispute} could not be reminded; the others are")]
    private partial void NotReminded(Exception fault, Guid dispute);
}
