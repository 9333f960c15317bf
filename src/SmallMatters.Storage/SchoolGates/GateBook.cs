using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Partners;

namespace SmallMatters.Storage.SchoolGates;

/// <summary>What a school reads by its link: what is open at its own premises and what is planned with it. Nobody's name.</summary>
/// <param name="Room">The work with the school.</param>
/// <param name="Findings">Open findings of its own premises.</param>
public sealed record SchoolReads(CampusRoom Room, IReadOnlyList<FindingLine> Findings);

/// <summary>
/// The work with schools: begun, planned day by day, read. Each step on a file goes through <see cref="JointBook"/>, and the alarm is a
/// step of its sweep.
/// </summary>
public sealed class GateBook(
    IDbContextFactory<Db> databases,
    JointBook book,
    PremisesReader premises,
    InspectionBook inspections,
    JurisdictionSource jurisdictions,
    TimeProvider time
)
{
    private const int Most = 100;

    private static readonly Refusal NoSchool = Refusal.Of(
        "not-a-school",
        "请选择登记为学校的场所。",
        "Choose premises that are registered as a school.",
        "Premises"
    );

    private static readonly Refusal Already = Refusal.Of(
        "campus-room-there",
        "这所学校已经有校园警务室。",
        "There is one for this school already.",
        "Premises"
    );

    /// <summary>Begins the work with a school of the register.</summary>
    public async Task<(Acted Done, Guid Id)> OpenAsync(Guid school, StaffScope scope, CancellationToken cancel = default)
    {
        if (await premises.PlaceAsync(school, scope, cancel) is not { Kind: PremisesKind.School } place)
        {
            return (new Acted.Refused(NoSchool), default);
        }
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            if (await OfSchoolAsync(db, school, cancel) is not null)
            {
                return (new Acted.Refused(Already), default);
            }
        }
        return await book.BeginAsync(
            scope,
            place.Area,
            (id, by, _, now) => CampusRoomRule.Open(id, school, place.Name, place.Area, place.Unit, by, now),
            cancel
        );
    }

    /// <summary>Key of the work with a school that goes on; null where there is none.</summary>
    public static async Task<Guid?> OfSchoolAsync(Db db, Guid school, CancellationToken cancel = default) =>
        await db.Set<CampusRoomRow>()
            .Where(r => r.PremisesId == school && db.Set<JointFileRow>().Any(f => f.Id == r.FileId && !f.IsOver))
            .Select(r => (Guid?)r.FileId)
            .FirstOrDefaultAsync(cancel);

    /// <summary>
    /// Promises the shifts of every local day up to today that has not been planned. Run again, or by two nodes at once, it plans nothing
    /// twice; after a standstill the days that were missed are planned as well, and the sweep then gives their alarms.
    /// </summary>
    /// <returns>How many shifts were planned.</returns>
    public async Task<int> PlanAsync(CancellationToken cancel = default)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        var today = jurisdiction.Calendar.DayOf(now);
        List<Guid> due;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            due = await db.Set<CampusRoomRow>()
                .Where(r => r.PlannedUntil != null && r.PlannedUntil < today)
                .Select(r => r.FileId)
                .ToListAsync(cancel);
        }
        var planned = 0;
        foreach (var id in due)
        {
            planned += await PlanAsync(id, today, jurisdiction, now, cancel);
        }
        return planned;
    }

    private async Task<int> PlanAsync(
        Guid id,
        DateOnly today,
        Jurisdiction jurisdiction,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var row = await db.Set<CampusRoomRow>().FirstAsync(r => r.FileId == id, cancel);
        if (row.PlannedUntil is not { } last || await JointBook.ReadAsync<CampusRoom>(db, id, cancel) is not { } room)
        {
            return 0;
        }
        var shifts = Enumerable
            .Range(1, today.DayNumber - last.DayNumber)
            .SelectMany(n => PlanShiftsRule.Of(room, last.AddDays(n), jurisdiction))
            .ToList();
        foreach (var shift in shifts)
        {
            await JointBook.AddAsync(db, shift.File.Id, shift, null, now, cancel);
        }
        row.PlannedUntil = today;
        try
        {
            await db.SaveChangesAsync(cancel);
            return shifts.Count;
        }
        catch (DbUpdateException)
        {
            // Another node was quicker; when it was something else, the next run meets it again.
            return 0;
        }
    }

    /// <summary>The shifts of a local day that a reader may see, in the order in which they begin, and every alarm that is open.</summary>
    public static async Task<IReadOnlyList<GateShift>> ShiftsAsync(
        Db db,
        StaffScope scope,
        DateOnly day,
        CancellationToken cancel = default
    )
    {
        var (whole, parts) = (scope.Whole, scope.Parts);
        var ids = await db.Set<GateShiftRow>()
            .Where(s => s.Day == day || s.AlarmOpen)
            .Where(s =>
                db.Set<JointReaderRow>()
                    .Any(r => r.FileId == s.FileId && (whole.Contains(r.Unit) || parts.Contains(r.Unit + "/" + s.Area)))
            )
            .OrderByDescending(s => s.AlarmOpen)
            .ThenBy(s => s.StartsAt)
            .ThenBy(s => s.FileId)
            .Select(s => s.FileId)
            .Take(Most)
            .ToListAsync(cancel);
        return await ReadAsync(db, ids, cancel);
    }

    /// <summary>The latest shifts of one school, the last first.</summary>
    public static async Task<IReadOnlyList<GateShift>> OfRoomAsync(
        Db db,
        Guid room,
        int take,
        CancellationToken cancel = default
    ) =>
        await ReadAsync(
            db,
            await db.Set<GateShiftRow>()
                .Where(s => s.RoomId == room)
                .OrderByDescending(s => s.Day)
                .ThenByDescending(s => s.Slot)
                .Select(s => s.FileId)
                .Take(take)
                .ToListAsync(cancel),
            cancel
        );

    /// <summary>The shifts of an area on a local day, for volunteers.</summary>
    public static async Task<IReadOnlyList<GateShift>> OfAreaAsync(
        Db db,
        string area,
        DateOnly day,
        CancellationToken cancel = default
    ) =>
        await ReadAsync(
            db,
            await db.Set<GateShiftRow>()
                .Where(s => s.Area == area && s.Day == day)
                .OrderBy(s => s.StartsAt)
                .Select(s => s.FileId)
                .Take(Most)
                .ToListAsync(cancel),
            cancel
        );

    /// <summary>How many gates stand empty of which a unit is to hear: its own, and those whose alarm has gone up to it.</summary>
    public static Task<int> EmptyAsync(Db db, StaffScope scope, string unit, CancellationToken cancel = default) =>
        !scope.Sees.Contains(unit)
            ? Task.FromResult(0)
            : db.Set<GateShiftRow>()
                .Where(s => s.AlarmOpen)
                .CountAsync(
                    s => s.Unit == unit || db.Set<JointDutyRow>().Any(d => d.FileId == s.FileId && d.GoneUpTo == unit),
                    cancel
                );

    /// <summary>A volunteer acts on a shift of their own area; whose link it is and that they serve has been read before.</summary>
    public Task<Acted> ByVolunteerAsync(
        Guid shift,
        Guid volunteer,
        string area,
        Func<GateShift, ShiftTaker, DateTimeOffset, JointDecision> decide,
        CancellationToken cancel = default
    ) =>
        book.DecideOutsideAsync<GateShift>(
            shift,
            (it, _, now) => it.At == area ? decide(it, new ShiftTaker(null, volunteer), now) : NotThere,
            cancel
        );

    private static readonly Refusal NotThere = Refusal.Of(
        "shift-of-another-area",
        "这一班不在您的片区。",
        "This shift is in another area."
    );

    /// <summary>Gives the school a link. Its secret is shown once and kept nowhere; an earlier one ends.</summary>
    public async Task<(Acted Done, string Secret)> GiveLinkAsync(
        Guid id,
        StaffScope scope,
        int seen,
        CancellationToken cancel = default
    )
    {
        var (secret, hash) = PartnerSecrets.NewLink();
        return (
            await book.DecideAsync<CampusRoom>(id, scope, (room, by, _, _) => CampusRoomRule.Give(room, hash, by), seen, cancel),
            secret
        );
    }

    /// <summary>What a school's link opens; null where there is no such link.</summary>
    public async Task<SchoolReads?> ByLinkAsync(string secret, CancellationToken cancel = default)
    {
        if (secret.Length != PartnerSecrets.LinkLength)
        {
            return null;
        }
        var hash = Convert.ToBase64String(PartnerSecrets.HashOf(secret));
        await using var db = await databases.CreateDbContextAsync(cancel);
        var id = await db.Set<CampusRoomRow>()
            .Where(r => r.LinkHash == hash)
            .Select(r => (Guid?)r.FileId)
            .FirstOrDefaultAsync(cancel);
        if (id is not { } found || await JointBook.ReadAsync<CampusRoom>(db, found, cancel) is not { Ended: false } room)
        {
            return null;
        }
        var findings = await inspections.OpenOfAsync([room.File.Premises], cancel);
        return new SchoolReads(room, [.. findings[room.File.Premises]]);
    }

    private static async Task<IReadOnlyList<GateShift>> ReadAsync(Db db, List<Guid> ids, CancellationToken cancel)
    {
        var shifts = new List<GateShift>(ids.Count);
        foreach (var id in ids)
        {
            shifts.Add((await JointBook.ReadAsync<GateShift>(db, id, cancel))!);
        }
        return shifts;
    }
}
