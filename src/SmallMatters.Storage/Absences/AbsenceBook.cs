using System.Collections.Immutable;
using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Absences;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.Absences;

/// <summary>An absence. Written once; ending it early is written once more.</summary>
[NotPersonal("a code of the jurisdiction", nameof(AbsenceRow.Unit))]
internal sealed class AbsenceRow
{
    public Guid Id { get; init; }
    public Guid Away { get; init; }
    public required string Unit { get; init; }
    public Guid StandIn { get; init; }
    public DateOnly FromDay { get; init; }
    public DateOnly ToDay { get; init; }
    public Guid RecordedBy { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public DateOnly? EndedOn { get; set; }
    public Guid? EndedBy { get; set; }
}

internal sealed class AbsenceMap : IEntityTypeConfiguration<AbsenceRow>
{
    public void Configure(EntityTypeBuilder<AbsenceRow> builder)
    {
        builder.ToTable("Absence");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.EndedOn).IsConcurrencyToken();
        builder.HasIndex(a => new { a.Unit, a.ToDay });
        builder.HasIndex(a => new { a.StandIn, a.ToDay });
    }
}

/// <summary>Writes absences down and reads what a stand-in sees.</summary>
public sealed class AbsenceBook(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
{
    /// <summary>
    /// Writes an absence down, or says why not. Two at once are decided one after the other, so that neither contradicts the other.
    /// </summary>
    public async Task<Acted> RecordAsync(StaffScope scope, RecordAbsence command, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        for (var attempt = 0; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            // SQLite lets one in at a time; PostgreSQL lets both in, and refuses the second to commit.
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel);
            try
            {
                var (absence, why) = RecordAbsenceRule.Decide(
                    command,
                    Guid.CreateVersion7(now),
                    scope.Actor,
                    await HereAsync(db, scope.Unit, today, cancel),
                    await OfUnitAsync(db, scope.Unit, today, cancel),
                    today
                );
                if (absence is null)
                {
                    return new Acted.Refused(why!);
                }
                db.Add(
                    new AbsenceRow
                    {
                        Id = absence.Id,
                        Away = absence.Away.Value,
                        Unit = absence.Unit,
                        StandIn = absence.StandIn.Value,
                        FromDay = absence.From,
                        ToDay = absence.To,
                        RecordedBy = scope.Id.Value,
                        RecordedAt = now,
                    }
                );
                await db.SaveChangesAsync(cancel);
                await transaction.CommitAsync(cancel);
                return new Acted.Written();
            }
            catch (Exception fault) when (attempt < 5 && DatabaseFaults.WasOvertaken(fault))
            {
                // The database has rolled it back; it is decided anew on what the other one wrote.
            }
        }
    }

    /// <summary>Ends an absence today.</summary>
    public async Task<Acted> EndAsync(StaffScope scope, Guid id, CancellationToken cancel = default)
    {
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<AbsenceRow>().FirstOrDefaultAsync(a => a.Id == id && a.Unit == scope.Unit, cancel);
        if (row is null)
        {
            return new Acted.NotFound();
        }
        var (ended, why) = RecordAbsenceRule.End(Of(row), scope.Actor, today);
        if (ended is null)
        {
            return new Acted.Refused(why!);
        }
        (row.EndedOn, row.EndedBy) = (ended.EndedOn, scope.Id.Value);
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Acted.Written();
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Acted.ChangedMeanwhile();
        }
    }

    /// <summary>Absences of a unit that are not over on a local day, the earliest first.</summary>
    public static async Task<IReadOnlyList<Absence>> OfUnitAsync(
        Db db,
        string unit,
        DateOnly today,
        CancellationToken cancel = default
    ) =>
        (
            await db.Set<AbsenceRow>()
                .AsNoTracking()
                .Where(a => a.Unit == unit && a.ToDay >= today && a.EndedOn == null)
                .OrderBy(a => a.FromDay)
                .ThenBy(a => a.Id)
                .ToListAsync(cancel)
        ).ConvertAll(Of);

    /// <summary>The absences in which somebody stands in on a local day, for the unit that they act for.</summary>
    public static async Task<IReadOnlyList<Absence>> StandingInAsync(
        Db db,
        StaffScope scope,
        DateOnly today,
        CancellationToken cancel = default
    )
    {
        var (me, unit) = (scope.Id.Value, scope.Unit);
        return (
            await db.Set<AbsenceRow>()
                .AsNoTracking()
                .Where(a => a.StandIn == me && a.Unit == unit && a.FromDay <= today && a.ToDay >= today && a.EndedOn == null)
                .OrderBy(a => a.FromDay)
                .ThenBy(a => a.Id)
                .ToListAsync(cancel)
        ).ConvertAll(Of);
    }

    /// <summary>
    /// The open matters of somebody who is away, for who stands in for them now; the most urgent first. Nothing once the absence is
    /// over, and nothing of an area that the stand-in does not see.
    /// </summary>
    public static async Task<IReadOnlyList<UnitMatter>> MattersAsync(
        Db db,
        StaffScope scope,
        Absence absence,
        DateOnly today,
        int take,
        CancellationToken cancel = default
    )
    {
        if (!absence.HoldsOn(today) || absence.StandIn != scope.Id || !scope.Sees.Contains(absence.Unit))
        {
            return [];
        }
        var (away, unit) = ((Guid?)absence.Away.Value, absence.Unit);
        var rows = UnitMatters
            .Rows(db, scope)
            .AsNoTracking()
            .Where(m => m.Handler == away && m.Stage == Stage.Open && m.OwnerUnit == unit);
        if (scope.Areas.TryGetValue(unit, out var only))
        {
            rows = rows.Where(m => only.Contains(m.Area));
        }
        var found = await rows.OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(take).ToListAsync(cancel);
        return found.ConvertAll(UnitMatters.Shown);
    }

    private static async Task<ImmutableArray<ColleagueHere>> HereAsync(
        Db db,
        string unit,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var posts = await db
            .Appointments.Where(a =>
                a.Unit == unit
                && a.ValidFrom <= today
                && (a.ValidTo == null || today <= a.ValidTo)
                && (a.Role == StaffRole.Handler || a.Role == StaffRole.Supervisor || a.Role == StaffRole.Reviewer)
                && db.Users.Any(u => u.Id == a.AccountId && u.ClosedAt == null)
            )
            .Select(a => new { a.AccountId, a.Area })
            .ToListAsync(cancel);
        return
        [
            .. posts
                .GroupBy(p => p.AccountId)
                .Select(g => new ColleagueHere(
                    new StaffId(g.Key),
                    g.Any(p => p.Area is null) ? null : [.. g.Select(p => p.Area!).Distinct()]
                )),
        ];
    }

    private static Absence Of(AbsenceRow row) =>
        new(row.Id, new StaffId(row.Away), row.Unit, new StaffId(row.StandIn), row.FromDay, row.ToDay, row.EndedOn);
}
