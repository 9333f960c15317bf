using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Convenings;

/// <summary>What an arbiter rules on a unit that declined.</summary>
public enum CallRuling
{
    /// <summary>应当到场.</summary>
    MustCome,

    /// <summary>可以不到场.</summary>
    Excused,
}

/// <summary>Rule whether a unit that declined has to come.</summary>
/// <param name="Call">Key of its call.</param>
/// <param name="As">The ruling; null when nothing was chosen.</param>
/// <param name="Reason">Why; both sides read it.</param>
public sealed record RuleOnCall(Guid Call, CallRuling? As, string? Reason);

/// <summary>The supervisor above both ruled.</summary>
public sealed record CallRuled(Guid Call, CallRuling As, string Reason, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Convening { Stage: ConveningStage.Called } convening
            ? convening with
            {
                Calls = convening.Calls.Change(
                    Call,
                    c => c with { State = As == CallRuling.MustCome ? CallState.MustCome : CallState.Excused, Words = Reason }
                ),
                Duties = convening.Duties.Met(DutyFor.RuleOnCall, At, Call),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on rulings.</summary>
public static class RuleOnCallRule
{
    /// <summary>Only a supervisor of the arbitrating unit rules, with a reason.</summary>
    public static JointDecision Decide(Convening convening, RuleOnCall command, Actor.Staff by, DateTimeOffset now)
    {
        var call = convening.Calls.FirstOrDefault(c => c.Id == command.Call);
        if (convening.Stage != ConveningStage.Called || call is not { State: CallState.Declined, Arbiter: { } arbiter })
        {
            return Refusal.Of("no-ruling-waits", "没有等待裁定的答复。", "No answer waits for a ruling.");
        }
        if (by.Unit != arbiter || !by.Is(StaffRole.Supervisor))
        {
            return Refusal.Of(
                "only-the-arbiter-rules",
                "只有裁定单位的负责人可以裁定。",
                "Only a supervisor of the arbitrating unit rules."
            );
        }
        var unchosen =
            command.As is { } chosen && Enum.IsDefined(chosen)
                ? null
                : Refusals.Missing(nameof(command.As), "请选择应当到场或可以不到场。", "Choose whether they must come.");
        var (reason, noReason) = Between.Words(
            command.Reason,
            nameof(command.Reason),
            1000,
            "请写明裁定理由。",
            "Give the reason of the ruling."
        );
        return Refusal.All(unchosen, noReason) is { } wrong ? wrong : new CallRuled(call.Id, command.As!.Value, reason!, now);
    }
}
