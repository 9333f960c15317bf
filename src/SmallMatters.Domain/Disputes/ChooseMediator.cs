using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>Whom a party wants to mediate.</summary>
/// <param name="Party">The party.</param>
/// <param name="Mediator">The account of a mediator of the register.</param>
public sealed record MediatorWish(ParticipantId Party, StaffId Mediator);

/// <summary>A party named whom of the register it wants to mediate, or nobody any more. The other side is not told.</summary>
/// <param name="Party">The party.</param>
/// <param name="Mediator">Whom; null when it leaves it open again.</param>
public sealed record MediatorChosen(ParticipantId Party, StaffId? Mediator) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute)
            .With(f =>
                f with
                {
                    Wishes =
                    [
                        .. f.Wishes.Where(w => w.Party != Party),
                        .. Mediator is { } chosen ? (MediatorWish[])[new MediatorWish(Party, chosen)] : [],
                    ],
                }
            );
}

/// <summary>Decides on whom a party wants.</summary>
public static class ChooseMediatorRule
{
    /// <summary>
    /// By the party or who acts for it, while it is asked or mediated: somebody of the unit's register who takes such disputes and is in
    /// term. The parties may choose, or the committee names one (人民调解法第19条); the handler sees what each chose when somebody is invited.
    /// </summary>
    /// <param name="dispute">The dispute.</param>
    /// <param name="party">Which party.</param>
    /// <param name="chosen">Whom; null to leave it open.</param>
    /// <param name="register">The unit's mediators.</param>
    /// <param name="by">Who chooses.</param>
    /// <param name="today">Local day.</param>
    public static DisputeDecision Decide(
        Dispute dispute,
        ParticipantId party,
        StaffId? chosen,
        IReadOnlyList<Mediator> register,
        Actor by,
        DateOnly today
    ) =>
        DisputeMay.Answer(dispute, party, false, by) is { } why ? why
        : dispute is not (Dispute.Asking or Dispute.Mediating)
            ? Refusal.Of("mediated-no-more", "调解已经结束。", "The mediation is over.")
        : chosen is null || Open(dispute.File, register, today).Any(m => m.Id == chosen) ? new MediatorChosen(party, chosen)
        : Refusals.Missing(
            "Mediator",
            "请选择名册里的调解员，或者选“由单位安排”。",
            "Choose a mediator of the register, or leave it to the unit."
        );

    /// <summary>Whom the parties can choose: of the unit's register, in term, for such disputes, and not out of this one.</summary>
    public static IEnumerable<Mediator> Open(DisputeFile file, IReadOnlyList<Mediator> register, DateOnly today) =>
        register.Where(m =>
            m.Unit == file.Unit
            && m.Serves(file.Kind, today)
            && file.Invitations.All(i => i.Mediator != m.Id || i.State is InvitationState.Asked or InvitationState.Accepted)
        );
}
