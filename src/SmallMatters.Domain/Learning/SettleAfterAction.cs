using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Learning;

/// <summary>Say whether what a note said was changed.</summary>
/// <param name="Changed">Whether it was; null when nothing was chosen.</param>
/// <param name="Because">Why, or what is otherwise now.</param>
public sealed record SettleAfterAction(bool? Changed, string? Because);

/// <summary>It was changed, or not, with the reason.</summary>
public sealed record AfterActionSettled(bool Changed, string Because, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is AfterAction { Stage: AfterActionStage.ToChange } it
            ? it with
            {
                Stage = Changed ? AfterActionStage.Changed : AfterActionStage.NotChanged,
                Because = Because,
                Duties = it.Duties.Met(DutyFor.ChangeAfterAction, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on what became of a change.</summary>
public static class SettleAfterActionRule
{
    /// <summary>A supervisor of the unit that wrote it says so, once. "Not changed" is an answer as good as the other.</summary>
    /// <param name="it">The note.</param>
    /// <param name="command">What is said.</param>
    /// <param name="ownWords">What residents wrote in the matters.</param>
    /// <param name="by">Who says it.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(
        AfterAction it,
        SettleAfterAction command,
        ImmutableArray<string> ownWords,
        Actor.Staff by,
        DateTimeOffset now
    )
    {
        if (it.Stage != AfterActionStage.ToChange)
        {
            return ProposePilotRule.NotAtThisStep;
        }
        if (by.Unit != it.Note.Unit || !by.Is(StaffRole.Supervisor))
        {
            return ProposePilotRule.NotYours;
        }
        var (because, none) = WriteAfterActionRule.OfWork(
            command.Because,
            nameof(command.Because),
            WriteAfterActionRule.LongestWords,
            ownWords,
            "请写明因为什么：改成了什么样，或者为什么没有改。",
            "Say why: how it is now, or why it was not changed."
        );
        var wrong = Refusal.All(
            command.Changed is null
                ? Refusals.Missing(nameof(command.Changed), "请选择改了没有。", "Choose whether it was changed.")
                : null,
            none
        );
        return wrong is not null ? wrong : new AfterActionSettled(command.Changed!.Value, because!, now);
    }
}
