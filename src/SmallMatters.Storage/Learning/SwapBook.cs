using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Storage.Learning;

/// <summary>
/// A closed matter from the resident's side: the steps that its resident saw and when, and no word of anybody. It is read without the
/// keys of the matter's people, so that nothing personal can be in it and no receipt is owed.
/// </summary>
/// <param name="Number">Its reference, as a number.</param>
/// <param name="Category">Category code.</param>
/// <param name="Area">Area code.</param>
/// <param name="Steps">What the resident saw of the handling, oldest first; instants are UTC.</param>
[ProjectionFor(Audience.Handler)]
[ShowsNothingPersonal(nameof(Category), nameof(Area), nameof(Steps))]
public sealed record SwapMatter(long Number, string Category, string Area, IReadOnlyList<TimelineEntry> Steps);

/// <summary>The one way in which handlers follow a matter from the resident's side and write what they noticed.</summary>
public sealed class SwapBook(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, KeyRing ring, TimeProvider time)
{
    /// <summary>
    /// What the reader follows in this quarter: drawn from what their unit closed in the quarter before and they may read anyway, never
    /// their own. Left out are conduct, disputes and minor cases, sealed or erased people, and matters with a threat.
    /// </summary>
    /// <returns>Null where there is nothing to follow.</returns>
    public async Task<SwapMatter?> OwnAsync(StaffScope scope, CancellationToken cancel = default)
    {
        var calendar = (await jurisdictions.CurrentAsync(cancel)).Calendar;
        var quarter = Now(calendar);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var frame = await FrameAsync(db, scope, quarter.Before, calendar, cancel);
        if (SwapDraw.From(frame, scope.Unit, quarter, scope.Id) is not { } drawn)
        {
            return null;
        }
        var head = await db.Set<MatterRow>().AsNoTracking().FirstAsync(m => m.Number == drawn.Reference, cancel);
        var rows = await MatterBook.LoadAsync(db, head, cancel);
        using var none = MatterMapping.KeysOf([], ring);
        var state = MatterMapping.ToState(rows, none);
        var facts = await MatterReader.FactsAsync(db, head.Id, none, cancel);
        return new SwapMatter(
            head.Number,
            head.Category,
            head.Area,
            [.. HandlingSteps.Of(facts, state).Select(e => e with { Words = null })]
        );
    }

    /// <summary>Whether the reader has written theirs in this quarter; nobody else is told.</summary>
    public async Task<bool> IsWrittenAsync(StaffScope scope, CancellationToken cancel = default)
    {
        var mark = MarkOf(scope, Now((await jurisdictions.CurrentAsync(cancel)).Calendar));
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Set<SwapDoneRow>().AnyAsync(d => d.Mark == mark, cancel);
    }

    /// <summary>Keeps what the reader noticed, under their unit and the quarter alone.</summary>
    public async Task<Acted> WriteAsync(StaffScope scope, string? typed, CancellationToken cancel = default)
    {
        if (await OwnAsync(scope, cancel) is not { } matter)
        {
            return new Acted.NotFound();
        }
        var quarter = Now((await jurisdictions.CurrentAsync(cancel)).Calendar);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var own = await WorkReader.OwnWordsAsync(db, [matter.Number], cancel);
        var (words, why) = NoticeAsResidentRule.Decide(typed, own, scope.In(matter.Area).Actor);
        if (why is not null)
        {
            return new Acted.Refused(why);
        }
        var mark = MarkOf(scope, quarter);
        db.Add(new SwapDoneRow { Mark = mark });
        db.Add(
            new SwapSentenceRow
            {
                Id = RandomNumberGenerator.GetBytes(16),
                Unit = scope.Unit,
                Quarter = quarter.ToString(),
                Words = words!,
            }
        );
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateException)
        {
            if (!await IsWrittenAsync(scope, cancel))
            {
                throw;
            }
            return new Acted.Refused(NoticeAsResidentRule.Written);
        }
    }

    /// <summary>What the handlers of a unit noticed in a quarter, in no order of time; empty below the fewest that are shown.</summary>
    public static async Task<IReadOnlyList<string>> SentencesAsync(
        Db db,
        string unit,
        Quarter quarter,
        CancellationToken cancel = default
    )
    {
        var name = quarter.ToString();
        var words = await db.Set<SwapSentenceRow>()
            .AsNoTracking()
            .Where(s => s.Unit == unit && s.Quarter == name)
            .Select(s => s.Words)
            .ToListAsync(cancel);
        return words.Count < NoticeAsResidentRule.Fewest ? [] : [.. words.Order(StringComparer.Ordinal)];
    }

    private static async Task<IEnumerable<SwapCandidate>> FrameAsync(
        Db db,
        StaffScope scope,
        Quarter quarter,
        WorkingCalendar calendar,
        CancellationToken cancel
    )
    {
        var (since, to) = (calendar.StartOfDay(quarter.First), calendar.StartOfDay(quarter.Next.First));
        var unit = scope.Unit;
        var rows = await (
            from c in db.Set<ClosingRow>().AsNoTracking()
            join m in Tellable.Of(db) on c.MatterId equals m.Id
            where
                c.Unit == unit
                && c.ClosedAt >= since
                && c.ClosedAt < to
                && c.Stands != ClosingStands.Ended
                && m.OwnerUnit == unit
                && m.Stage == Stage.Settled
                && m.Reopenings == c.Nth
                && m.Handler != null
            select new
            {
                m.Number,
                c.Nth,
                m.Area,
                m.Handler,
            }
        ).ToListAsync(cancel);
        return rows.Where(r => scope.SeesIn(unit, r.Area))
            .Select(r => new SwapCandidate(r.Number, r.Nth, new StaffId(r.Handler!.Value)));
    }

    private Quarter Now(WorkingCalendar calendar) => Quarter.Of(calendar.DayOf(time.GetUtcNow()));

    private string MarkOf(StaffScope scope, Quarter quarter) => ring.ContactMark("swap", $"{quarter} {scope.Id.Value:N}");
}
