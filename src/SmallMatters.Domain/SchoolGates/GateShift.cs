using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.SchoolGates;

/// <summary>Where a shift stands.</summary>
public enum ShiftStage
{
    /// <summary>待到岗: nobody has said that they stand there.</summary>
    Planned,

    /// <summary>已到岗.</summary>
    Stood,

    /// <summary>顶岗: somebody else came once the alarm was given.</summary>
    StoodIn,

    /// <summary>已说明: the alarm was answered with words.</summary>
    Explained,

    /// <summary>取消: the school has no lessons; said before the alarm.</summary>
    CalledOff,
}

/// <summary>What sort of situation it was. None of them is about a person.</summary>
public enum GateSituation
{
    /// <summary>交通拥堵、乱停放.</summary>
    Traffic,

    /// <summary>碰擦、摔倒等小意外.</summary>
    SmallAccident,

    /// <summary>设施损坏或者有隐患.</summary>
    Facility,

    /// <summary>争吵、推搡.</summary>
    Quarrel,

    /// <summary>可疑物品.</summary>
    SuspiciousThing,

    /// <summary>天气.</summary>
    Weather,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>What happened at a gate.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Words">What could be seen, and what was done; no person.</param>
/// <param name="At">When it was written, UTC.</param>
public sealed record GateIncident(GateSituation Kind, string Words, DateTimeOffset At);

/// <summary>Whoever put their own name down for a shift: a member of the staff or a volunteer, never somebody else's choice.</summary>
/// <param name="Staff">The account, or null.</param>
/// <param name="Volunteer">Key of the liaison volunteer, or null.</param>
public sealed record ShiftTaker(StaffId? Staff, Guid? Volunteer);

/// <summary>What does not change about a shift.</summary>
/// <param name="Id">Key.</param>
/// <param name="Room">Key of the work with the school.</param>
/// <param name="School">Name of the school.</param>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the unit whose shift it is.</param>
/// <param name="Day">Local day.</param>
/// <param name="Peak">Gate and local times.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="ConfirmBy">The last instant (UTC) at which saying "I stand here" is in time; kept as it was promised.</param>
public sealed record GateShiftFile(
    Guid Id,
    Guid Room,
    string School,
    string Area,
    string Unit,
    DateOnly Day,
    GatePeak Peak,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset ConfirmBy
)
{
    /// <summary>What tells it from the other shifts of the day.</summary>
    public string Slot => $"{Peak.From:HHmm} {Peak.Gate}";
}

/// <summary>
/// One shift at a school gate (护学岗). From the day's beginning on a clock runs for it: when nobody has said in time that they stand
/// there, the sweep of the clocks writes the alarm into this file, and goes up level by level every ten minutes until a stand-in
/// has come or somebody has answered with words.
/// </summary>
/// <param name="File">What does not change.</param>
/// <param name="Stage">Where it stands.</param>
public sealed record GateShift(GateShiftFile File, ShiftStage Stage) : JointFile
{
    /// <summary>Who put their own name down; null while it is the whole unit's.</summary>
    public ShiftTaker? Taker { get; init; }

    /// <summary>What happened, in order.</summary>
    public ImmutableArray<GateIncident> Incidents { get; init; } = [];

    /// <inheritdoc/>
    public override Guid Key => File.Id;

    /// <inheritdoc/>
    public override string Line =>
        FormattableString.Invariant(
            $"{File.School} {File.Peak.Gate} {File.Day:MM-dd} {File.Peak.From:HH:mm}–{File.Peak.Until:HH:mm}"
        );

    /// <inheritdoc/>
    public override string Lead => File.Unit;

    /// <inheritdoc/>
    public override string At => File.Area;

    /// <inheritdoc/>
    public override DateTimeOffset Began => File.StartsAt;

    /// <inheritdoc/>
    public override bool IsOver => Stage != ShiftStage.Planned;

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => [File.Unit];

    /// <inheritdoc/>
    public override ImmutableArray<long> About => [];

    /// <summary>Whether the alarm is on record.</summary>
    public bool Alarmed => Duties.Any(d => d is { For: DutyFor.StandAtGate, Clock.Progress.IsPastDue: true });

    /// <summary>Whether the alarm has been given and nobody has answered it.</summary>
    public bool AlarmOpen => Alarmed && Stage == ShiftStage.Planned;
}

/// <summary>A shift of the roster was promised for its day.</summary>
public sealed record GateShiftPlanned(GateShiftFile File, Duty Stand) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null ? new GateShift(File, ShiftStage.Planned) { Duties = [Stand] } : throw DoesNotFit(before);
}

/// <summary>Plans the shifts of a day.</summary>
public static class PlanShiftsRule
{
    /// <summary>So long before a shift one can say that one stands there.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>
    /// The shifts of a local day as its roster has them; none on a day without lessons. A day that was missed in a standstill is
    /// planned all the same, and the sweep then writes the alarm.
    /// </summary>
    public static IEnumerable<GateShiftPlanned> Of(CampusRoom room, DateOnly day, Jurisdiction jurisdiction)
    {
        if (room.Ended || room.RosterOn(day) is not { } held || !held.Roster.IsSchoolDay(day, jurisdiction.Calendar))
        {
            yield break;
        }
        foreach (var peak in held.Roster.Peaks)
        {
            var (starts, ends) = (At(peak.From), At(peak.Until));
            var by = starts.AddMinutes(-held.Roster.MinutesBefore);
            if (by < held.SetAt)
            {
                continue;
            }
            var file = new GateShiftFile(
                Guid.CreateVersion7(starts),
                room.Key,
                room.File.School,
                room.File.Area,
                room.File.Unit,
                day,
                peak,
                starts,
                ends,
                by
            );
            yield return new GateShiftPlanned(
                file,
                new Duty(
                    Guid.CreateVersion7(starts),
                    DutyFor.StandAtGate,
                    file.Unit,
                    null,
                    Clock.Until(
                        jurisdiction.ClockRules.RuleFor("gate-shift", day),
                        jurisdiction.Calendar.StartOfDay(day),
                        by,
                        jurisdiction.Calendar
                    )
                )
            );
        }

        DateTimeOffset At(TimeOnly time)
        {
            var local = day.ToDateTime(time);
            return new DateTimeOffset(local, jurisdiction.Calendar.Zone.GetUtcOffset(local)).ToUniversalTime();
        }
    }
}

/// <summary>What stages and situations are called.</summary>
public static class GateWords
{
    /// <summary>The stage as people call it.</summary>
    public static Bilingual Said(this ShiftStage stage) =>
        stage switch
        {
            ShiftStage.Planned => new("待到岗", "Nobody yet"),
            ShiftStage.Stood => new("已到岗", "Somebody stands there"),
            ShiftStage.StoodIn => new("已顶岗", "A stand-in came"),
            ShiftStage.Explained => new("已说明", "Answered with words"),
            ShiftStage.CalledOff => new("取消", "Called off"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The situation as people call it.</summary>
    public static Bilingual Said(this GateSituation kind) =>
        kind switch
        {
            GateSituation.Traffic => new("拥堵、乱停放", "Congestion or parking"),
            GateSituation.SmallAccident => new("碰擦、摔倒等小意外", "A small accident"),
            GateSituation.Facility => new("设施损坏或者隐患", "Something broken, or a hazard"),
            GateSituation.Quarrel => new("争吵、推搡", "A quarrel"),
            GateSituation.SuspiciousThing => new("可疑物品", "A suspicious object"),
            GateSituation.Weather => new("天气", "Weather"),
            GateSituation.Other => new("其他", "Something else"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
