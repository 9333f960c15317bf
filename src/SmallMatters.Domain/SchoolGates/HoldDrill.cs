using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.SchoolGates;

/// <summary>What a drill (演练) practises. 企业事业单位内部治安保卫条例 arts. 14–15 want plans and drills of schools.</summary>
public enum DrillKind
{
    /// <summary>消防疏散.</summary>
    Fire,

    /// <summary>防暴、一键报警.</summary>
    Intruder,

    /// <summary>地震避险.</summary>
    Earthquake,

    /// <summary>防踩踏.</summary>
    Crowd,

    /// <summary>校车、交通.</summary>
    Traffic,
}

/// <summary>What came of a drill.</summary>
public enum DrillOutcome
{
    /// <summary>没有要改的.</summary>
    Nothing,

    /// <summary>发现隐患: it goes on as an inspection of the school, where findings have clocks of their own.</summary>
    Finding,

    /// <summary>承诺改进: by a day.</summary>
    Promise,
}

/// <summary>A drill with a school.</summary>
/// <param name="Id">Key.</param>
/// <param name="Kind">What it practises.</param>
/// <param name="PlannedOn">Local day.</param>
/// <param name="HeldOn">Local day on which it was held; null before.</param>
/// <param name="Outcome">What came of it; null before.</param>
/// <param name="Words">What went well and what did not; null before.</param>
/// <param name="PromisedBy">For a promise: its last local day.</param>
/// <param name="Kept">For a promise: how it was kept; null before.</param>
public sealed record Drill(
    Guid Id,
    DrillKind Kind,
    DateOnly PlannedOn,
    DateOnly? HeldOn = null,
    DrillOutcome? Outcome = null,
    string? Words = null,
    DateOnly? PromisedBy = null,
    string? Kept = null
);

/// <summary>A drill was planned.</summary>
public sealed record DrillPlanned(Drill Drill, Duty Hold) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is CampusRoom { Ended: false } room
            ? room with
            {
                Drills = room.Drills.Add(Drill),
                Duties = room.Duties.Add(Hold),
            }
            : throw DoesNotFit(before);
}

/// <summary>A drill was held.</summary>
/// <param name="Drill">The drill, with what came of it.</param>
/// <param name="Promise">The clock of the promise, if one was made.</param>
/// <param name="At">UTC.</param>
public sealed record DrillHeld(Drill Drill, Duty? Promise, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before)
    {
        if (before is not CampusRoom { Ended: false } room)
        {
            throw DoesNotFit(before);
        }
        var duties = room.Duties.Met(DutyFor.HoldDrill, At, Drill.Id);
        return room with
        {
            Drills = [.. room.Drills.Select(d => d.Id == Drill.Id ? Drill : d)],
            Duties = Promise is null ? duties : duties.Add(Promise),
        };
    }
}

/// <summary>What was promised after a drill was done.</summary>
/// <param name="Id">The drill.</param>
/// <param name="Words">How.</param>
/// <param name="At">UTC.</param>
public sealed record DrillPromiseKept(Guid Id, string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is CampusRoom { Ended: false } room
            ? room with
            {
                Drills = [.. room.Drills.Select(d => d.Id == Id ? d with { Kept = Words } : d)],
                Duties = room.Duties.Met(DutyFor.KeepDrillPromise, At, Id),
            }
            : throw DoesNotFit(before);
}

/// <summary>A drill as it is reported.</summary>
/// <param name="On">On which local day.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Words">What went well and what did not.</param>
/// <param name="By">For a promise: by which day.</param>
public sealed record HoldDrill(DateOnly? On, DrillOutcome? Outcome, string? Words, DateOnly? By);

/// <summary>Decides on drills.</summary>
public static class HoldDrillRule
{
    /// <summary>A drill can be planned so many days ahead.</summary>
    public const int MostDays = 365;

    /// <summary>A drill is planned for a day to come.</summary>
    public static JointDecision Plan(
        CampusRoom room,
        DrillKind? kind,
        DateOnly? day,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (CampusRoomRule.Works(room, by) is { } notYours)
        {
            return notYours;
        }
        var today = jurisdiction.Calendar.DayOf(now);
        var wrong = Refusal.All(
            kind is { } known && Enum.IsDefined(known)
                ? null
                : Refusals.Missing("Drill", "请选择哪一种演练。", "Choose what the drill practises."),
            DayWrong(day, today, today.AddDays(MostDays), "Day")
        );
        return wrong is not null
            ? wrong
            : new DrillPlanned(
                new Drill(id, kind!.Value, day!.Value),
                Duty.Until(jurisdiction, "school-drill", DutyFor.HoldDrill, room.Lead, day.Value, now, id)
            );
    }

    /// <summary>What came of it is said with it: nothing to mend, a finding, or a promise with a day.</summary>
    public static JointDecision Hold(
        CampusRoom room,
        Guid id,
        HoldDrill command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (CampusRoomRule.Works(room, by) is { } notYours)
        {
            return notYours;
        }
        if (room.Drills.FirstOrDefault(d => d.Id == id) is not { HeldOn: null } drill)
        {
            return NotNow;
        }
        var today = jurisdiction.Calendar.DayOf(now);
        var (words, none) = Between.Words(
            command.Words,
            "Words",
            CampusRoomRule.Longest,
            "请写明哪里做得好、哪里要改。",
            "Say what went well and what has to be mended."
        );
        var wrong = Refusal.All(
            DayWrong(command.On, today.AddDays(-MostDays), today, "On"),
            command.Outcome is { } outcome && Enum.IsDefined(outcome)
                ? null
                : Refusals.Missing("Outcome", "请选择演练的结果。", "Choose what came of it."),
            none,
            command.Outcome == DrillOutcome.Promise ? DayWrong(command.By, today, today.AddDays(MostDays), "By") : null
        );
        if (wrong is not null)
        {
            return wrong;
        }
        var due = command.Outcome == DrillOutcome.Promise ? command.By : null;
        return new DrillHeld(
            drill with
            {
                HeldOn = command.On,
                Outcome = command.Outcome,
                Words = words,
                PromisedBy = due,
            },
            due is { } day ? Duty.Until(jurisdiction, "school-promise", DutyFor.KeepDrillPromise, room.Lead, day, now, id) : null,
            now
        );
    }

    /// <summary>The promise is kept.</summary>
    public static JointDecision Keep(CampusRoom room, Guid id, string? typed, Actor.Staff by, DateTimeOffset now)
    {
        if (CampusRoomRule.Works(room, by) is { } notYours)
        {
            return notYours;
        }
        if (room.Drills.FirstOrDefault(d => d.Id == id) is not { Outcome: DrillOutcome.Promise, Kept: null })
        {
            return NotNow;
        }
        var (words, none) = Between.Words(typed, "Words", CampusRoomRule.Longest, "请写明做了什么。", "Say what was done.");
        return none is not null ? none : new DrillPromiseKept(id, words!, now);
    }

    internal static Refusal? DayWrong(DateOnly? day, DateOnly from, DateOnly until, string field) =>
        day is { } on && on >= from && on <= until
            ? null
            : Refusal.Of(
                "school-day",
                $"请写 {from:yyyy-MM-dd} 到 {until:yyyy-MM-dd} 之间的一天。",
                $"Give a day from {from:yyyy-MM-dd} until {until:yyyy-MM-dd}.",
                field
            );

    private static Refusal NotNow { get; } =
        Refusal.Of("drill-not-now", "这次演练现在不能做这一步。", "This step does not fit where the drill stands.");
}

/// <summary>A safety lesson (安全课) that was given. It counts lessons and no pupils.</summary>
/// <param name="Topic">What it was about.</param>
/// <param name="On">Local day.</param>
/// <param name="Level">For which level.</param>
/// <param name="Lessons">How many lessons.</param>
public sealed record SafetyLesson(string Topic, DateOnly On, SchoolLevel Level, int Lessons);

/// <summary>For which level a lesson was.</summary>
public enum SchoolLevel
{
    /// <summary>幼儿园.</summary>
    Kindergarten,

    /// <summary>小学低年级.</summary>
    LowerPrimary,

    /// <summary>小学高年级.</summary>
    UpperPrimary,

    /// <summary>初中.</summary>
    Junior,

    /// <summary>高中.</summary>
    Senior,

    /// <summary>教职工.</summary>
    Staff,

    /// <summary>家长.</summary>
    Parents,
}

/// <summary>A lesson was given.</summary>
public sealed record LessonGiven(SafetyLesson Lesson) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is CampusRoom { Ended: false } room ? room with { Lessons = room.Lessons.Add(Lesson) } : throw DoesNotFit(before);
}

/// <summary>Decides on lessons.</summary>
public static class GiveLessonRule
{
    /// <summary>Longest topic.</summary>
    public const int LongestTopic = 60;

    /// <summary>Most lessons of a topic on one day.</summary>
    public const int Most = 40;

    /// <summary>A lesson of the last year is noted.</summary>
    public static JointDecision Decide(
        CampusRoom room,
        string? topic,
        DateOnly? on,
        SchoolLevel? level,
        int? lessons,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (CampusRoomRule.Works(room, by) is { } notYours)
        {
            return notYours;
        }
        var today = jurisdiction.Calendar.DayOf(now);
        var (words, none) = Between.Words(topic, "Topic", LongestTopic, "请写明讲了什么。", "Say what it was about.");
        var wrong = Refusal.All(
            none,
            HoldDrillRule.DayWrong(on, today.AddYears(-1), today, "On"),
            level is { } known && Enum.IsDefined(known)
                ? null
                : Refusals.Missing("Level", "请选择给哪个学段上的课。", "Choose for which level it was."),
            lessons is >= 1 and <= Most
                ? null
                : Refusal.Of("lessons", $"请写 1 到 {Most} 节。", $"Give 1 to {Most} lessons.", "Lessons")
        );
        return wrong is not null ? wrong : new LessonGiven(new SafetyLesson(words!, on!.Value, level!.Value, lessons!.Value));
    }
}

/// <summary>What drills and levels are called.</summary>
public static class SchoolWords
{
    /// <summary>What the drill practises.</summary>
    public static Bilingual Said(this DrillKind kind) =>
        kind switch
        {
            DrillKind.Fire => new("消防疏散", "Fire evacuation"),
            DrillKind.Intruder => new("防暴、一键报警", "Intruder and alarm button"),
            DrillKind.Earthquake => new("地震避险", "Earthquake"),
            DrillKind.Crowd => new("防踩踏", "Crowding on stairs"),
            DrillKind.Traffic => new("校车、交通", "School bus and traffic"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>What came of it.</summary>
    public static Bilingual Said(this DrillOutcome outcome) =>
        outcome switch
        {
            DrillOutcome.Nothing => new("没有要改的", "Nothing to mend"),
            DrillOutcome.Finding => new("发现隐患，接着做检查", "A hazard; an inspection follows"),
            DrillOutcome.Promise => new("承诺改进", "Promised to be mended"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>For which level.</summary>
    public static Bilingual Said(this SchoolLevel level) =>
        level switch
        {
            SchoolLevel.Kindergarten => new("幼儿园", "Kindergarten"),
            SchoolLevel.LowerPrimary => new("小学低年级", "Lower primary"),
            SchoolLevel.UpperPrimary => new("小学高年级", "Upper primary"),
            SchoolLevel.Junior => new("初中", "Junior secondary"),
            SchoolLevel.Senior => new("高中", "Senior secondary"),
            SchoolLevel.Staff => new("教职工", "Teachers and staff"),
            SchoolLevel.Parents => new("家长", "Parents"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
