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
                // After an agreement there is only another talk about it.
                Assert.True(
                    before is Dispute.Mediating || before is Dispute.Agreed && after.Under!.Sessions[^1].Again,
                    "a session out of place"
                );
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
            HoldLater(before, fact, after);
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
            // What the court says, what parties say of the performance and the paper that they signed do not wait for the end.
            Assert.True(
                facts.All(fact =>
                    fact
                        is PartyErased
                            or PoliceTold
                            or FollowedUp
                            or FollowUpClockStepped
                            or ConfirmationDecided
                            or AgreementScanned
                            or PartyCoached
                            or AllowanceProposed
                            or AllowanceChecked
                            or AllowancePaid
                ),
                "something follows an end"
            );
            Assert.IsType<Dispute.Ended>(after);
        }
    }

    private static void HoldLater(Dispute before, DisputeFact fact, Dispute after)
    {
        switch (fact)
        {
            case LengtheningProposed or MediationLengthened:
                Assert.False(Flagged(before), "more time under a flag");
                Assert.IsType<Dispute.Mediating>(before);
                if (fact is MediationLengthened more)
                {
                    Assert.True(after.File.Present.All(p => Consents(after, p.Id, more.Lengthening)), "more time without all");
                    Assert.True(more.After.Deadline.DueAt > more.Before.DueAt, "more time that is none");
                    Assert.Equal(before.Under!.Deadline, more.Before);
                    Assert.Contains(more.Before, after.Under!.EarlierEnds);
                    Assert.Contains(more.After.Code, PartiesMayLengthen);
                }
                break;
            case TalkedAgain talked:
                Assert.False(Flagged(before), "talked again under a flag");
                Assert.IsType<Dispute.Agreed>(before);
                var talk = before.Under!.Sessions.Single(s => s.Id == talked.Talk.Session);
                Assert.True(talk is { Again: true, State: SessionState.Held }, "an outcome without a talk");
                Assert.DoesNotContain(before.File.Talks, t => t.Session == talk.Id);
                break;
            case NewDatesHold hold:
                Assert.False(Flagged(before), "new days under a flag");
                Assert.True(before.File.Present.All(p => Consents(after, p.Id, hold.Agreement)), "new days without all");
                var (was, moved) = (((Dispute.Agreed)before).Agreement, ((Dispute.Agreed)after).Agreement);
                Assert.Equal(
                    was.Terms.Select(t => (t.Id, t.By, t.What, t.PerformedOn)),
                    moved.Terms.Select(t => (t.Id, t.By, t.What, t.PerformedOn))
                );
                Assert.All(moved.Terms, t => Assert.True(t.PerformedOn is null || was.Terms.Contains(t), "what is done moved"));
                Assert.True(
                    before.File.Confirmation
                        is null
                            or { FiledOn: null }
                            or { Result: not (null or ConfirmationResult.Confirmed) }
                );
                break;
            case ConfirmationPrepared prepared:
                Assert.False(Flagged(before), "asked to act together under a flag");
                Assert.True(OpenToConfirmation(before), "confirmed where the law does not provide it");
                Assert.Equal(5, prepared.Confirmation.Checked.Length);
                break;
            case ConfirmationFiled filed:
                Assert.True(OpenToConfirmation(before), "confirmed where the law does not provide it");
                Assert.True(before.File.Present.All(p => Consents(before, p.Id, filed.Confirmation)), "not filed together");
                var effect = Given.Jurisdiction.Calendar.DayOf(((Dispute.Agreed)before).EffectiveAt);
                // Thirty days, and at most a run of holidays behind them.
                Assert.InRange(filed.On.DayNumber - effect.DayNumber, 0, 39);
                break;
            case ConfirmationDecided:
                Assert.NotNull(before.File.Confirmation?.FiledOn);
                break;
            case FollowedUp asked:
                var since = before.File.FollowUps.Single(f => f.Days == asked.Days);
                Assert.True(Given.Jurisdiction.Calendar.DayOf(asked.Answer.At) >= since.OpensOn, "asked before its day");
                break;
            case VenueHandOverProposed or VenueHandOverSent:
                Assert.False(Flagged(before), "handed over under a flag");
                if (fact is VenueHandOverSent sent)
                {
                    Assert.True(before.File.Present.All(p => Consents(before, p.Id, sent.HandOver)), "handed over without all");
                    Assert.Null(after.File.Proposal);
                    Assert.IsType<Dispute.Asking>(after);
                }
                break;
            case VenueHandOverReceived:
                Assert.NotNull(before.File.HandOver?.SentOn);
                break;
            case PartyCoached:
                Assert.IsType<Dispute.Ended>(before);
                break;
            case AllowanceProposed first:
                Assert.Null(before.File.Allowance);
                Assert.NotEqual(first.Allowance.Mediator, first.Allowance.By);
                Assert.Contains(before.File.Invitations, i => i.Mediator == first.Allowance.Mediator);
                break;
            case AllowanceChecked second:
                Assert.NotEqual(before.File.Allowance!.By, second.By);
                Assert.NotEqual(before.File.Allowance.Mediator, second.By);
                break;
            case AllowancePaid:
                Assert.NotNull(before.File.Allowance!.CheckedBy);
                Assert.Null(before.File.Allowance.PaidOn);
                break;
            case VenueProposed:
                Assert.False(before.File.HandOver is { SentOn: not null, ReceivedOn: null }, "proposed while on its way");
                break;
            case NoteSealed:
                Assert.Equal(before, after);
                break;
            case PartiesReminded reminded:
                var agreed = Assert.IsType<Dispute.Agreed>(before);
                Assert.False(before.File.Unsafe, "reminded while somebody may be in danger");
                Assert.DoesNotContain(reminded.Told, before.File.Told);
                var owed = agreed.Agreement.Terms.Single(t => t.Id == reminded.Told.Obligation);
                Assert.Null(owed.PerformedOn);
                Assert.Equal(owed.DueOn, reminded.Told.DueOn);
                Assert.All(reminded.Parties, p => Assert.Contains(before.File.Present, there => there.Id == p));
                break;
            case AgreementScanned:
                Assert.Equal(before, after);
                Assert.Equal(AgreementForm.Written, before.File.AgreedAs);
                break;
            case FollowUpsSet set:
                Assert.Equal([7, 30, 90], set.FollowUps.Select(f => f.Days));
                break;
        }
    }

    // The rules in which the law or custom leaves more time to the parties; labour mediation and police mediation are none.
    private static readonly string[] PartiesMayLengthen =
    [
        "peoples-mediation",
        "medical-mediation",
        "court-delegated-mediation",
        "court-entrusted-mediation",
        "court-entrusted-mediation-simple",
    ];

    private static bool OpenToConfirmation(Dispute dispute) =>
        dispute is Dispute.Agreed { Mediation.Proposal: var proposal }
        && VenueBook.BuiltIn.Version(proposal.Venue, proposal.Version).Kind is VenueKind.Peoples or VenueKind.CourtAnnexed;

    private static bool Flagged(Dispute dispute) => dispute.File.Flags.Any(f => f.LiftedAt is null);

    private static bool Consents(Dispute dispute, Domain.Matters.ParticipantId party, Guid subject) =>
        dispute.File.Consents.LastOrDefault(c => c.Party == party && c.Subject == subject)?.Answer == ConsentAnswer.Given;
}
