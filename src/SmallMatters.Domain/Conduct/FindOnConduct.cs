using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Conduct;

/// <summary>Answer for the unit what was put to it.</summary>
/// <param name="Words">What the unit says.</param>
public sealed record ReplyToConduct(string? Words);

/// <summary>The unit answered.</summary>
public sealed record ConductReplied(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is ConductReview { Reply: null, Opinion: null } it
            ? it with
            {
                Reply = Words,
                Duties =
                    it.Duties.Open(DutyFor.ReplyToConduct) is { } window && At <= window.Clock.Deadline.DueAt
                        ? it.Duties.Met(DutyFor.ReplyToConduct, At)
                        : it.Duties,
            }
            : throw DoesNotFit(before);
}

/// <summary>Say what a review of conduct found.</summary>
/// <param name="Finding">Whether it was so; null when nothing was chosen.</param>
/// <param name="Reasons">Why, for the unit.</param>
public sealed record FindOnConduct(ConductFinding? Finding, string? Reasons);

/// <summary>It was found; the unit reads it, and the resident reads the outcome of their matter.</summary>
public sealed record ConductFound(ConductOpinion Opinion, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is ConductReview { Opinion: null } it
            ? it with
            {
                Opinion = Opinion,
                Duties = it.Duties.Stopped(At, "found"),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on the unit's answer and on the finding.</summary>
public static class FindOnConductRule
{
    private static readonly Refusal Found = Refusal.Of("conduct-found", "已经认定了。", "It was found already.");

    /// <summary>A leader of the unit answers once, as long as nothing is found; late too.</summary>
    public static JointDecision Reply(ConductReview it, ReplyToConduct command, Actor.Staff by, DateTimeOffset now)
    {
        if (it.Opinion is not null)
        {
            return Found;
        }
        if (by.Unit != it.File.Unit || !by.Is(StaffRole.Supervisor))
        {
            return Refusal.Of("only-the-leader-answers", "由被反映单位的负责人说明。", "A leader of the unit concerned answers.");
        }
        if (it.Reply is not null)
        {
            return Refusal.Of("conduct-answered", "单位已经说明过了。", "The unit has answered already.");
        }
        var (words, missing) = Between.Words(
            command.Words,
            nameof(command.Words),
            PutToUnitRule.LongestWords,
            "请写明单位的说明。",
            "Say what the unit has to answer."
        );
        return missing is not null ? missing : new ConductReplied(words!, now);
    }

    /// <summary>
    /// Whoever deals with the matter finds, when both were heard: the unit has answered or its time is over, and the resident, where
    /// they can be reached, has been spoken to.
    /// </summary>
    /// <param name="it">The review.</param>
    /// <param name="matter">The matter of conduct that it is of.</param>
    /// <param name="command">What was found.</param>
    /// <param name="by">Who finds.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Find(ConductReview it, Matter matter, FindOnConduct command, Actor.Staff by, DateTimeOffset now)
    {
        if (it.Opinion is not null)
        {
            return Found;
        }
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        if (it.Key != ConductReview.KeyOf(matter.File))
        {
            return Refusals.NotYourUnits;
        }
        if (it.Stage == ConductStage.Put)
        {
            return Refusal.Of(
                "unit-not-heard",
                "单位还没有说明，时间也没有到。先听单位说，再认定。",
                "The unit has not answered and its time is not over. Hear it first."
            );
        }
        if (matter.File.Raiser is { Reachable: true, Erased: false } && matter.File.Running(ClockFor.FirstContact) is not null)
        {
            return Refusal.Of(
                "resident-not-heard",
                "还没有联系过提出意见的居民。先答复或者询问居民，再认定。",
                "Whoever raised it has not been spoken to. Reply to them or ask them first."
            );
        }
        var (reasons, noReasons) = Between.Words(
            command.Reasons,
            nameof(command.Reasons),
            PutToUnitRule.LongestWords,
            "请写明理由，并回应单位的说明。",
            "Say why, with an answer to what the unit said."
        );
        var wrong = Refusal.All(
            command.Finding is null
                ? Refusals.Missing(nameof(command.Finding), "请选择怎样认定。", "Choose what was found.")
                : null,
            noReasons
        );
        return wrong is not null ? wrong : new ConductFound(new ConductOpinion(command.Finding!.Value, reasons!), now);
    }
}
