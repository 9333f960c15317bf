using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Supervision;

/// <summary>Put a problem on the hard list.</summary>
/// <param name="Title">What it is, in one line.</param>
/// <param name="Why">Why it is hard.</param>
/// <param name="Category">Category code.</param>
/// <param name="Area">Area code.</param>
/// <param name="Leader">The named leader; null when nobody was chosen.</param>
/// <param name="Post">The leader's post.</param>
/// <param name="Matters">The matters that it holds.</param>
public sealed record ListHardProblem(
    string? Title,
    string? Why,
    string? Category,
    string? Area,
    StaffId? Leader,
    LeaderPost? Post,
    ImmutableArray<MatterHeld> Matters
);

/// <summary>A matter that a hard problem holds.</summary>
/// <param name="Number">Its reference, as a number.</param>
/// <param name="Owner">Code of its owner.</param>
/// <param name="Kind">Its kind.</param>
public sealed record MatterHeld(long Number, string Owner, Kind Kind);

/// <summary>A problem was put on the hard list; the first review is due within its clock.</summary>
public sealed record HardProblemListed(HardProblemFile File, ImmutableArray<long> Matters, Duty Review) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null
            ? new HardProblem(File, HardStage.Listed, Matters, null, [], null) { Duties = [Review] }
            : throw DoesNotFit(before);
}

/// <summary>Decides on the hard list.</summary>
public static class ListHardProblemRule
{
    /// <summary>
    /// A supervisor lists it for their unit and names who leads it, somebody of that unit, with the post. It holds matters of the
    /// unit and of those below it, or none. Confirmed it is by the unit above, at the top by a reviewing unit.
    /// </summary>
    /// <param name="command">What is to be listed.</param>
    /// <param name="id">Its key.</param>
    /// <param name="by">Who lists it.</param>
    /// <param name="colleagues">Who deals with the unit's matters.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(
        ListHardProblem command,
        Guid id,
        Actor.Staff by,
        ImmutableArray<StaffId> colleagues,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!by.Is(StaffRole.Supervisor))
        {
            return Refusal.Of(
                "only-a-leader-lists",
                "只有负责人可以列入难点清单。",
                "Only a supervisor puts a problem on the hard list."
            );
        }
        var (title, noTitle) = Between.Words(
            command.Title,
            nameof(command.Title),
            80,
            "请用一句话写明是什么难点。",
            "Say in one line what the problem is."
        );
        var (why, noWhy) = Between.Words(
            command.Why,
            nameof(command.Why),
            HardMay.LongestWords,
            "请写明难在哪里。",
            "Say why it is hard."
        );
        var category = jurisdiction.Categories.GetValueOrDefault(command.Category ?? "");
        var strange = command.Matters.FirstOrDefault(m =>
            m.Kind == Kind.Conduct || !jurisdiction.Above(m.Owner).Contains(by.Unit)
        );
        var wrong = Refusal.All(
            noTitle,
            noWhy,
            category is null or { Kind: Kind.Conduct }
                ? Refusals.Missing(nameof(command.Category), "请选择问题分类。", "Choose the category.")
                : null,
            jurisdiction.Areas.ContainsKey(command.Area ?? "")
                ? null
                : Refusals.Missing(nameof(command.Area), "请选择片区。", "Choose the area."),
            command.Leader is { } chosen && colleagues.Contains(chosen)
                ? null
                : Refusals.Missing(nameof(command.Leader), "请选择由谁牵头。", "Choose who leads it."),
            command.Post is null
                ? Refusals.Missing(nameof(command.Post), "请选择牵头人的职务。", "Choose the leader's post.")
                : null,
            strange is null
                ? null
                : Refusal.Of(
                    "not-a-matter-to-hold",
                    $"诉求 {Reference.FromValue(strange.Number)} 不由本单位或下级单位主办。",
                    $"Neither your unit nor one below it owns matter {Reference.FromValue(strange.Number)}.",
                    nameof(command.Matters)
                )
        );
        if (wrong is not null)
        {
            return wrong;
        }
        return new HardProblemListed(
            new HardProblemFile(
                id,
                title!,
                why!,
                category!.Code,
                command.Area!,
                by.Unit,
                command.Leader!.Value,
                command.Post!.Value.ToString(),
                jurisdiction.Units[by.Unit].Parent ?? jurisdiction.ReviewerFor(by.Unit),
                now
            ),
            [.. command.Matters.Select(m => m.Number).Distinct()],
            Duty.Start(jurisdiction, WorkHardProblemRule.ReviewClock, DutyFor.ReviewHardProblem, by.Unit, now)
        );
    }
}
