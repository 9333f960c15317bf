using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>Words between a party and who deals with the dispute, in the party's own room.</summary>
public sealed record SaidInRoom(
    ParticipantId Party,
    [property: PersonalField(PersonalItem.PartyWords, FieldPurpose.Handling, LegalBasis.Consent, KeptFor.Matter)]
        PersonalText Words
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute);
}

/// <summary>Decides on words in a party's room.</summary>
public static class SayInRoomRule
{
    /// <summary>By the party, who acts for it, or the handler; under the party's own key, whoever writes.</summary>
    public static DisputeDecision Decide(Dispute dispute, ParticipantId party, string? typed, Actor by)
    {
        if (DisputeMay.Answer(dispute, party, false, by) is { } why)
        {
            return why;
        }
        var (words, missing) = Refusals.PeopleWords(
            typed,
            "Words",
            DisputeMay.LongestWords,
            "请写下您要说的话。",
            "Write what you want to say."
        );
        return missing is not null ? missing : new SaidInRoom(party, new PersonalText(party, words));
    }
}

/// <summary>Decides on erasing a party.</summary>
public static class ErasePartyRule
{
    /// <summary>
    /// A party that goes takes its consent along: an open dispute ends, unless an agreement is in effect, which stays owed. Somebody who
    /// only acts for a party goes alone. A session that was set is called off: nobody is left to agree to it.
    /// </summary>
    public static DisputeDecision Decide(Dispute dispute, ParticipantId person, DateTimeOffset now)
    {
        if (dispute.File.PartyOf(person) is not { Erased: false } party)
        {
            return DisputeMay.NotByThisLink;
        }
        var erased = new PartyErased(person);
        if (party.Id == person && dispute is (Dispute.Asking or Dispute.Mediating))
        {
            return DisputeDecision.That(EndDisputeRule.End(dispute, EndedAs.Withdrawn, null, now), erased);
        }
        var set =
            party.Id == person && dispute is Dispute.Agreed agreed
                ? agreed.Mediation.Sessions.Where(s => s.State == SessionState.Set).Select(s => new SessionCalledOff(s.Id))
                : [];
        return DisputeDecision.That([.. set, erased]);
    }
}

/// <summary>Decides on parties who go with the data of the matter: its raiser's wish, or the end of the time for which it is kept.</summary>
public static class ErasePartiesRule
{
    /// <summary>The parties of them who are still there, each as it goes by its own wish; nothing when none is.</summary>
    public static ImmutableArray<DisputeFact> Decide(Dispute dispute, IReadOnlySet<ParticipantId> parties, DateTimeOffset now)
    {
        var facts = ImmutableArray.CreateBuilder<DisputeFact>();
        foreach (var party in dispute.File.Present.Where(p => parties.Contains(p.Id)).ToList())
        {
            foreach (var fact in ErasePartyRule.Decide(dispute, party.Id, now).Facts)
            {
                facts.Add(fact);
                dispute = fact.Apply(dispute);
            }
        }
        return facts.ToImmutable();
    }
}

/// <summary>A new link into a room was given; the one before it ended.</summary>
public sealed record RoomLinkGiven(ParticipantId Person) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute);
}

/// <summary>Decides on giving links into rooms.</summary>
public static class GiveRoomLinkRule
{
    /// <summary>By the handler. The party sees that it was given: an answer by link is the party's own.</summary>
    public static DisputeDecision Decide(Dispute dispute, ParticipantId person, Actor.Staff by) =>
        DisputeMay.Handle(dispute, by) is { } why ? why
        : dispute.File.PartyOf(person) is null or { Erased: true } ? DisputeMay.NotByThisLink
        : new RoomLinkGiven(person);
}
