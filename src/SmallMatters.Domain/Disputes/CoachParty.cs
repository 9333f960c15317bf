using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>Staff talked with one party about what it can do alone (单方辅导); nobody else has to agree to that.</summary>
/// <param name="Party">The party.</param>
/// <param name="Words">What was talked about, for the party and who deals with it.</param>
/// <param name="How">How the talk took place.</param>
public sealed record PartyCoached(
    ParticipantId Party,
    [property: PersonalField(PersonalItem.PartyWords, FieldPurpose.Handling, LegalBasis.Consent, KeptFor.Matter)]
        PersonalText Words,
    ConsentHow How
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute);
}

/// <summary>Decides on talks with one party alone after mediation came to nothing.</summary>
public static class CoachPartyRule
{
    /// <summary>Whether a dispute has ended in a way after which one side may want to be told what it can do alone.</summary>
    public static bool IsOpen(Dispute dispute) =>
        dispute
            is Dispute.Ended
            {
                Ending.As: EndedAs.Refused or EndedAs.NotReached or EndedAs.Withdrawn or EndedAs.NotPerformed or EndedAs.Excluded
            };

    /// <summary>
    /// Writes the talk down. It is about the party's own doors and steps; what the other side said is not in it, and nobody is talked into
    /// anything.
    /// </summary>
    public static DisputeDecision Decide(Dispute dispute, ParticipantId party, string? typed, ConsentHow how, Actor.Staff by)
    {
        if (!DisputeMay.Deals(dispute, by))
        {
            return DisputeMay.NotYours;
        }
        if (!IsOpen(dispute))
        {
            return Refusal.Of(
                "coached-after-the-end",
                "调解没有开始或者没有成的，才单独辅导一方。",
                "One party is advised alone where there was no mediation or it came to nothing."
            );
        }
        if (dispute.File.Present.All(p => p.Id != party))
        {
            return DisputeMay.NotByThisLink;
        }
        var (words, missing) = Refusals.Words(
            typed,
            "Words",
            DisputeMay.LongestWords,
            "请写明谈了什么、告诉了哪些途径。",
            "Say what was talked about and which ways were told."
        );
        return missing is not null ? missing : new PartyCoached(party, new PersonalText(party, words), how);
    }
}
