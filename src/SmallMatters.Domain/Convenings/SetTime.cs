using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Convenings;

/// <summary>Move the meeting to another time; every unit that is to come is asked anew.</summary>
/// <param name="Meets">The new time, UTC.</param>
/// <param name="Reason">Why.</param>
public sealed record MoveMeeting(DateTimeOffset? Meets, string? Reason);

/// <summary>The meeting was moved. Who proposed that very time comes; the other units answer again.</summary>
public sealed record MeetingMoved(
    DateTimeOffset Before,
    DateTimeOffset Meets,
    string Reason,
    ImmutableArray<Duty> Answers,
    DateTimeOffset At
) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before)
    {
        if (before is not Convening { Stage: ConveningStage.Called } convening)
        {
            throw DoesNotFit(before);
        }
        var asked = Answers.Select(d => d.Subject).ToHashSet();
        var duties = convening.Duties;
        foreach (var call in convening.Calls.Where(c => c.State == CallState.OtherTime))
        {
            duties = duties.Met(DutyFor.AnswerOtherTime, At, call.Id);
        }
        foreach (var call in convening.Calls.Where(c => asked.Contains(c.Id)))
        {
            duties = duties.Stopped(At, "moved", call.Id);
        }
        return convening with
        {
            Meets = Meets,
            Calls =
            [
                .. convening.Calls.Select(c =>
                    asked.Contains(c.Id) ? c with { State = CallState.Waiting, Words = null, OtherTime = null }
                    : c.State == CallState.OtherTime ? c with { State = CallState.Coming }
                    : c
                ),
            ],
            Duties = duties.AddRange(Answers),
        };
    }
}

/// <summary>Keep the time, with the reason; the unit that asked for another one answers again.</summary>
/// <param name="Call">Key of its call.</param>
/// <param name="Reason">Why.</param>
public sealed record KeepTime(Guid Call, string? Reason);

/// <summary>The convener kept the time.</summary>
public sealed record TimeKept(Guid Call, string Reason, Duty Answer, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Convening { Stage: ConveningStage.Called } convening
            ? convening with
            {
                Calls = convening.Calls.Change(Call, c => c with { State = CallState.Waiting, Words = Reason, OtherTime = null }),
                Duties = convening.Duties.Met(DutyFor.AnswerOtherTime, At, Call).Add(Answer),
            }
            : throw DoesNotFit(before);
}

/// <summary>Call the meeting off, with the reason.</summary>
public sealed record CallOff(string? Reason);

/// <summary>The meeting was called off; all its clocks stopped with it.</summary>
public sealed record CalledOff(string Reason, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Convening { Stage: ConveningStage.Called } convening
            ? convening with
            {
                Stage = ConveningStage.CalledOff,
                Record = Reason,
                Duties = convening.Duties.Stopped(At, "called-off"),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on the time of a meeting.</summary>
public static class SetTimeRule
{
    /// <summary>The convener moves the meeting. Excused units stay excused; whose declining waits for a ruling goes on waiting.</summary>
    public static JointDecision Move(
        Convening convening,
        MoveMeeting command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if ((ConveningMay.Convene(convening, by) ?? MeetingTime.Check(command.Meets, nameof(command.Meets), now)) is { } why)
        {
            return why;
        }
        var meets = command.Meets!.Value.ToUniversalTime();
        if (meets == convening.Meets)
        {
            return Refusal.Of("meeting-time-unchanged", "与原来的时间相同。", "That is the same time.", nameof(command.Meets));
        }
        var (reason, noReason) = Reason(command.Reason, nameof(command.Reason));
        if (noReason is not null)
        {
            return noReason;
        }
        var answers = convening
            .Calls.Where(c =>
                c.State is CallState.Waiting or CallState.Coming or CallState.MustCome
                || (c.State == CallState.OtherTime && c.OtherTime != meets)
            )
            .Select(c => Duty.Start(jurisdiction, AnswerCallRule.Clock, DutyFor.AnswerCall, c.Unit, now, c.Id));
        return new MeetingMoved(convening.Meets, meets, reason!, [.. answers], now);
    }

    /// <summary>The convener keeps the time against a unit that asked for another.</summary>
    public static JointDecision Keep(
        Convening convening,
        KeepTime command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (ConveningMay.Convene(convening, by) is { } why)
        {
            return why;
        }
        if (convening.Calls.FirstOrDefault(c => c.Id == command.Call) is not { State: CallState.OtherTime } call)
        {
            return Refusal.Of("no-other-time-asked", "这个单位没有请求改期。", "This unit has not asked for another time.");
        }
        var (reason, noReason) = Reason(command.Reason, nameof(command.Reason));
        return noReason is not null
            ? noReason
            : new TimeKept(
                call.Id,
                reason!,
                Duty.Start(jurisdiction, AnswerCallRule.Clock, DutyFor.AnswerCall, call.Unit, now, call.Id),
                now
            );
    }

    /// <summary>The convener calls it off.</summary>
    public static JointDecision Off(Convening convening, CallOff command, Actor.Staff by, DateTimeOffset now)
    {
        if (ConveningMay.Convene(convening, by) is { } why)
        {
            return why;
        }
        var (reason, noReason) = Reason(command.Reason, nameof(command.Reason));
        return noReason is not null ? noReason : new CalledOff(reason!, now);
    }

    private static (string? Text, Refusal? Why) Reason(string? typed, string field) =>
        Between.Words(typed, field, 1000, "请写明原因。", "Give the reason.");
}
