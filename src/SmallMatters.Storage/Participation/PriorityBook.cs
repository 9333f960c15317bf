using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Notices;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Participation;

/// <summary>Title and words as they are sealed.</summary>
internal sealed record PriorityBody(string Title, string Words)
{
    public static string Of(string title, string words) => JsonSerializer.Serialize(new PriorityBody(title, words));

    public static PriorityBody Read(string sealedWords) => JsonSerializer.Deserialize<PriorityBody>(sealedWords)!;
}

/// <summary>The one way in which priorities of units begin, and all are moderated, answered and ended. Its proposer is told by message.</summary>
public sealed class PriorityBook
{
    /// <summary>So many days after its end the proposer's contact goes.</summary>
    public const int ContactKept = 30;

    private readonly IDbContextFactory<Db> _databases;
    private readonly KeyRing _ring;
    private readonly JurisdictionSource _jurisdictions;
    private readonly TimeProvider _time;
    private readonly string _publicAddress;

    internal PriorityBook(
        IDbContextFactory<Db> databases,
        KeyRing ring,
        JurisdictionSource jurisdictions,
        TimeProvider time,
        string publicAddress
    ) => (_databases, _ring, _jurisdictions, _time, _publicAddress) = (databases, ring, jurisdictions, time, publicAddress);

    /// <summary>A unit proposes; a second person looks before it is public.</summary>
    public async Task<(Acted Done, Guid Id)> ProposeAsync(
        ProposePriority command,
        Actor.Staff by,
        CancellationToken cancel = default
    )
    {
        var now = _time.GetUtcNow();
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        var (words, why) = ProposePriorityRule.Read(command, jurisdiction);
        if (words is null)
        {
            return (new Acted.Refused(why!), default);
        }
        var decision = ProposePriorityRule.OfUnit(command.Area!, by, jurisdiction.Calendar.DayOf(now));
        if (decision.Fact is not PriorityProposed proposed)
        {
            return (new Acted.Refused(decision.Why!), default);
        }
        var id = Guid.CreateVersion7(now);
        var (key, wrapped) = _ring.NewPersonKey(id);
        using (key)
        {
            await using var db = await _databases.CreateDbContextAsync(cancel);
            Add(
                db,
                new PriorityRow
                {
                    Id = id,
                    Area = proposed.Area,
                    Unit = proposed.Unit,
                    Key = wrapped,
                    Body = key.Seal(PriorityBody.Of(words.Title, words.Words)),
                },
                proposed,
                by,
                now
            );
            await db.SaveChangesAsync(cancel);
        }
        return (new Acted.Written(), id);
    }

    /// <summary>Decides on a priority and writes what follows, with the message to its proposer.</summary>
    /// <param name="id">Which.</param>
    /// <param name="by">Who of the staff; null when it is the proposer, whose link was read before.</param>
    /// <param name="decide">What they want, on a local day.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Acted> DecideAsync(
        Guid id,
        Actor.Staff? by,
        Func<Priority, DateOnly, PriorityDecision> decide,
        CancellationToken cancel = default
    )
    {
        var now = _time.GetUtcNow();
        var today = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await FindAsync(db, id, cancel, tracked: true) is not var (row, before))
        {
            return new Acted.NotFound();
        }
        var decision = decide(before, today);
        if (decision.Fact is not { } fact)
        {
            return new Acted.Refused(decision.Why!);
        }
        var after = fact.Apply(before);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        Keep(row, after);
        row.HeadSeq++;
        db.Add(ToRow(row, fact, by, now));
        Tell(db, row, fact, now);
        if (after.Stage == PriorityStage.Withdrawn)
        {
            Forget(row);
        }
        try
        {
            await db.SaveChangesAsync(cancel);
            if (after.HasEnded)
            {
                await EndAsync(db, row, today, now, cancel);
            }
            await transaction.CommitAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    /// <summary>
    /// What is over goes: wishes that nobody confirmed, counts of past days, contacts of proposers a while after the end, and the words of
    /// what stayed hidden.
    /// </summary>
    public async Task ForgetAsync(CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        var today = (await _jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var asked = now - ParticipationAsks.ConfirmWithin;
        await db.Set<ParticipationAskRow>().Where(a => a.AskedAt < asked).ExecuteDeleteAsync(cancel);
        await db.Set<ContactUseRow>().Where(u => u.Until < today).ExecuteDeleteAsync(cancel);
        var over = today.AddDays(-ContactKept);
        await db.Set<PriorityRow>()
            .Where(p => p.EndedOn < over && (p.Phone != null || p.Email != null))
            .ExecuteUpdateAsync(p => p.SetProperty(r => r.Phone, (string?)null).SetProperty(r => r.Email, (string?)null), cancel);
        var hidden = today.AddDays(-ModeratePriorityRule.DaysToAppeal);
        var rows = await db.Set<PriorityRow>()
            .Where(p => p.Stage == PriorityStage.Hidden && !p.AppealWaits && p.HiddenOn < hidden && p.Key != null)
            .ToListAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        foreach (var row in rows)
        {
            Forget(row);
            await db.SaveChangesAsync(cancel);
            if (row.EndedOn is null)
            {
                await EndAsync(db, row, today, now, cancel);
            }
        }
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The secret of the proposer's own page.</summary>
    internal static string MineOf(KeyRing ring, Guid id) => ring.LinkFor(id, 2);

    /// <summary>A message to whoever asked or proposed.</summary>
    internal static NoticeRow Notice(Guid to, string template, string words, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            To = new ParticipantId(to),
            Template = template,
            Words = words,
            At = now,
            State = NoticeState.Waiting,
            NextTryAt = now,
        };

    /// <summary>The row and what its facts come to; null when there is none.</summary>
    internal static async Task<(PriorityRow Row, Priority State)?> FindAsync(
        Db db,
        Guid id,
        CancellationToken cancel,
        bool tracked = false
    )
    {
        var rows = tracked ? db.Set<PriorityRow>() : db.Set<PriorityRow>().AsNoTracking();
        return await rows.FirstOrDefaultAsync(p => p.Id == id, cancel) is { } row
            ? (row, Replayed(await FactsAsync(db, [id], cancel), id))
            : null;
    }

    /// <summary>The facts of some, in order.</summary>
    internal static async Task<ILookup<Guid, KeptFact<PriorityFact>>> FactsAsync(
        Db db,
        List<Guid> ids,
        CancellationToken cancel
    ) =>
        (
            await db.Set<PriorityFactRow>()
                .AsNoTracking()
                .Where(f => ids.Contains(f.PriorityId))
                .OrderBy(f => f.Seq)
                .ToListAsync(cancel)
        ).ToLookup(f => f.PriorityId, f => f.ToKept());

    /// <summary>What the facts of one come to.</summary>
    internal static Priority Replayed(ILookup<Guid, KeptFact<PriorityFact>> facts, Guid id) =>
        facts[id].Aggregate((Priority?)null, (priority, kept) => kept.Fact.Apply(priority))!;

    /// <summary>Title and words; null once they are gone.</summary>
    internal static PriorityBody? Opened(KeyRing ring, PriorityRow row)
    {
        if (row is not { Key: { } wrapped, Body: { } body })
        {
            return null;
        }
        using var key = ring.Unwrap(wrapped, row.Id);
        return PriorityBody.Read(key.Unseal(body));
    }

    /// <summary>Adds a priority with its first fact.</summary>
    internal static void Add(Db db, PriorityRow row, PriorityProposed fact, Actor.Staff? by, DateTimeOffset now)
    {
        Keep(row, fact.Apply(null));
        row.HeadSeq = 1;
        db.Add(row);
        db.Add(ToRow(row, fact, by, now));
    }

    // The row was written before in the same transaction, so that nobody's support comes between the marks and their number.
    private static async Task EndAsync(Db db, PriorityRow row, DateOnly today, DateTimeOffset now, CancellationToken cancel)
    {
        var marks = await db.Set<PrioritySupportRow>().Where(s => s.PriorityId == row.Id).ExecuteDeleteAsync(cancel);
        var counted = await db.Set<PriorityRow>()
            .Where(p => p.Id == row.Id)
            .Select(p => new { p.ByPhone, p.ByEmail })
            .SingleAsync(cancel);
        row.EndedOn = today;
        row.HeadSeq++;
        db.Add(ToRow(row, new PrioritySupportsCounted(marks, counted.ByPhone, counted.ByEmail), null, now));
        await db.SaveChangesAsync(cancel);
    }

    private static void Keep(PriorityRow row, Priority after) =>
        (row.Unit, row.Stage, row.AppealWaits, row.HiddenOn) = (after.Unit, after.Stage, after.AppealWaits, after.HiddenOn);

    private static void Forget(PriorityRow row) => (row.Key, row.Body, row.Phone, row.Email) = (null, null, null, null);

    private void Tell(Db db, PriorityRow row, PriorityFact fact, DateTimeOffset now)
    {
        if (
            row is not { Key: { } wrapped }
            || (row.Phone is null && row.Email is null)
            || PriorityMessages.Of(fact) is not { } news
        )
        {
            return;
        }
        var read = $"{_publicAddress}/priorities/mine/{MineOf(_ring, row.Id)}";
        var words = new Bilingual(
            $"【小事不小】您提的议题{news.Zh}。详情：{read}",
            $"[SmallMatters] The priority that you proposed {news.En}. More: {read}"
        );
        using var key = _ring.Unwrap(wrapped, row.Id);
        db.Add(Notice(row.Id, fact.GetType().Name, key.Seal(words.In(row.Tongue)), now));
    }

    private static PriorityFactRow ToRow(PriorityRow row, PriorityFact fact, Actor.Staff? by, DateTimeOffset now) =>
        new()
        {
            PriorityId = row.Id,
            Seq = row.HeadSeq,
            At = now,
            Staff = by?.Id.Value,
            Unit = by?.Unit,
            Type = PlainFacts<PriorityFact>.NameOf(fact),
            Body = PlainFacts<PriorityFact>.Write(fact),
        };
}

/// <summary>What the proposer is told of a fact.</summary>
internal static class PriorityMessages
{
    public static Bilingual? Of(PriorityFact fact) =>
        fact switch
        {
            PriorityShown or PriorityAppealDecided { Shown: true } => new Bilingual("已公开", "is public now"),
            PriorityHidden hidden => new Bilingual(
                $"没有公开，理由是：{hidden.Because.Said().Zh}。不同意的，{ModeratePriorityRule.DaysToAppeal} 天内可以请另一个单位复看",
                $"is hidden: {hidden.Because.Said().En}. If you disagree, another unit looks again within {ModeratePriorityRule.DaysToAppeal} days"
            ),
            PriorityAppealDecided => new Bilingual("经另一个单位复看，仍然不公开", "stays hidden after another unit has looked"),
            PriorityPassed => new Bilingual("已转给负责的单位", "went to the unit that is responsible"),
            PriorityReleased released => released.Step.Move switch
            {
                PriorityMove.Adopt => new Bilingual("已采纳", "was adopted"),
                PriorityMove.Decline => new Bilingual("没有采纳，理由已公开", "was not adopted; the reason is public"),
                PriorityMove.Act or PriorityMove.EndAct => new Bilingual("有新进展", "has news"),
                _ => new Bilingual("有结果了", "has a result"),
            },
            _ => null,
        };
}
