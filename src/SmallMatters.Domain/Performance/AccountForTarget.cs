using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Performance;

/// <summary>Say what came of a target.</summary>
/// <param name="As">Reached, not reached or given up; null when nothing was chosen.</param>
/// <param name="Words">What was done, what helped and what did not; why, when it was given up.</param>
public sealed record AccountForTarget(TargetStage? As, string? Words);

/// <summary>What came of a target was said, beside the figure that the product counted at that moment.</summary>
public sealed record TargetAccounted(TargetStage As, TargetAccount Account, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Target { Stage: TargetStage.Set } target
            ? target with
            {
                Stage = As,
                Account = Account,
                Duties = target.Duties.Met(DutyFor.AccountForTarget, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on accounts of targets.</summary>
public static class AccountForTargetRule
{
    private const int LongestWords = 2000;

    /// <summary>
    /// The unit that owns it accounts for it, after its last day or when it is given up. Nobody says "reached" of a measure that the count
    /// does not bear out: the whole interval on the other side is "not reached", and with too few nobody can say.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="command">What is said.</param>
    /// <param name="counts">Its measure over the term; null for a task.</param>
    /// <param name="stands">How that stands to the target; null for a task.</param>
    /// <param name="by">Who says it.</param>
    /// <param name="today">Local day.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(
        Target target,
        AccountForTarget command,
        MeasureCounts? counts,
        TargetStands? stands,
        Actor.Staff by,
        DateOnly today,
        DateTimeOffset now
    )
    {
        if (target.Stage != TargetStage.Set)
        {
            return Refusal.Of("target-is-over", "这个目标已经有了结果。", "What came of this target was said already.");
        }
        if (target.File.Unit != by.Unit || !by.Is(StaffRole.Supervisor))
        {
            return Refusal.Of(
                "not-your-units-target",
                "由负责单位的负责人说明。",
                "A supervisor of the unit that owns it accounts for it."
            );
        }
        var (words, noWords) = Between.Words(
            command.Words,
            nameof(command.Words),
            LongestWords,
            "请写明做了什么、什么有用、什么没有用。",
            "Say what was done, what helped and what did not."
        );
        var wrong = Refusal.All(
            command.As switch
            {
                null or TargetStage.Set => Refusals.Missing(nameof(command.As), "请选择结果。", "Choose what came of it."),
                not TargetStage.GivenUp when target.File.Level != TargetLevel.Task && today <= target.File.Until => Refusal.Of(
                    "target-not-over-yet",
                    "时间还没有到；现在只能写“不再做”，说明理由。",
                    "Its term is not over; until then it can only be given up, with the reason.",
                    nameof(command.As)
                ),
                TargetStage.Reached when stands is TargetStands.NotReached or TargetStands.TooFew or TargetStands.Unclear =>
                    Refusal.Of(
                        "figures-say-otherwise",
                        "按事实算出来的数不支持“已达到”：或者没有达到，或者数太少、还说不准。",
                        "The count does not bear out “reached”: it was not, or there is too little to tell.",
                        nameof(command.As)
                    ),
                _ => null,
            },
            noWords
        );
        return wrong is not null
            ? wrong
            : new TargetAccounted(command.As!.Value, new TargetAccount(counts?.Count ?? 0, counts?.Total ?? 0, words!), now);
    }
}
