using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Merge a matter into another about the same thing.</summary>
/// <param name="Into">The matter that goes on.</param>
public sealed record Merge(Matter Into);

/// <summary>The matter was merged into another; everyone who takes part stays informed there.</summary>
public sealed record MatterMerged(MatterId Into, Reference IntoReference, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        new Matter.Settled(
            matter.File with
            {
                HandOver = null,
                Clocks = matter.File.Clocks.AllStopped(At, "merged"),
            },
            new Outcome.Merged(Into, IntoReference),
            At,
            At,
            Settlement.Ended,
            null
        );
}

/// <summary>Decides on merging.</summary>
public static class MergeRule
{
    /// <summary>Both are open and owned by the same unit; a matter with an open promise or part is not merged away.</summary>
    public static Decision Decide(Matter matter, Merge command, Actor.Staff by, DateTimeOffset now)
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        var into = command.Into;
        if (into.File.Id == matter.File.Id)
        {
            return Refusal.Of(
                "merge-into-itself",
                "不能与自己合并。",
                "A matter cannot be merged into itself.",
                nameof(command.Into)
            );
        }
        if (into.CurrentOutcome is Outcome.Merged { IntoReference: var further })
        {
            return Refusal.Of(
                "merge-target-was-merged",
                $"那件诉求已经并入 {further}，不能再合并到它。",
                $"That matter was itself merged into {further}; nothing can be merged into it.",
                nameof(command.Into)
            );
        }
        if (into is not Matter.Open || into.File.Owner != matter.File.Owner)
        {
            return Refusal.Of(
                "merge-target-not-open-here",
                "只能合并到本单位办理中的诉求。",
                "It can only be merged into an open matter of the same unit.",
                nameof(command.Into)
            );
        }
        if (matter.File.Kind == Kind.Conduct || into.File.Kind == Kind.Conduct)
        {
            return Refusal.Of(
                "conduct-is-not-merged",
                "对工作人员的意见单独办理，不能合并。",
                "A matter of conduct is dealt with by itself.",
                nameof(command.Into)
            );
        }
        if (matter.File.OpenPromises.Any() || matter.File.HandOver is not null)
        {
            return Refusal.Of(
                "open-promise",
                "还有未兑现的承诺或未答复的移交，不能合并。",
                "A promise or a hand-over is still open."
            );
        }
        if (HandOverRefusals.Undecided(matter.File) is { } undecided)
        {
            return undecided;
        }
        if (matter.File.OpenParts.Any())
        {
            return Refusal.Of("open-part", "还有未办结的协办任务，不能合并。", "A part is still open, so it cannot be merged.");
        }
        return new MatterMerged(into.File.Id, into.File.Reference, now);
    }
}
