using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.DutyRoster;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Absences;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Storage.DutyRoster;

/// <summary>Who is on duty in one part of one day, as it was said once. Appended, never edited: the last one holds.</summary>
[NotPersonal("a code of the jurisdiction, and keys of accounts", nameof(RosterRow.Unit), nameof(RosterRow.People))]
internal sealed class RosterRow
{
    public required string Unit { get; init; }
    public DateOnly Day { get; init; }
    public RosterPart Part { get; init; }

    /// <summary>1, 2, 3 … for that part of that day.</summary>
    public int Seq { get; init; }

    /// <summary>Keys of the accounts, parted by commas.</summary>
    public required string People { get; init; }
    public Guid SetBy { get; init; }
    public DateTimeOffset SetAt { get; init; }
}

internal sealed class RosterMap : IEntityTypeConfiguration<RosterRow>
{
    public void Configure(EntityTypeBuilder<RosterRow> builder)
    {
        builder.ToTable("DutyRoster");
        builder.HasKey(r => new
        {
            r.Unit,
            r.Day,
            r.Part,
            r.Seq,
        });
    }
}

/// <summary>Writes and reads who is on duty.</summary>
public sealed class RosterBook(IDbContextFactory<Db> databases, JurisdictionSource jurisdictions, TimeProvider time)
{
    /// <summary>Writes a day down; what is already so is not written again.</summary>
    public async Task<Acted> SetAsync(StaffScope scope, SetRoster command, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(now);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var colleagues = await Colleagues.OfUnitAsync(db, scope.Unit, today, cancel);
        var (entries, why) = SetRosterRule.Decide(
            command,
            scope.Actor,
            colleagues.Select(c => new StaffId(c.Id)).ToHashSet(),
            await AbsenceBook.OfUnitAsync(db, scope.Unit, today, cancel),
            today
        );
        if (why is not null)
        {
            return new Acted.Refused(why);
        }
        var kept = await RowsAsync(db, scope.Unit, command.Day, command.Day, cancel);
        foreach (var entry in entries)
        {
            var last = kept.LastOrDefault(r => r.Part == entry.Part);
            if (entry != (last is null ? entry with { People = [] } : Of(last)))
            {
                db.Add(
                    new RosterRow
                    {
                        Unit = scope.Unit,
                        Day = entry.Day,
                        Part = entry.Part,
                        Seq = (last?.Seq ?? 0) + 1,
                        People = string.Join(',', entry.People.Select(p => p.Value.ToString("N"))),
                        SetBy = scope.Id.Value,
                        SetAt = now,
                    }
                );
            }
        }
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

    /// <summary>Who is on duty from one local day to another, both included; parts of days of which nothing was said are not among them.</summary>
    public static async Task<IReadOnlyList<RosterEntry>> OfUnitAsync(
        Db db,
        string unit,
        DateOnly from,
        DateOnly to,
        CancellationToken cancel = default
    ) =>
        [
            .. (await RowsAsync(db, unit, from, to, cancel))
                .GroupBy(r => (r.Day, r.Part))
                .Select(g => Of(g.Last()))
                .OrderBy(e => e.Day)
                .ThenBy(e => e.Part),
        ];

    private static Task<List<RosterRow>> RowsAsync(Db db, string unit, DateOnly from, DateOnly to, CancellationToken cancel) =>
        db.Set<RosterRow>()
            .AsNoTracking()
            .Where(r => r.Unit == unit && r.Day >= from && r.Day <= to)
            .OrderBy(r => r.Seq)
            .ToListAsync(cancel);

    private static RosterEntry Of(RosterRow row) =>
        new(
            row.Day,
            row.Part,
            row.People.Length == 0
                ? ImmutableArray<StaffId>.Empty
                : [.. row.People.Split(',').Select(p => new StaffId(Guid.ParseExact(p, "N")))]
        );
}
