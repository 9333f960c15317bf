using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Domain.Tests.JointHandling;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.SchoolGates;

public class CampusRoomTests
{
    private static readonly Guid Drill = new("01934f3e-0000-7000-8000-0000000000d1");

    private static CampusRoom Planned() =>
        Gates
            .Room()
            .After(r =>
                HoldDrillRule.Plan(
                    r,
                    DrillKind.Fire,
                    Given.Today.AddDays(10),
                    Drill,
                    Gates.Officer,
                    Given.Jurisdiction,
                    Given.Now
                )
            );

    [Fact]
    public void A_drill_has_a_clock_until_its_day_and_ends_with_what_came_of_it()
    {
        var room = Planned();
        Assert.Equal(Given.Today.AddDays(10), room.Duties.Open(DutyFor.HoldDrill, Drill)!.Clock.Deadline.DueOn);
        var none = HoldDrillRule.Hold(
            room,
            Drill,
            new HoldDrill(null, null, null, null),
            Gates.Officer,
            Given.Jurisdiction,
            Given.Now
        );
        Assert.Equal(["school-day", "missing-outcome", "missing-words"], none.Why!.Each.Select(w => w.Code));
        var promised = room.After(r =>
            HoldDrillRule.Hold(
                r,
                Drill,
                new HoldDrill(Given.Today, DrillOutcome.Promise, "东侧楼梯太慢，分两路走。", Given.Today.AddDays(7)),
                Gates.Officer,
                Given.Jurisdiction,
                Given.Now
            )
        );
        Assert.Null(promised.Duties.Open(DutyFor.HoldDrill, Drill));
        Assert.Equal(Given.Today.AddDays(7), promised.Duties.Open(DutyFor.KeepDrillPromise, Drill)!.Clock.Deadline.DueOn);
        var kept = promised.After(r => HoldDrillRule.Keep(r, Drill, "路线已经改好。", Gates.Officer, Given.Now));
        Assert.DoesNotContain(kept.Duties, d => d.IsOpen);
        Assert.Equal("drill-not-now", HoldDrillRule.Keep(kept, Drill, "再来", Gates.Officer, Given.Now).Says());
    }

    [Fact]
    public void A_lesson_counts_lessons_and_has_no_field_for_a_pupil()
    {
        Assert.Equal(["Topic", "On", "Level", "Lessons"], typeof(SafetyLesson).GetProperties().Select(p => p.Name));
        var why = GiveLessonRule
            .Decide(Gates.Room(), "", Given.Today.AddDays(1), null, 0, Gates.Officer, Given.Jurisdiction, Given.Now)
            .Why!;
        Assert.Equal(["missing-topic", "school-day", "missing-level", "lessons"], why.Each.Select(w => w.Code));
    }

    [Fact]
    public void Another_unit_neither_begins_the_work_with_a_school_nor_changes_it()
    {
        var room = Planned();
        Assert.Equal(
            "not-your-units-school",
            CampusRoomRule.Open(Drill, Drill, "书院小学", "east", "police", Gates.Stranger, Given.Now).Says()
        );
        Assert.Equal("not-your-units-school", CampusRoomRule.Give(room, "hash", Gates.Stranger).Says());
        Assert.Equal(
            "not-your-units-school",
            GateRosterRule.Decide(room, Gates.Typed(), Gates.Stranger, Given.Jurisdiction, Given.Now).Says()
        );
        Assert.Equal("only-a-leader-of-the-unit", CampusRoomRule.End(room, "并校", Gates.Officer, Given.Now).Says());
        var ended = room.After(r => CampusRoomRule.End(r, "并校", Gates.Head, Given.Now));
        Assert.Equal("campus-room-ended", CampusRoomRule.Give(ended, "hash", Gates.Officer).Says());
        Assert.DoesNotContain(ended.Duties, d => d.IsOpen);
        Assert.Empty(PlanShiftsRule.Of(ended, Gates.Tuesday, Given.Jurisdiction));
    }
}
