using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Matters;

namespace SmallMatters.Domain.Tests.SchoolGates;

/// <summary>A primary school whose gates the police station mans.</summary>
internal static class Gates
{
    public static readonly Actor.Staff Officer = Given.Staff(21, "police", StaffRole.Handler);
    public static readonly Actor.Staff Colleague = Given.Staff(22, "police", StaffRole.Handler);
    public static readonly Actor.Staff Head = Given.Staff(23, "police", StaffRole.Supervisor);
    public static readonly Actor.Staff Above = Given.Staff(24, "bureau", StaffRole.Handler);
    public static readonly Actor.Staff Stranger = Given.Staff(25, "property", StaffRole.Handler);
    public static readonly ShiftTaker Volunteer = new(null, new Guid("01934f3e-0000-7000-8000-0000000000aa"));

    /// <summary>Monday 2026-03-02, 18:00 in Shanghai.</summary>
    public static readonly DateTimeOffset SetAt = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Tuesday = new(2026, 3, 3);

    public static SetRoster Typed(bool makeUpDays = false) =>
        new(
            [
                ("主门", new TimeOnly(7, 20), new TimeOnly(8, 0)),
                ("主门", new TimeOnly(16, 0), new TimeOnly(16, 50)),
                (null, null, null),
            ],
            [(new DateOnly(2026, 2, 24), new DateOnly(2026, 7, 3))],
            [new DateOnly(2026, 4, 1)],
            makeUpDays,
            10
        );

    public static CampusRoom Room() =>
        (CampusRoom)
            CampusRoomRule
                .Open(
                    new Guid("01934f3e-0000-7000-8000-0000000000b1"),
                    new Guid("01934f3e-0000-7000-8000-0000000000b2"),
                    "书院小学",
                    "east",
                    "police",
                    Officer,
                    SetAt
                )
                .Begin();

    public static CampusRoom WithRoster(bool makeUpDays = false) =>
        Room().After(r => GateRosterRule.Decide(r, Typed(makeUpDays), Officer, Given.Jurisdiction, SetAt));

    public static GateShift Morning() => Begun(PlanShiftsRule.Of(WithRoster(), Tuesday, Given.Jurisdiction).First());

    public static GateShift Begun(GateShiftPlanned planned) => (GateShift)planned.Apply(null);

    /// <summary>What the sweep does at an instant: every step that is due then.</summary>
    public static GateShift Swept(this GateShift shift, DateTimeOffset now)
    {
        while (
            shift.Duties.FirstOrDefault(d => d.IsOpen) is { } duty
            && TickDutyRule.Decide(shift, duty.Id, Given.Jurisdiction, now) is { } step
        )
        {
            shift = shift.After(_ => step);
        }
        return shift;
    }
}
