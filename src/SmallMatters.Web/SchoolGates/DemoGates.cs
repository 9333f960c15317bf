using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.JointHandling;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.SchoolGates;

namespace SmallMatters.Web.SchoolGates;

/// <summary>The demonstration's school: a roster of a week ago, whose shifts so far were stood, lessons and a drill.</summary>
internal sealed class DemoGates(IDbContextFactory<Db> databases, PremisesReader premises, GateBook gates, JointBook book)
{
    private const string Unit = "station";

    /// <summary>Makes it, if the station has somebody who leads it.</summary>
    public async Task MakeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        Guid? head;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            head = await db
                .Appointments.Where(a => a.Unit == Unit && a.Role == StaffRole.Supervisor)
                .Select(a => (Guid?)a.AccountId)
                .FirstOrDefaultAsync(cancel);
        }
        if (head is not { } account)
        {
            return;
        }
        var scope = new StaffScope(new StaffId(account), Unit, [Unit], [Unit], [StaffRole.Handler, StaffRole.Supervisor]);
        var places = (await premises.ListAsync(scope, new PremisesFilter(null, null, Unit, null, false), 1, cancel)).Entries;
        var school = places.Single(p => p.Details.Code == "cs-001");
        var (done, room) = await gates.OpenAsync(school.Id, scope, cancel);
        Check(done);
        var before = now.AddDays(-7);
        await StepAsync(
            (it, by, j) =>
                GateRosterRule.Decide(
                    it,
                    new SetRoster(
                        [("主门", new TimeOnly(7, 20), new TimeOnly(8, 0)), ("主门", new TimeOnly(16, 10), new TimeOnly(17, 0))],
                        [(j.Calendar.DayOf(now).AddDays(-90), j.Calendar.DayOf(now).AddDays(90))],
                        [],
                        false,
                        10
                    ),
                    by,
                    j,
                    before
                )
        );
        await StepAsync(
            (it, by, _) =>
                CampusRoomRule.SetHours(it, [new OfficeHour(DayOfWeek.Wednesday, new TimeOnly(14, 0), new TimeOnly(16, 0))], by)
        );
        await StepAsync(
            (it, by, j) => GiveLessonRule.Decide(it, "过马路", j.Calendar.DayOf(before), SchoolLevel.LowerPrimary, 4, by, j, now)
        );
        await StepAsync(
            (it, by, j) =>
                HoldDrillRule.Plan(it, DrillKind.Fire, j.Calendar.DayOf(now).AddDays(14), Guid.CreateVersion7(now), by, j, now)
        );
        await gates.PlanAsync(cancel);
        IReadOnlyList<GateShift> shifts;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            shifts = await GateBook.OfRoomAsync(db, room, 14, cancel);
        }
        foreach (var shift in shifts.Where(s => s.File.ConfirmBy < now))
        {
            Check(
                await book.DecideAsync<GateShift>(
                    shift.Key,
                    scope,
                    (it, by, _, _) => StandAtGateRule.Stand(it, new ShiftTaker(by.Id, null), it.File.ConfirmBy.AddMinutes(-3)),
                    null,
                    cancel
                )
            );
        }

        async Task StepAsync(Func<CampusRoom, Actor.Staff, Jurisdiction, JointDecision> decide) =>
            Check(await book.DecideAsync<CampusRoom>(room, scope, (it, by, j, _) => decide(it, by, j), null, cancel));
    }

    private static void Check(Acted done)
    {
        if (done is Acted.Refused refused)
        {
            throw new InvalidOperationException($"the demonstration's school was refused: {refused.Why.Sentence}");
        }
    }
}
