using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Timing;

/// <summary>A reminder of a matter that nobody touched since one of its facts. It is no fact of the matter: nothing happened.</summary>
[NotPersonal("a code of the jurisdiction", nameof(DormantReminderRow.Told))]
internal sealed class DormantReminderRow
{
    public MatterId MatterId { get; init; }

    /// <summary>Number of the last fact that somebody caused.</summary>
    public int LastSeq { get; init; }
    public DormantLevel Level { get; init; }
    public required string Told { get; init; }

    /// <summary>When that fact was recorded.</summary>
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class DormantReminderMap : IEntityTypeConfiguration<DormantReminderRow>
{
    public void Configure(EntityTypeBuilder<DormantReminderRow> builder)
    {
        builder.ToTable("DormantReminder");
        builder.HasKey(r => new
        {
            r.MatterId,
            r.LastSeq,
            r.Level,
        });
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(r => r.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.Told, r.At });
    }
}

/// <summary>A dormant matter as the reminded unit sees it: that it exists and how long nobody touched it.</summary>
/// <param name="Number">Its reference, as a number.</param>
/// <param name="Category">Category code.</param>
/// <param name="Area">Area code.</param>
/// <param name="Owner">Code of the accountable unit.</param>
/// <param name="Since">When somebody last did something, UTC.</param>
public sealed record DormantMatter(long Number, string Category, string Area, string Owner, DateTimeOffset Since);

/// <summary>Reminds units of open matters without a step, once per level until the next step.</summary>
public sealed class DormantTickler(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
{
    private const int Page = 500;

    /// <summary>Looks at every open matter that nobody touched for long enough.</summary>
    /// <returns>How many reminders were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var cutoff = now.AddDays(-DormantRule.FewestDays(jurisdiction, jurisdiction.Calendar.DayOf(now)));
        var (written, after) = (0, default(MatterId));
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var quiet = await (
                from m in db.Set<MatterRow>().AsNoTracking()
                where
                    m.Stage == Stage.Open
                    && m.RaisedAt < cutoff
                    && m.Id > after
                    && !db.Set<HistoryRow>().Any(h => h.MatterId == m.Id && h.At >= cutoff && !h.Actor.StartsWith("system:"))
                orderby m.Id
                select new
                {
                    m.Id,
                    m.AccountableUnit,
                    m.Kind,
                    // An imported matter has facts of the import only: it is quiet since it was raised.
                    LastSeq = db.Set<HistoryRow>()
                        .Where(h => h.MatterId == m.Id && !h.Actor.StartsWith("system:"))
                        .Max(h => (int?)h.Seq)
                        ?? 0,
                    Since = db.Set<HistoryRow>()
                        .Where(h => h.MatterId == m.Id && !h.Actor.StartsWith("system:"))
                        .Max(h => (DateTimeOffset?)h.At)
                        ?? m.RaisedAt,
                }
            )
                .Take(Page)
                .ToListAsync(cancel);
            var ids = quiet.ConvertAll(q => q.Id);
            var told = (
                await db.Set<DormantReminderRow>().AsNoTracking().Where(r => ids.Contains(r.MatterId)).ToListAsync(cancel)
            )
                .Select(r => (r.MatterId, r.LastSeq, r.Level))
                .ToHashSet();
            foreach (var matter in quiet)
            {
                foreach (
                    var (level, unit) in DormantRule.Due(matter.AccountableUnit, matter.Kind, matter.Since, jurisdiction, now)
                )
                {
                    if (told.Add((matter.Id, matter.LastSeq, level)))
                    {
                        db.Add(
                            new DormantReminderRow
                            {
                                MatterId = matter.Id,
                                LastSeq = matter.LastSeq,
                                Level = level,
                                Told = unit,
                                Since = matter.Since,
                                At = now,
                            }
                        );
                        written++;
                    }
                }
            }
            await db.SaveChangesAsync(cancel);
            if (quiet.Count < Page)
            {
                return written;
            }
            after = quiet[^1].Id;
        }
    }

    /// <summary>Whether a unit was reminded of anything that nobody has touched since.</summary>
    public static Task<bool> HasAnyAsync(Db db, StaffScope scope, string unit, CancellationToken cancel = default) =>
        scope.Sees.Contains(unit) ? Of(db, scope, unit).AnyAsync(cancel) : Task.FromResult(false);

    /// <summary>What a unit was reminded of and nobody has touched since, the longest quiet first.</summary>
    public static async Task<IReadOnlyList<DormantMatter>> OfUnitAsync(
        Db db,
        StaffScope scope,
        string unit,
        int take,
        CancellationToken cancel = default
    )
    {
        if (!scope.Sees.Contains(unit))
        {
            return [];
        }
        // A unit may have been reminded of one matter twice: as its owner, and before that from above.
        var found = await Of(db, scope, unit).Take(2 * take).ToListAsync(cancel);
        return [.. found.DistinctBy(d => d.Number).Take(take)];
    }

    // The longest quiet first.
    private static IQueryable<DormantMatter> Of(Db db, StaffScope scope, string unit)
    {
        var seen = UnitMatters.Rows(db, scope);
        if (scope.Areas.TryGetValue(unit, out var only))
        {
            seen = seen.Where(m => only.Contains(m.Area));
        }
        return from r in db.Set<DormantReminderRow>().AsNoTracking()
            join m in seen on r.MatterId equals m.Id
            where
                r.Told == unit
                && m.Stage == Stage.Open
                && !db.Set<HistoryRow>().Any(h => h.MatterId == m.Id && h.Seq > r.LastSeq && !h.Actor.StartsWith("system:"))
            orderby r.Since, m.Id
            select new DormantMatter(m.Number, m.Category, m.Area, m.AccountableUnit, r.Since);
    }
}
