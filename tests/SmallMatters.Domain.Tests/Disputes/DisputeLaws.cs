using System.Collections.Immutable;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Disputes;

/// <summary>What holds at every step of every dispute, said without the rules' own words.</summary>
internal static class DisputeLaws
{
    public static void Hold(Dispute before, ImmutableArray<DisputeFact> facts, Dispute after, DateTimeOffset now)
    {
        foreach (var fact in facts)
        {
            if (fact is MediationStarted started)
            {
                Assert.False(Flagged(before), "mediated over a flag");
                Assert.NotEqual(InvitationState.Asked, before.File.Invitations.LastOrDefault()?.State);
                Assert.True(before.File.Present.Count() >= 2, "mediation of fewer than two");
                Assert.True(
                    before.File.Present.All(p => Consents(before, p.Id, started.Mediation.Proposal.Id)),
                    "not all consent"
                );
                Assert.True(before.File.Present.All(p => p.FeelsSafe == true), "somebody does not feel safe");
                var rule = VenueBook.BuiltIn.Version(started.Mediation.Proposal.Venue, started.Mediation.Proposal.Version);
                Assert.True(rule.HoldsOn(started.Mediation.Proposal.AcceptedOn ?? Given.Jurisdiction.Calendar.DayOf(now)));
                Assert.True(
                    started.Mediation.Deadline is null || started.Mediation.Deadline.DueAt >= now,
                    "begun after its time"
                );
                Assert.Equal(rule.Requires.Select(r => r.Code), started.Mediation.Proposal.Confirmed);
                Assert.Contains(rule.Code, Given.Jurisdiction.Units[before.File.Unit].Mediates);
            }
            if (fact is SessionSet or SessionHeld)
            {
                Assert.False(Flagged(before), "mediated over a flag");
                Assert.IsType<Dispute.Mediating>(before);
                Assert.True(before.File.Present.Count() >= 2, "a session of fewer than two");
            }
            if (fact is SessionHeld held)
            {
                Assert.True(before.File.Present.All(p => Consents(before, p.Id, held.Session)), "not all came freely");
            }
            if (fact is AgreementDrafted or AgreementTookEffect)
            {
                Assert.False(Flagged(before), "agreed under a flag");
                Assert.IsType<Dispute.Mediating>(before);
            }
            if (fact is AgreementTookEffect)
            {
                Assert.True(
                    before.File.Present.All(p => Consents(before, p.Id, before.Under!.Draft!.Id)),
                    "agreed without consent"
                );
            }
            if (fact is ConsentAnswered { Consent: { Step: ConsentStep.Mediation, Answer: not ConsentAnswer.Given } })
            {
                Assert.IsType<Dispute.Ended>(after);
            }
        }
        if (Flagged(after))
        {
            Assert.False(after.Under?.Sessions.Any(s => s.State == SessionState.Set) == true, "a session waits under a flag");
        }
        if (after is Dispute.Mediating m)
        {
            Assert.True(after.File.Present.All(p => Consents(after, p.Id, m.Mediation.Proposal.Id)), "mediated without consent");
        }
        Assert.True(
            after.File.Invitations.Count(i => i.State is InvitationState.Asked or InvitationState.Accepted) <= 1,
            "two mediators at once"
        );
        if (after is Dispute.Ended ended)
        {
            Assert.Contains("court", ended.Ending.Next);
            Assert.Contains("complaint", ended.Ending.Next);
            Assert.True(ended.Ending.Next.All(door => VenueBook.BuiltIn.Door(door) is not null), "a door that there is not");
            Assert.Equal(ended.Ending.As == EndedAs.Protection || Flagged(after), ended.Ending.Next.Contains("protection-order"));
        }
        if (before is Dispute.Ended)
        {
            Assert.True(facts.All(fact => fact is PartyErased or PoliceTold), "something follows an end");
        }
    }

    private static bool Flagged(Dispute dispute) => dispute.File.Flags.Any(f => f.LiftedAt is null);

    private static bool Consents(Dispute dispute, Domain.Matters.ParticipantId party, Guid subject) =>
        dispute.File.Consents.LastOrDefault(c => c.Party == party && c.Subject == subject)?.Answer == ConsentAnswer.Given;
}
