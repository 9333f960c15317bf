using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.SchoolGates;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.SchoolGates;

/// <summary>A step on the work with a school, as its address says it.</summary>
public enum RoomStep
{
    Roster,
    Hours,
    Lesson,
    Drill,
    Link,
    End,
    Held,
    Kept,
}

/// <summary>Steps in words.</summary>
internal static class RoomSteps
{
    public static Bilingual Said(this RoomStep step) =>
        step switch
        {
            RoomStep.Roster => new("排护学岗的班", "Set the roster"),
            RoomStep.Hours => new("写驻校时间", "Set the hours at the school"),
            RoomStep.Lesson => new("记安全课", "Note safety lessons"),
            RoomStep.Drill => new("约定演练", "Plan a drill"),
            RoomStep.Link => new("给学校发链接", "Give the school a link"),
            RoomStep.End => new("结束", "End it"),
            RoomStep.Held => new("记录演练结果", "Record what came of the drill"),
            RoomStep.Kept => new("兑现承诺", "Keep the promise"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>What the page of a school and the pages of its steps share.</summary>
public abstract class RoomPage(Desk desk) : JointPageModel<CampusRoom>(desk)
{
    public DateOnly Today => Jurisdiction.Calendar.DayOf(Now);

    /// <summary>Whether the reader works with the school; the rules decide when a step is sent.</summary>
    public bool Works => Deals && Scope.Unit == State.Lead && !State.Ended;

    /// <summary>Whether the reader may take a step that begins on the page itself.</summary>
    protected bool Offered(RoomStep step) => Works && (step != RoomStep.End || Scope.Is(StaffRole.Supervisor));
}

/// <summary>What a unit does with a school: its latest shifts, hours, drills, lessons, open findings.</summary>
[Authorize(Policies.Matters)]
public sealed class RoomModel(Desk desk, InspectionBook inspections) : RoomPage(desk)
{
    private const int Latest = 14;

    public IReadOnlyList<GateShift> Shifts { get; private set; } = [];

    public IReadOnlyList<FindingLine> Findings { get; private set; } = [];

    public IEnumerable<RoomStep> Steps =>
        Enum.GetValues<RoomStep>().Where(step => step is not (RoomStep.Held or RoomStep.Kept) && Offered(step));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        Shifts = await GateBook.OfRoomAsync(Desk.Db, State.Key, Latest, cancel);
        Findings = [.. (await inspections.OpenOfAsync([State.File.Premises], cancel))[State.File.Premises]];
        return Page();
    }
}
