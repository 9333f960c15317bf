using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.SchoolGates;

/// <summary>The work with schools in words.</summary>
public static class GateSaid
{
    /// <summary>What a fact says; null for another file's.</summary>
    public static Bilingual? Fact(JointFact fact) =>
        fact switch
        {
            CampusRoomOpened => new("设立校园警务室", "The campus police room was set up"),
            CampusRoomEnded => new("结束", "It ended"),
            CampusLinkGiven => new("给学校发了链接", "The school was given a link"),
            CampusHoursSet => new("写明驻校时间", "The hours at the school were set"),
            GateRosterSet set => new(
                $"排班，从 {set.Held.From:yyyy-MM-dd} 起",
                $"A roster was set, from {set.Held.From:yyyy-MM-dd} on"
            ),
            LessonGiven given => new(
                $"安全课 {given.Lesson.Lessons} 节：{given.Lesson.Level.Said().Zh}",
                $"Safety lessons: {given.Lesson.Lessons}, {given.Lesson.Level.Said().En}"
            ),
            DrillPlanned planned => new(
                $"约定演练：{planned.Drill.Kind.Said().Zh}，{planned.Drill.PlannedOn:yyyy-MM-dd}",
                $"A drill was planned: {planned.Drill.Kind.Said().En}, {planned.Drill.PlannedOn:yyyy-MM-dd}"
            ),
            DrillHeld held => new(
                $"举行演练：{held.Drill.Kind.Said().Zh}；{held.Drill.Outcome!.Value.Said().Zh}",
                $"A drill was held: {held.Drill.Kind.Said().En}; {held.Drill.Outcome!.Value.Said().En}"
            ),
            DrillPromiseKept => new("兑现演练后的承诺", "What was promised after a drill was done"),
            GateShiftPlanned => new("按排班上岗", "The shift of the roster"),
            GateShiftTaken { Taker: null } => new("退出这一班", "A name was taken off"),
            GateShiftTaken => new("报名这一班", "A name was put down"),
            GateStood { StoodIn: true } => new("顶岗的人到了", "A stand-in came"),
            GateStood => new("到岗", "Somebody stands there"),
            GateAlarmAnswered => new("答复警报", "The alarm was answered"),
            GateShiftCalledOff => new("取消这一班", "The shift was called off"),
            GateIncidentNoted noted => new(
                $"现场情况：{noted.Incident.Kind.Said().Zh}",
                $"At the gate: {noted.Incident.Kind.Said().En}"
            ),
            _ => null,
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Written(JointFact fact) =>
        fact switch
        {
            CampusRoomEnded ended => ended.Why,
            LessonGiven given => given.Lesson.Topic,
            DrillHeld held => held.Drill.Words,
            DrillPromiseKept kept => kept.Words,
            GateAlarmAnswered answered => answered.Words,
            GateShiftCalledOff off => off.Words,
            GateIncidentNoted noted => noted.Incident.Words,
            _ => null,
        };

    /// <summary>The day of the week.</summary>
    public static Bilingual Said(this DayOfWeek day) =>
        day switch
        {
            DayOfWeek.Monday => new("周一", "Monday"),
            DayOfWeek.Tuesday => new("周二", "Tuesday"),
            DayOfWeek.Wednesday => new("周三", "Wednesday"),
            DayOfWeek.Thursday => new("周四", "Thursday"),
            DayOfWeek.Friday => new("周五", "Friday"),
            DayOfWeek.Saturday => new("周六", "Saturday"),
            _ => new("周日", "Sunday"),
        };

    /// <summary>The hours of a stationed officer.</summary>
    public static string Hours(IEnumerable<OfficeHour> hours, Speech speech) =>
        string.Join(
            speech["；", "; "],
            hours.Select(h => FormattableString.Invariant($"{speech[h.Day.Said()]} {h.From:HH:mm}–{h.Until:HH:mm}"))
        );

    /// <summary>The colour of a shift.</summary>
    public static string Colour(this GateShift shift) =>
        shift.AlarmOpen ? "red"
        : shift.Stage == ShiftStage.Planned ? "blue"
        : shift.Stage is ShiftStage.Stood or ShiftStage.StoodIn ? "green"
        : "grey";

    /// <summary>How a shift stands, the open alarm told apart.</summary>
    public static Bilingual Standing(this GateShift shift) =>
        shift.AlarmOpen ? new("没有人到岗", "Nobody stands there") : shift.Stage.Said();
}
