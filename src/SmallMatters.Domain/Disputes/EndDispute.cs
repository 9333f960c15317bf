using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>End a dispute.</summary>
/// <param name="As">Which way; null when nothing was chosen.</param>
/// <param name="Door">Code of the door, where the way is another door.</param>
/// <param name="Words">Why, for colleagues; the parties are not shown it.</param>
public sealed record EndDispute(EndedAs? As, string? Door, string? Words);

/// <summary>A dispute ended; what the parties can do next is named.</summary>
public sealed record DisputeEnded(
    Ending Ending,
    [property: PersonalField(PersonalItem.OfficeWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText? Words
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        dispute is { IsOpen: true } ? new Dispute.Ended(dispute.File, Ending, dispute.Under) : throw DoesNotFit(dispute);
}

/// <summary>Decides on ending disputes.</summary>
public static class EndDisputeRule
{
    /// <summary>
    /// By the handler, at any time. Protection is for a dispute with an open flag, and one with an open flag ends in protection or at
    /// another door; that nothing was reached can only be said once there was mediation.
    /// </summary>
    public static DisputeDecision Decide(Dispute dispute, EndDispute command, Actor.Staff by, DateOnly today, DateTimeOffset now)
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (command.As is not { } way || way is EndedAs.Refused or EndedAs.Excluded or EndedAs.HandedOver || !Enum.IsDefined(way))
        {
            return Refusals.Missing(nameof(command.As), "请选择怎样结束。", "Choose how it ends.");
        }
        if (dispute.File.Unsafe && way is not (EndedAs.Protection or EndedAs.AnotherDoor))
        {
            return DisputeMay.Unsafe with { Field = nameof(command.As) };
        }
        if (!dispute.File.Unsafe && way == EndedAs.Protection)
        {
            return Refusal.Of(
                "no-flag-stands",
                "没有未解除的安全提示。有人可能不安全的，请先提出安全报告。",
                "No safety flag stands. If somebody may be in danger, report it first.",
                nameof(command.As)
            );
        }
        if (way == EndedAs.NotReached && dispute is not Dispute.Mediating)
        {
            return Refusal.Of(
                "never-mediated",
                "还没有开始调解，不能写“未达成”。",
                "There was no mediation that could have reached nothing.",
                nameof(command.As)
            );
        }
        if (way == EndedAs.Performed || way == EndedAs.NotPerformed && !IsLate(dispute, today))
        {
            return Refusal.Of(
                "nothing-is-late",
                "没有到期未履行的事项；都履行了的，逐项记下就会结束。",
                "Nothing that was agreed is late. Once each obligation is written down as performed, it ends by itself.",
                nameof(command.As)
            );
        }
        if (dispute is Dispute.Agreed && way == EndedAs.Withdrawn)
        {
            return Refusal.Of(
                "agreed-already",
                "协议已经生效，不能再写“不再申请调解”。",
                "An agreement is in effect; it cannot end as not asked for.",
                nameof(command.As)
            );
        }
        if (way == EndedAs.AnotherDoor && (command.Door is null || VenueBook.BuiltIn.Door(command.Door) is null))
        {
            return Refusals.Missing(nameof(command.Door), "请选择走哪个途径。", "Choose which door.");
        }
        var (words, missing) = Refusals.Words(
            command.Words,
            nameof(command.Words),
            DisputeMay.LongestWords,
            "请写明为什么到此为止。",
            "Say why it ends here."
        );
        return missing is not null
            ? missing
            : End(dispute, way, way == EndedAs.AnotherDoor ? command.Door : null, now) with
            {
                Words = new PersonalText(dispute.File.Office, words),
            };
    }

    /// <summary>Whether a party has not done in time what it agreed to.</summary>
    public static bool IsLate(Dispute dispute, DateOnly today) =>
        dispute is Dispute.Agreed agreed && agreed.Agreement.Terms.Any(t => t.PerformedOn is null && t.DueOn < today);

    /// <summary>The end with the doors that stand open: the one that was chosen first, then those of the kind, and always the court.</summary>
    internal static DisputeEnded End(Dispute dispute, EndedAs way, string? door, DateTimeOffset now)
    {
        var doors = VenueBook.BuiltIn.DoorsFor(dispute.File.Kind, dispute.File.Unsafe).Select(d => d.Code);
        return new DisputeEnded(new Ending(way, door, [.. (door is null ? doors : doors.Prepend(door)).Distinct()], now), null);
    }
}
