using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>A mediator of a dispute, from the invitation on.</summary>
/// <param name="Id">Key of the invitation: the parties answer to it.</param>
/// <param name="Mediator">The account.</param>
/// <param name="At">When they were invited, UTC.</param>
/// <param name="State">Where it stands.</param>
public sealed record Invitation(Guid Id, StaffId Mediator, DateTimeOffset At, InvitationState State = InvitationState.Asked);

/// <summary>Where an invitation stands.</summary>
public enum InvitationState
{
    /// <summary>已邀请.</summary>
    Asked,

    /// <summary>已接受, having declared no interest in the case.</summary>
    Accepted,

    /// <summary>已谢绝.</summary>
    Declined,

    /// <summary>已回避: has an interest in the case, or a party asked for somebody else.</summary>
    SteppedBack,
}

/// <summary>How a mediator answers an invitation.</summary>
public enum MediatorAnswer
{
    /// <summary>接受，与本案没有利害关系.</summary>
    Accepts,

    /// <summary>谢绝.</summary>
    Declines,

    /// <summary>与本案或者当事人有利害关系，回避.</summary>
    HasInterest,
}

/// <summary>A mediator was invited.</summary>
public sealed record MediatorInvited(Invitation Invitation) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute).With(f => f with { Invitations = f.Invitations.Add(Invitation) });
}

/// <summary>A mediator accepted, declined, or stepped back.</summary>
/// <param name="Invitation">Which invitation.</param>
/// <param name="As">Where it stands then.</param>
/// <param name="Words">What the mediator declared, for colleagues; null where a party asked for somebody else.</param>
public sealed record MediatorAnswered(
    Guid Invitation,
    InvitationState As,
    [property: PersonalField(PersonalItem.OfficeWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText? Words
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute)
            .With(f => f with { Invitations = [.. f.Invitations.Select(i => i.Id == Invitation ? i with { State = As } : i)] });
}

/// <summary>Decides on who mediates.</summary>
public static class InviteMediatorRule
{
    /// <summary>
    /// By the handler, from the unit's register: in term, for this kind of dispute, and there on the days of sessions that are set already.
    /// One at a time; who declined or stepped back is not asked again.
    /// </summary>
    /// <param name="dispute">The dispute.</param>
    /// <param name="chosen">Who is invited; null when nobody was chosen.</param>
    /// <param name="register">The unit's mediators.</param>
    /// <param name="id">Key of the invitation.</param>
    /// <param name="by">Who invites.</param>
    /// <param name="calendar">The jurisdiction's, for local days.</param>
    /// <param name="now">UTC.</param>
    public static DisputeDecision Invite(
        Dispute dispute,
        StaffId? chosen,
        IReadOnlyList<Mediator> register,
        Guid id,
        Actor.Staff by,
        WorkingCalendar calendar,
        DateTimeOffset now
    )
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute is not (Dispute.Asking or Dispute.Mediating))
        {
            return Refusal.Of("mediated-no-more", "调解已经结束。", "The mediation is over.");
        }
        if (dispute.File.Invited is not null)
        {
            return Refusal.Of(
                "mediator-invited-already",
                "已经邀请了一位调解员。要换人，先请这一位回避或者谢绝。",
                "A mediator is invited already. Somebody else comes once this one declines or steps back."
            );
        }
        if (register.FirstOrDefault(m => m.Id == chosen) is not { } mediator)
        {
            return Refusals.Missing("Mediator", "请选择名册里的调解员。", "Choose a mediator of the register.");
        }
        if (Unfit(mediator, dispute, calendar, now) is { } unfit)
        {
            return unfit;
        }
        return dispute.File.Invitations.Any(i => i.Mediator == mediator.Id)
            ? Refusal.Of(
                "mediator-is-out",
                "这位调解员已经谢绝或者回避，请选择别人。",
                "This mediator declined or stepped back. Choose somebody else.",
                "Mediator"
            )
            : new MediatorInvited(new Invitation(id, mediator.Id, now));
    }

    private static Refusal? Unfit(Mediator mediator, Dispute dispute, WorkingCalendar calendar, DateTimeOffset now) =>
        mediator.Unit != dispute.File.Unit
            ? Refusal.Of(
                "mediator-of-another-unit",
                "这位调解员在别的单位的名册里，请选择本单位的。",
                "This mediator stands in another unit’s register. Choose one of yours.",
                "Mediator"
            )
        : !mediator.Takes(dispute.File.Kind)
            ? Refusal.Of(
                "mediator-other-field",
                "这位调解员不办理这一类纠纷，请选择别人。",
                "This mediator does not take such disputes. Choose somebody else.",
                "Mediator"
            )
        : mediator.InTerm(calendar.DayOf(now))
            ? (dispute.Under?.Sessions ?? [])
                .Where(s => s.State == SessionState.Set && s.StartsAt > now)
                .Select(s => mediator.Away(calendar.DayOf(s.StartsAt), "Mediator"))
                .FirstOrDefault(away => away is not null)
        : mediator.Away(calendar.DayOf(now), "Mediator");

    /// <summary>
    /// The invited one answers, and may step back later. Who accepts declares that they have no interest in the case; who has one steps
    /// back (compare 深圳经济特区矛盾纠纷多元化解条例第23条).
    /// </summary>
    public static DisputeDecision Answer(Dispute dispute, MediatorAnswer? answer, string? typed, Actor.Staff by)
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute.File.Invited is not { } invitation || invitation.Mediator != by.Id)
        {
            return Refusal.Of("not-invited", "没有邀请您，或者邀请已经结束。", "You are not invited, or not any more.");
        }
        if (answer is not { } chosen || !Enum.IsDefined(chosen))
        {
            return Refusals.Missing(
                "MediatorAnswer",
                "请选择接受、谢绝还是回避。",
                "Choose whether you accept, decline or step back."
            );
        }
        if (chosen == MediatorAnswer.Accepts)
        {
            return invitation.State == InvitationState.Accepted
                ? Refusal.Of("accepted-already", "您已经接受了。", "You have accepted already.")
                : new MediatorAnswered(invitation.Id, InvitationState.Accepted, null);
        }
        var (words, missing) = Refusals.Words(typed, "Words", DisputeMay.LongestWords, "请写明原因。", "Say why.");
        return missing is not null
            ? missing
            : new MediatorAnswered(
                invitation.Id,
                chosen == MediatorAnswer.Declines ? InvitationState.Declined : InvitationState.SteppedBack,
                new PersonalText(dispute.File.Office, words)
            );
    }
}
