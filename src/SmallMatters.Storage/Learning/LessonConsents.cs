using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Learning;

/// <summary>
/// Whether staff may learn from what a resident said of a result: the resident agrees and takes it back, each by one button on the same
/// page, and neither changes anything about their matter (个人信息保护法第十五条, 第十六条).
/// </summary>
public sealed class LessonConsents(IDbContextFactory<Db> databases, JointBook joint, TimeProvider time)
{
    /// <summary>
    /// Whether this person may be asked: they wrote words with a verdict by link, the matter is settled, and it is of a kind of which
    /// nothing is told elsewhere: not conduct, no dispute, no minor case, no sealed identity, no threat.
    /// </summary>
    public static bool MayBeAsked(ResidentMatter view) =>
        view.Matter is Matter.Settled { Verdict: { Mode: VerdictMode.Link, Words: { } words } }
        && words.Of == view.Me.Id
        && view.Matter.File.Kind is not (Kind.Conduct or Kind.Dispute or Kind.MinorCase)
        && view.Threats.IsEmpty
        && view.Me is { Erased: false, Sealed: false };

    /// <summary>When they last agreed, UTC, and whether that was on the verdict that stands now; null while they have not.</summary>
    public static async Task<(DateTimeOffset At, bool OnThis)?> AgreedAsync(
        Db db,
        ResidentMatter view,
        CancellationToken cancel = default
    )
    {
        var person = view.Me.Id;
        var last = await db.Set<LessonSourceRow>()
            .AsNoTracking()
            .Where(s => s.Person == person)
            .OrderByDescending(s => s.Nth)
            .FirstOrDefaultAsync(cancel);
        return last is null ? null : (last.AgreedAt, last.Nth == view.Matter.File.Reopenings);
    }

    /// <summary>The resident agrees; a second press changes nothing.</summary>
    public async Task<Acted> AgreeAsync(ResidentMatter view, CancellationToken cancel = default)
    {
        if (!MayBeAsked(view))
        {
            return new Acted.NotFound();
        }
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (await AgreedAsync(db, view, cancel) is { OnThis: true })
        {
            return new Acted.Written();
        }
        db.Add(
            new LessonSourceRow
            {
                Id = new Guid(RandomNumberGenerator.GetBytes(16)),
                Person = view.Me.Id,
                Nth = view.Matter.File.Reopenings,
                MatterId = view.Matter.File.Id,
                AgreedAt = time.GetUtcNow(),
            }
        );
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    /// <summary>They take it back, whatever became of the matter: all that was kept of their words for lessons goes, and the lessons end.</summary>
    public async Task<Acted> TakeBackAsync(ResidentMatter view, CancellationToken cancel = default)
    {
        var person = view.Me.Id;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var lessons = await db.Set<LessonSourceRow>()
            .Where(s => s.Person == person && s.Lesson != null)
            .Select(s => s.Lesson!.Value)
            .ToListAsync(cancel);
        await db.Set<LessonSourceRow>().Where(s => s.Person == person).ExecuteDeleteAsync(cancel);
        foreach (var lesson in lessons)
        {
            await EndAsync(lesson, cancel);
        }
        return new Acted.Written();
    }

    /// <summary>
    /// Ends the lessons whose words went with an erased person. The words are gone since then; this makes the files say so. Also drops
    /// words that stayed behind where a machine died between taking a lesson down and that.
    /// </summary>
    /// <returns>How many were ended.</returns>
    public async Task<int> EndBereftAsync(CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await DropEndedAsync(db, cancel);
        var bereft = await db.Set<JointFileRow>()
            .Where(f =>
                f.Kind == nameof(Lesson) && !f.IsOver && !db.Set<LessonSourceRow>().Any(s => s.Lesson == f.Id && s.Words != null)
            )
            .Select(f => f.Id)
            .ToListAsync(cancel);
        foreach (var lesson in bereft)
        {
            await EndAsync(lesson, cancel);
        }
        return bereft.Count;
    }

    /// <summary>Drops the words of lessons that have ended; the consent stands, and the verdict may be made a lesson of again.</summary>
    internal static Task DropEndedAsync(Db db, CancellationToken cancel)
    {
        var files = db.Set<JointFileRow>();
        return db.Set<LessonSourceRow>()
            .Where(s => s.Lesson != null && files.Any(f => f.Id == s.Lesson && f.IsOver))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(s => s.Lesson, (Guid?)null)
                        .SetProperty(s => s.Category, (string?)null)
                        .SetProperty(s => s.Key, (byte[]?)null)
                        .SetProperty(s => s.Words, (string?)null),
                cancel
            );
    }

    private Task<Acted> EndAsync(Guid lesson, CancellationToken cancel) =>
        joint.DecideOutsideAsync<Lesson>(lesson, (it, _, now) => ReleaseLessonRule.TakeBack(it, now), cancel);
}
