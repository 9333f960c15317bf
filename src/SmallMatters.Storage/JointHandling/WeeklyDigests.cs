using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.JointHandling;

/// <summary>A unit's week in numbers.</summary>
/// <param name="New">Matters that came to it, raised in the week.</param>
/// <param name="Closed">Matters that it answered in the week.</param>
/// <param name="Overdue">Open matters past a due time at the end of the week.</param>
/// <param name="PromisesDue">Its open promises for the week that follows, and those whose day has passed.</param>
/// <param name="Parts">Parts that it was asked for or has in hand.</param>
/// <param name="Orders">Orders that it has to reply to.</param>
/// <param name="Dissatisfied">Its matters about which a dissatisfied verdict came in the week.</param>
public sealed record UnitWeek(int New, int Closed, int Overdue, int PromisesDue, int Parts, int Orders, int Dissatisfied);

/// <summary>The digest of a week as it was sent to the unit.</summary>
[NotPersonal("a unit and counts of its week", nameof(WeeklyDigestRow.Unit), nameof(WeeklyDigestRow.Body))]
internal sealed class WeeklyDigestRow
{
    public required string Unit { get; init; }

    /// <summary>The local Monday on which the week began.</summary>
    public DateOnly Monday { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Body { get; init; }
}

internal sealed class WeeklyDigestMap : IEntityTypeConfiguration<WeeklyDigestRow>
{
    public void Configure(EntityTypeBuilder<WeeklyDigestRow> builder)
    {
        builder.ToTable("WeeklyDigest");
        builder.HasKey(d => new { d.Unit, d.Monday });
    }
}

/// <summary>The weekly digest of each unit (每周摘要): counted once when the week is over, and kept as it was sent.</summary>
public sealed class WeeklyDigests(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
{
    /// <summary>The local Monday of a day's week.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>Sends last week's digest to every unit that has not got it yet.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> SendAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var monday = MondayOf(jurisdiction.Calendar.DayOf(now)).AddDays(-7);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var sent = await db.Set<WeeklyDigestRow>().Where(d => d.Monday == monday).Select(d => d.Unit).ToListAsync(cancel);
        var missing = jurisdiction.Units.Keys.Except(sent).Order(StringComparer.Ordinal).ToList();
        foreach (var unit in missing)
        {
            var week = await CountAsync(db, unit, monday, jurisdiction.Calendar, now, cancel);
            db.Add(
                new WeeklyDigestRow
                {
                    Unit = unit,
                    Monday = monday,
                    At = now,
                    Body = JsonSerializer.Serialize(week),
                }
            );
        }
        await db.SaveChangesAsync(cancel);
        return missing.Count;
    }

    /// <summary>The latest digests that were sent to a unit, the latest first; none of a unit that the reader does not see.</summary>
    public static async Task<IReadOnlyList<(DateOnly Monday, UnitWeek Week)>> OfUnitAsync(
        Db db,
        StaffScope scope,
        string unit,
        int take,
        CancellationToken cancel = default
    ) =>
        scope.Sees.Contains(unit)
            ? (
                await db.Set<WeeklyDigestRow>()
                    .AsNoTracking()
                    .Where(d => d.Unit == unit)
                    .OrderByDescending(d => d.Monday)
                    .Take(take)
                    .ToListAsync(cancel)
            ).ConvertAll(d => (d.Monday, JsonSerializer.Deserialize<UnitWeek>(d.Body)!))
            : [];

    /// <summary>A unit's week as it stands at an instant.</summary>
    public static async Task<UnitWeek> CountAsync(
        Db db,
        string unit,
        DateOnly monday,
        Domain.Calendar.WorkingCalendar calendar,
        DateTimeOffset now,
        CancellationToken cancel = default
    )
    {
        var (begin, end) = (calendar.StartOfDay(monday), calendar.StartOfDay(monday.AddDays(7)));
        var seenAt = now < end ? now : end;
        var nextWeekEnds = monday.AddDays(14);
        var matters = db.Set<MatterRow>().AsNoTracking();
        return new UnitWeek(
            await matters.CountAsync(m => m.OwnerUnit == unit && m.RaisedAt >= begin && m.RaisedAt < end, cancel),
            await matters.CountAsync(m => m.OwnerUnit == unit && m.ClosedAt >= begin && m.ClosedAt < end, cancel),
            await matters.CountAsync(m => m.AccountableUnit == unit && m.Stage == Stage.Open && m.DueAt <= seenAt, cancel),
            await db.Set<PromiseRow>()
                .CountAsync(p => p.Unit == unit && p.State == PromiseState.Open && p.DueOn < nextWeekEnds, cancel),
            await db.Set<PartRow>()
                .CountAsync(p => p.Unit == unit && (p.State == PartState.Asked || p.State == PartState.InHand), cancel),
            await db.Set<JointDutyRow>().CountAsync(d => d.Unit == unit && d.For == DutyFor.ReplyToOrder, cancel),
            await (
                from m in matters
                join h in db.Set<HistoryRow>() on m.Id equals h.MatterId
                where
                    m.OwnerUnit == unit
                    && m.ChangedAt >= begin
                    && h.Type == nameof(DissatisfiedVerdictGiven)
                    && h.At >= begin
                    && h.At < end
                select m.Id
            )
                .Distinct()
                .CountAsync(cancel)
        );
    }
}
