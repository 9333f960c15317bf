using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Confidentiality;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Learning;

/// <summary>A verdict of which a lesson can be made, as the list shows it.</summary>
/// <param name="Id">A random key, which is not that of the matter.</param>
/// <param name="Category">Category code.</param>
/// <param name="AgreedAt">When its resident agreed, UTC.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(Category))]
public sealed record LessonCandidate(Guid Id, string Category, DateTimeOffset AgreedAt);

/// <summary>A verdict for who makes or checks a lesson of it, once the receipt is on disk.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Read">What the resident wrote, and the names that must not stand in the lesson.</param>
[ProjectionFor(Audience.Handler)]
public sealed record LessonSource(Guid Id, [property: Shows(PersonalItem.VerdictWords, PersonalItem.Name)] VerdictRead Read);

/// <summary>A released lesson in a list.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">What it teaches.</param>
/// <param name="Category">Category code.</param>
/// <param name="Words">The resident's words.</param>
[ProjectionFor(Audience.OtherUnits)]
[ShowsNothingPersonal(nameof(Title), nameof(Category))]
public sealed record LessonLine(Guid Id, string Title, string Category, [property: Shows(PersonalItem.LessonWords)] string Words);

/// <summary>
/// The one way in which lessons are written, released and read. The resident's words come from their verdict behind a receipt, and lie
/// from then on under a key of the lesson's own, beside its chain and never in it.
/// </summary>
public sealed class LessonBook
{
    private readonly IDbContextFactory<Db> _databases;
    private readonly JointBook _joint;
    private readonly AccessReceipts _receipts;
    private readonly JurisdictionSource _jurisdictions;
    private readonly KeyRing _ring;
    private readonly TimeProvider _time;

    internal LessonBook(
        IDbContextFactory<Db> databases,
        JointBook joint,
        AccessReceipts receipts,
        JurisdictionSource jurisdictions,
        KeyRing ring,
        TimeProvider time
    ) => (_databases, _joint, _receipts, _jurisdictions, _ring, _time) = (databases, joint, receipts, jurisdictions, ring, time);

    /// <summary>Verdicts that the reader may make a lesson of, the earliest agreed to first.</summary>
    public async Task<IReadOnlyList<LessonCandidate>> CandidatesAsync(
        Db db,
        StaffScope scope,
        int most,
        CancellationToken cancel = default
    )
    {
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        var owners = jurisdiction
            .Units.Keys.Where(unit => WriteLessonRule.MayRead(unit, scope.Actor, jurisdiction) is null)
            .ToList();
        return await (
            from s in db.Set<LessonSourceRow>().AsNoTracking()
            join m in Usable(db) on s.MatterId equals m.Id
            where s.Lesson == null && m.Reopenings == s.Nth && owners.Contains(m.OwnerUnit)
            orderby s.AgreedAt, s.Id
            select new LessonCandidate(s.Id, m.Category, s.AgreedAt)
        )
            .Take(most)
            .ToListAsync(cancel);
    }

    /// <summary>A verdict for who writes, once the receipt is on disk; null where it cannot be made a lesson of by them.</summary>
    public async Task<LessonSource?> OpenAsync(Db db, StaffScope scope, Guid id, CancellationToken cancel = default) =>
        await db.Set<LessonSourceRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id && s.Lesson == null, cancel) is { } row
            ? await ReadAsync(db, scope, row, cancel)
            : null;

    /// <summary>The verdict that a lesson was made of, for who compares the two, once the receipt is on disk; null once it was taken back.</summary>
    public async Task<LessonSource?> SourceOfAsync(Db db, StaffScope scope, Lesson lesson, CancellationToken cancel = default) =>
        ReleaseLessonRule.Reviews(lesson, scope.Actor)
        && await db.Set<LessonSourceRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Lesson == lesson.Key, cancel) is { } row
            ? await ReadAsync(db, scope, row, cancel)
            : null;

    /// <summary>Writes a lesson with the words beside it, in one transaction.</summary>
    public async Task<(Acted Done, Guid Id)> WriteAsync(
        StaffScope scope,
        LessonSource source,
        WriteLesson command,
        CancellationToken cancel = default
    )
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
        var id = Guid.CreateVersion7(now);
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        var decision = WriteLessonRule.Decide(command, id, source.Read, scope.Actor, jurisdiction, now);
        if (decision.Why is { } why)
        {
            return (new Acted.Refused(why), id);
        }
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // The condition is part of the statement: of two who write at once one finds nothing to write on, and nobody writes on what
        // was taken back.
        if (await KeepAsync(db, s => s.Id == source.Id && s.Lesson == null, id, source, command, jurisdiction, cancel) != 1)
        {
            return (new Acted.ChangedMeanwhile(), id);
        }
        await JointBook.AddAsync(db, id, decision, scope, now, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (new Acted.Written(), id);
    }

    /// <summary>Writes one again that was sent back. The words are changed first: nobody reads them before its release.</summary>
    public async Task<Acted> AgainAsync(
        StaffScope scope,
        Lesson lesson,
        LessonSource source,
        WriteLesson command,
        CancellationToken cancel = default
    )
    {
        var now = _time.GetUtcNow();
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        if (WriteLessonRule.Again(lesson, command, source.Read, scope.Actor, jurisdiction, now).Why is { } why)
        {
            return new Acted.Refused(why);
        }
        await using var db = await _databases.CreateDbContextAsync(cancel);
        // Part of the statement: once somebody else has handed it in again, its words are those that the second reader compares.
        var files = db.Set<JointFileRow>();
        var kept = await KeepAsync(
            db,
            s => s.Lesson == lesson.Key && files.Any(f => f.Id == lesson.Key && f.Standing == nameof(LessonStage.SentBack)),
            lesson.Key,
            source,
            command,
            jurisdiction,
            cancel
        );
        return kept != 1
            ? new Acted.ChangedMeanwhile()
            : await _joint.DecideAsync<Lesson>(
                lesson.Key,
                scope,
                (it, by, j, at) => WriteLessonRule.Again(it, command, source.Read, by, j, at),
                null,
                cancel
            );
    }

    /// <summary>Takes one down; its words go with it, and the verdict may be made a lesson of again.</summary>
    public async Task<Acted> WithdrawAsync(
        StaffScope scope,
        Guid id,
        WithdrawLesson command,
        int seen,
        CancellationToken cancel = default
    )
    {
        var done = await _joint.DecideAsync<Lesson>(
            id,
            scope,
            (it, by, _, now) => ReleaseLessonRule.Withdraw(it, command, by, now),
            seen,
            cancel
        );
        if (done is Acted.Written)
        {
            await using var db = await _databases.CreateDbContextAsync(cancel);
            await LessonConsents.DropEndedAsync(db, cancel);
        }
        return done;
    }

    /// <summary>The resident's words of a lesson that the reader may read; null once it has ended.</summary>
    public async Task<string?> WordsAsync(Db db, Lesson lesson, CancellationToken cancel = default) =>
        !lesson.IsOver
        && await db.Set<LessonSourceRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Lesson == lesson.Key, cancel) is { } row
            ? WordsOf(row)
            : null;

    /// <summary>Released lessons, the newest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="category">Only of this category; null for all.</param>
    /// <param name="before">Key of the last one of the page before; null for the first page.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IReadOnlyList<LessonLine>> ReleasedAsync(
        Db db,
        string? category,
        Guid? before,
        int most,
        CancellationToken cancel = default
    )
    {
        var mark = before is { } last
            ? await db.Set<JointFileRow>()
                .Where(f => f.Id == last)
                .Select(f => (DateTimeOffset?)f.BeganAt)
                .FirstOrDefaultAsync(cancel)
            : null;
        var rows = await (
            from f in db.Set<JointFileRow>().AsNoTracking()
            join s in db.Set<LessonSourceRow>() on f.Id equals s.Lesson
            where
                f.Kind == nameof(Lesson)
                && f.Standing == nameof(LessonStage.Released)
                && (category == null || s.Category == category)
                && (mark == null || f.BeganAt < mark)
            orderby f.BeganAt descending, f.Id
            select new { f.Title, Source = s }
        )
            .Take(most)
            .ToListAsync(cancel);
        return rows.ConvertAll(r => new LessonLine(r.Source.Lesson!.Value, r.Title, r.Source.Category!, WordsOf(r.Source)!));
    }

    // Settled, and nothing since its resident agreed that forbids telling of it.
    private static IQueryable<MatterRow> Usable(Db db) => Tellable.Of(db).Where(m => m.Stage == Stage.Settled);

    private async Task<LessonSource?> ReadAsync(Db db, StaffScope scope, LessonSourceRow row, CancellationToken cancel)
    {
        var jurisdiction = await _jurisdictions.CurrentAsync(cancel);
        var head = await Usable(db)
            .AsNoTracking()
            .FirstOrDefaultAsync(m => m.Id == row.MatterId && m.Reopenings == row.Nth, cancel);
        if (head is null || WriteLessonRule.MayRead(head.OwnerUnit, scope.Actor, jurisdiction) is not null)
        {
            return null;
        }
        var rows = await MatterBook.LoadAsync(db, head, cancel);
        using var keys = await _receipts.OpenAsync(head, rows.Participants, scope, AccessPurpose.Learning, cancel);
        return
            MatterMapping.ToState(rows, keys) is Matter.Settled { Verdict: { Words: { Text: { } words } said } verdict }
            && said.Of == row.Person
            ? new LessonSource(
                row.Id,
                new VerdictRead(
                    words,
                    [.. rows.Participants.Select(p => MatterReader.Shown(p, keys).Name).OfType<string>().Distinct()],
                    head.Category,
                    !verdict.OpensReopenDecision,
                    head.OwnerUnit
                )
            )
            : null;
    }

    private async Task<int> KeepAsync(
        Db db,
        System.Linq.Expressions.Expression<Func<LessonSourceRow, bool>> which,
        Guid lesson,
        LessonSource source,
        WriteLesson command,
        Jurisdiction jurisdiction,
        CancellationToken cancel
    )
    {
        var (words, _) = LessonQuote.Read(command.Quote, nameof(command.Quote), source.Read, jurisdiction);
        var (key, wrapped) = _ring.NewPersonKey(lesson);
        using (key)
        {
            var kept = key.Seal(words!);
            return await db.Set<LessonSourceRow>()
                .Where(which)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(s => s.Lesson, (Guid?)lesson)
                            .SetProperty(s => s.Category, source.Read.Category)
                            .SetProperty(s => s.Key, wrapped)
                            .SetProperty(s => s.Words, kept),
                    cancel
                );
        }
    }

    private string? WordsOf(LessonSourceRow row)
    {
        if (row is not { Lesson: { } lesson, Key: { } wrapped, Words: { } words })
        {
            return null;
        }
        using var key = _ring.Unwrap(wrapped, lesson);
        return key.Unseal(words);
    }
}
