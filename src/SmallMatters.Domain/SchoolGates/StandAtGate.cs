using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.SchoolGates;

/// <summary>Somebody put their own name down for a shift, or took it off again.</summary>
/// <param name="Taker">Who; null when the name was taken off.</param>
public sealed record GateShiftTaken(ShiftTaker? Taker) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is GateShift { Stage: ShiftStage.Planned } shift ? shift with { Taker = Taker } : throw DoesNotFit(before);
}

/// <summary>Somebody said that they stand at the gate.</summary>
/// <param name="Taker">Who.</param>
/// <param name="StoodIn">Whether the alarm had been given.</param>
/// <param name="At">UTC.</param>
public sealed record GateStood(ShiftTaker Taker, bool StoodIn, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is GateShift { Stage: ShiftStage.Planned } shift
            ? shift with
            {
                Stage = StoodIn ? ShiftStage.StoodIn : ShiftStage.Stood,
                Taker = Taker,
                Duties = shift.Duties.Met(DutyFor.StandAtGate, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>The alarm was answered with words.</summary>
/// <param name="Words">What was done instead, or why nobody came.</param>
/// <param name="At">UTC.</param>
public sealed record GateAlarmAnswered(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is GateShift { AlarmOpen: true } shift
            ? shift with
            {
                Stage = ShiftStage.Explained,
                Duties = shift.Duties.Met(DutyFor.StandAtGate, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>The shift was called off, since there are no lessons.</summary>
/// <param name="Words">Why.</param>
/// <param name="At">UTC.</param>
public sealed record GateShiftCalledOff(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is GateShift { Stage: ShiftStage.Planned, Alarmed: false } shift
            ? shift with
            {
                Stage = ShiftStage.CalledOff,
                Duties = shift.Duties.Stopped(At, "called-off"),
            }
            : throw DoesNotFit(before);
}

/// <summary>Something happened at the gate.</summary>
public sealed record GateIncidentNoted(GateIncident Incident) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is GateShift shift ? shift with { Incidents = shift.Incidents.Add(Incident) } : throw DoesNotFit(before);
}

/// <summary>Decides on what people do at a gate.</summary>
public static class StandAtGateRule
{
    /// <summary>Longest words.</summary>
    public const int Longest = 500;

    /// <summary>An incident can be written for so long after a shift.</summary>
    public static readonly TimeSpan NotedWithin = TimeSpan.FromDays(2);

    /// <summary>
    /// A person puts their own name down before the shift begins. It frees nobody of the alarm: whoever has put their name down still
    /// says when they stand there.
    /// </summary>
    public static JointDecision Take(GateShift shift, ShiftTaker by, DateTimeOffset now) =>
        shift.Stage != ShiftStage.Planned || now >= shift.File.EndsAt ? NotNow
        : shift.Taker is not null && shift.Taker != by
            ? Refusal.Of("shift-taken", "已经有人报了这一班。", "Somebody has put their name down for this shift.")
        : new GateShiftTaken(by);

    /// <summary>A person takes their own name off again; nobody asks why.</summary>
    public static JointDecision Leave(GateShift shift, ShiftTaker by) =>
        shift.Stage != ShiftStage.Planned ? NotNow
        : shift.Taker != by ? Refusal.Of("shift-not-yours", "这一班没有报您的名。", "Your name is not down for this shift.")
        : new GateShiftTaken(null);

    /// <summary>Somebody of the unit, or a volunteer of the area, stands there. It may be another person than the one expected.</summary>
    public static JointDecision Stand(GateShift shift, ShiftTaker by, DateTimeOffset now) =>
        shift.Stage != ShiftStage.Planned ? NotNow
        : now < shift.File.StartsAt - PlanShiftsRule.Ahead
            ? Refusal.Of(
                "shift-too-early",
                "上岗前一小时起才能确认到岗。",
                "You can say that you stand there from an hour before the shift."
            )
        : now >= shift.File.EndsAt
            ? Refusal.Of(
                "shift-is-over",
                "这一班的时间已经过了，请写明情况。",
                "The time of this shift is over; answer with words."
            )
        : new GateStood(by, now > shift.File.ConfirmBy, now);

    /// <summary>Somebody of the unit, or of a unit that the alarm has gone up to, answers it.</summary>
    public static JointDecision Answer(GateShift shift, string? typed, bool sure, Actor.Staff by, DateTimeOffset now)
    {
        if (!shift.Readers.Contains(by.Unit) || !May.DealsWithMatters(by))
        {
            return CampusRoomRule.Mine(shift.Lead, by)!;
        }
        if (!shift.AlarmOpen)
        {
            return NotNow;
        }
        var (words, none) = SituationWords.Decide(
            typed,
            "Words",
            Longest,
            sure,
            "请写明做了什么，或者为什么没有人到岗。",
            "Say what was done instead, or why nobody came."
        );
        return none is not null ? none : new GateAlarmAnswered(words!, now);
    }

    /// <summary>A supervisor of the unit calls a shift off before the alarm: the school has no lessons.</summary>
    public static JointDecision CallOff(GateShift shift, string? typed, bool sure, Actor.Staff by, DateTimeOffset now)
    {
        if (CampusRoomRule.Mine(shift.Lead, by) is { } notYours)
        {
            return notYours;
        }
        if (!by.Is(StaffRole.Supervisor))
        {
            return CampusRoomRule.OnlyALeader;
        }
        // From the minute on at which somebody should have stood there only words answer, whether the sweep has been by or not.
        if (shift.Stage != ShiftStage.Planned || shift.Alarmed || now > shift.File.ConfirmBy)
        {
            return NotNow;
        }
        var (words, none) = SituationWords.Decide(
            typed,
            "Words",
            Longest,
            sure,
            "请写明为什么取消。",
            "Say why it is called off."
        );
        return none is not null ? none : new GateShiftCalledOff(words!, now);
    }

    /// <summary>Writes down what happened, without any person and above all without a child.</summary>
    public static JointDecision Note(GateShift shift, GateSituation? kind, string? typed, bool sure, DateTimeOffset now)
    {
        if (now < shift.File.StartsAt - PlanShiftsRule.Ahead || now > shift.File.EndsAt + NotedWithin)
        {
            return NotNow;
        }
        var (words, none) = SituationWords.Decide(typed, "Words", Longest, sure, "请写明看到的情况。", "Say what could be seen.");
        var unchosen =
            kind is { } known && Enum.IsDefined(known)
                ? null
                : Refusals.Missing("Kind", "请选择哪一类情况。", "Choose what sort it was.");
        return Refusal.All(unchosen, none) is { } wrong
            ? wrong
            : new GateIncidentNoted(new GateIncident(kind!.Value, words!, now));
    }

    /// <summary>A member of the unit who deals with its matters, as whoever takes a shift.</summary>
    public static (ShiftTaker? Taker, Refusal? Why) Of(GateShift shift, Actor.Staff by) =>
        CampusRoomRule.Mine(shift.Lead, by) is { } why ? (null, why) : (new ShiftTaker(by.Id, null), null);

    private static Refusal NotNow { get; } =
        Refusal.Of("shift-not-now", "这一班现在不能做这一步。", "This step does not fit where the shift stands.");
}
