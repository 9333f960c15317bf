using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Convenings;

/// <summary>How a called unit answers.</summary>
public enum CallAnswer
{
    /// <summary>会到.</summary>
    Comes,

    /// <summary>请求改期.</summary>
    AsksOtherTime,

    /// <summary>不到场, with the reason.</summary>
    Declines,
}

/// <summary>Answer a call.</summary>
/// <param name="As">How; null when nothing was chosen.</param>
/// <param name="OtherTime">The time asked for instead, UTC.</param>
/// <param name="Words">Who comes for the unit, or why it asks for another time or declines.</param>
public sealed record AnswerCall(CallAnswer? As, DateTimeOffset? OtherTime, string? Words);

/// <summary>
/// A called unit answered. Asking for another time puts the convener under a clock, declining the unit above both: until then
/// nothing is settled.
/// </summary>
public sealed record CallAnswered(
    Guid Call,
    CallAnswer As,
    DateTimeOffset? OtherTime,
    string? Words,
    string? Arbiter,
    Duty? Next,
    DateTimeOffset At
) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Convening { Stage: ConveningStage.Called } convening
            ? convening with
            {
                Calls = convening.Calls.Change(
                    Call,
                    c =>
                        c with
                        {
                            State = As switch
                            {
                                CallAnswer.Comes => CallState.Coming,
                                CallAnswer.AsksOtherTime => CallState.OtherTime,
                                _ => CallState.Declined,
                            },
                            Words = Words,
                            OtherTime = OtherTime,
                            Arbiter = Arbiter ?? c.Arbiter,
                        }
                ),
                Duties = Next is null
                    ? convening.Duties.Met(DutyFor.AnswerCall, At, Call)
                    : convening.Duties.Met(DutyFor.AnswerCall, At, Call).Add(Next),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on the answers of called units.</summary>
public static class AnswerCallRule
{
    /// <summary>Code of the clock rule for answering.</summary>
    public const string Clock = "convening-answer";

    /// <summary>Somebody of the called unit answers while its call waits. A unit that was told to come does not decline again.</summary>
    public static JointDecision Decide(
        Convening convening,
        AnswerCall command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (convening.Stage != ConveningStage.Called)
        {
            return ConveningMay.NotCalled;
        }
        if (convening.CallOf(by.Unit) is not { State: CallState.Waiting } call || !May.DealsWithMatters(by))
        {
            return Refusal.Of("no-call-waits", "没有等您的单位答复的吹哨。", "No call waits for your unit's answer.");
        }
        switch (command.As)
        {
            case CallAnswer.Comes:
                return Refusals.Clean(command.Words) is { Length: > 0 }
                    ? Between.Words(command.Words, nameof(command.Words), 500, "", "") switch
                    {
                        (_, { } bad) => bad,
                        var (who, _) => new CallAnswered(call.Id, CallAnswer.Comes, null, who, null, null, now),
                    }
                    : new CallAnswered(call.Id, CallAnswer.Comes, null, null, null, null, now);
            case CallAnswer.AsksOtherTime:
            {
                if (MeetingTime.Check(command.OtherTime, nameof(command.OtherTime), now) is { } bad)
                {
                    return bad;
                }
                var (why, noWhy) = Reason(command);
                return noWhy is not null
                    ? noWhy
                    : new CallAnswered(
                        call.Id,
                        CallAnswer.AsksOtherTime,
                        command.OtherTime!.Value.ToUniversalTime(),
                        why,
                        null,
                        Duty.Start(
                            jurisdiction,
                            "convening-other-time",
                            DutyFor.AnswerOtherTime,
                            convening.File.Unit,
                            now,
                            call.Id
                        ),
                        now
                    );
            }
            case CallAnswer.Declines:
            {
                if (call.Arbiter is not null)
                {
                    return Refusal.Of(
                        "declined-once",
                        "已经裁定过一次，不能再次不到场；可以请求改期。",
                        "It was ruled on once; the unit may ask for another time but not decline again.",
                        nameof(command.As)
                    );
                }
                var (why, noWhy) = Reason(command);
                if (noWhy is not null)
                {
                    return noWhy;
                }
                var arbiter = Between.ArbiterOf(jurisdiction, convening.File.Unit, call.Unit);
                return new CallAnswered(
                    call.Id,
                    CallAnswer.Declines,
                    null,
                    why,
                    arbiter,
                    Duty.Start(jurisdiction, "convening-ruling", DutyFor.RuleOnCall, arbiter, now, call.Id),
                    now
                );
            }
            default:
                return Refusals.Missing(nameof(command.As), "请选择答复。", "Choose the answer.");
        }
    }

    private static (string? Text, Refusal? Why) Reason(AnswerCall command) =>
        Between.Words(command.Words, nameof(command.Words), 1000, "请写明原因。", "Give the reason.");
}

/// <summary>Changing one call of several.</summary>
internal static class CallsOf
{
    public static ImmutableArray<Call> Change(this ImmutableArray<Call> calls, Guid id, Func<Call, Call> change) =>
        [.. calls.Select(c => c.Id == id ? change(c) : c)];
}
