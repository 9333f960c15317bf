using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using Xunit;

namespace SmallMatters.Domain.Tests.Disputes;

public class DisputeSequenceTests
{
    private const int Sequences = 50_000;
    private const int Longest = 16;

    /// <summary>Whatever people do in whatever order, with up to four parties of every kind and those who act for them.</summary>
    [Fact]
    public void No_order_of_acts_breaks_a_law_of_disputes()
    {
        var state = 20261122UL;
        int Draw(int below)
        {
            // SplitMix64, so that the sequence is the same on every machine.
            var z = state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return (int)((z ^ (z >> 31)) % (ulong)below);
        }

        Dispute[] starts =
        [
            .. Enum.GetValues<DisputeKind>().Select(kind => Quarrel.Named(kind)),
            .. Enumerable.Repeat(Quarrel.Proposed(), 10),
            .. Enumerable.Repeat(Quarrel.Mediated(), 10),
            .. Enumerable.Repeat(DisputeTimeTests.Ready(DisputeKind.Noise, "peoples"), 5),
            .. Enumerable.Repeat(DisputeTimeTests.Medical(), 5),
            .. Enumerable.Repeat(Quarrel.Convened(), 10),
            .. Enumerable.Repeat(Quarrel.SaidBack(), 10),
            .. Enumerable.Repeat(Quarrel.Agreed(), 10),
            .. Enumerable.Repeat(Quarrel.AgreedInWriting(), 5),
            .. Enumerable.Repeat(Quarrel.AppliedTogether(), 5),
            .. Enumerable.Repeat(Quarrel.AgreedToGo(), 5),
            .. Enumerable.Repeat(Quarrel.SentElsewhere(), 5),
            .. Enumerable.Repeat(Quarrel.WithAllowance(), 10),
            .. Enumerable.Repeat(Quarrel.TalkedOver(), 10),
            .. Enumerable.Repeat(Quarrel.TalkedOver().After(d => Quarrel.TalkAgain(d, TalkOutcome.NewDates, Given.Now)), 10),
        ];
        var seen = new HashSet<string>();
        for (var run = 0; run < Sequences; run++)
        {
            var dispute = starts[Draw(starts.Length)];
            var now = Given.Now;
            for (var step = 0; step < Longest; step++)
            {
                now = now.AddMinutes(Draw(300) + 1);
                var decision = Act(dispute, Draw, now);
                if (decision.Why is { } why)
                {
                    Assert.NotEmpty(why.Sentence.Zh);
                    Assert.NotEmpty(why.Sentence.En);
                    continue;
                }
                var after = dispute.After(decision.Facts);
                DisputeLaws.Hold(dispute, decision.Facts, after, now);
                seen.UnionWith(decision.Facts.Select(f => f.GetType().Name));
                dispute = after;
            }
        }
        Assert.Equal(
            typeof(DisputeFact)
                .Assembly.GetTypes()
                // No year's calendar is published on the way.
                .Where(t =>
                    t.IsSubclassOf(typeof(DisputeFact))
                    && t != typeof(DisputeOpened)
                    && t != typeof(MediationDeadlineRecomputed)
                    && t != typeof(FollowUpRecomputed)
                )
                .Select(t => t.Name)
                .Order(),
            seen.Order()
        );
    }

    private static DisputeDecision Act(Dispute dispute, Func<int, int> draw, DateTimeOffset now)
    {
        var party = Quarrel.Key(draw(4) + 1);
        switch (draw(14))
        {
            case 0:
                return Quarrel.Name(dispute, Quarrel.Key(draw(2) + 3), (PartyKind)draw(3));
            case 1:
                return NameRepresentativeRule.Decide(
                    dispute,
                    new NameRepresentative(party, "老李", null, (Authority)draw(3), (AuthorityShown)draw(3)),
                    Quarrel.Key(100 + draw(50)),
                    Given.Handler
                );
            case 2:
                var people = dispute.File.Parties.SelectMany(p => p.Representatives.Select(r => r.Id).Append(p.Id)).ToList();
                return Quarrel.Consent(
                    dispute,
                    party,
                    (ConsentAnswer)draw(3),
                    now,
                    people.Count == 0 ? null : Quarrel.As(people[draw(people.Count)])
                );
            case 3:
                return SayInRoomRule.Decide(dispute, party, "我想先听听对方", draw(2) == 0 ? Given.Handler : Quarrel.As(party));
            case 4:
                var venue = VenueBook.BuiltIn.Venues[draw(VenueBook.BuiltIn.Venues.Length)];
                return Quarrel.Propose(
                    dispute,
                    venue.Code,
                    now,
                    draw(4) == 0 && !venue.Excludes.IsEmpty ? [venue.Excludes[draw(venue.Excludes.Length)].Code] : []
                );
            case 5:
                return Quarrel.Answer(dispute, party, draw(3) == 0 ? Quarrel.Afraid : Quarrel.Safe, now);
            case 6 when draw(4) == 0:
                // As a row may say that a party is gone before the chain does.
                return new PartyErased(party);
            case 7:
                return dispute.File.Untold.FirstOrDefault() is { } owed
                    ? TellPoliceRule.Decide(dispute, owed.Id, now, Given.Supervisor, Given.Jurisdiction, now)
                    : ReportSafetyRule.Decide(
                        dispute,
                        new ReportSafety("孩子身上有伤", ReportDuty.Minor, false),
                        Quarrel.New(now),
                        Given.Handler,
                        now
                    );
            case 8:
                return MediationTimeRule.Tick(dispute, VenueBook.BuiltIn, Given.Jurisdiction, now.AddDays(draw(120)))
                    ?? MediationTimeRule.Pause(
                        dispute,
                        draw(2) == 0 ? PauseReason.Appraisal : null,
                        "鉴定委托书",
                        Given.Handler,
                        Given.Jurisdiction,
                        now
                    );
            case 9 when dispute is Dispute.Asking { File.Proposal: { } proposal } && draw(3) == 0:
                return Quarrel.Exclude(
                    dispute,
                    VenueBook.BuiltIn.Version(proposal.Venue, proposal.Version).Excludes[draw(3) % 2].Code,
                    now
                );
            case 10 when draw(4) == 0:
                return ChooseMediatorRule.Decide(
                    dispute,
                    party,
                    draw(3) == 0 ? null : Given.Colleague.Id,
                    [MediatorTests.Registered(Given.Colleague.Id)],
                    Quarrel.As(party),
                    Given.Jurisdiction.Calendar.DayOf(now)
                );
            case 10:
                return Quarrel.InviteMediator(dispute, now, draw(3) + 1);
            case 11:
                return After(dispute, party, draw, now);
            default:
                return Quarrel.Acts[draw(Quarrel.Acts.Count)].Decide(dispute, now);
        }
    }

    // The acts around an agreement, in which days pass; whatever day it is, none may break a law.
    private static DisputeDecision After(Dispute dispute, ParticipantId party, Func<int, int> draw, DateTimeOffset now) =>
        dispute switch
        {
            Dispute.Mediating { Mediation.Lengthening: not null } => Quarrel.AnswerMore(
                dispute,
                party,
                (ConsentAnswer)draw(3),
                now.AddDays(draw(2) * 40)
            ),
            Dispute.Mediating => Quarrel.Lengthen(dispute, now.AddDays(draw(3) * 20)),
            { File.Confirmation: { FiledOn: not null, Result: null } } when draw(2) == 0 => Quarrel.CourtSays(
                dispute,
                (ConfirmationResult)draw(4),
                now.AddDays(draw(80))
            ),
            _ => draw(6) switch
            {
                5 => RemindOfTermsRule.Tick(dispute, Given.Jurisdiction, now.AddDays(draw(12))) ?? new DisputeDecision([], null),
                0 => Quarrel.PrepareConfirmation(dispute, now.AddDays(draw(50))),
                1 => Quarrel.Apply(dispute, party, now, (ConsentAnswer)draw(3)),
                2 => Quarrel.File(dispute, now.AddDays(draw(60)), Quarrel.Day(now.AddDays(draw(60) - 5))),
                3 => Quarrel.Ask(
                    dispute,
                    party,
                    (FollowUpFinding)draw(4),
                    now.AddDays(draw(100)),
                    FollowUpRule.After[draw(3)],
                    draw(2) == 0 ? Given.Handler : null
                ),
                _ => Quarrel.TickChecks(dispute, now.AddDays(draw(120))),
            },
        };

    [Fact]
    public void A_refusal_says_the_same_in_both_languages_and_reveals_no_flag_to_a_party()
    {
        var flagged = Quarrel.Mediated().After(d => Quarrel.Answer(d, Quarrel.Downstairs, Quarrel.Afraid, Given.Now));
        Assert.Equal("not-asked-now", Quarrel.ConsentToSession(flagged, Quarrel.Upstairs, ConsentAnswer.Given, Given.Now).Says());
        Assert.Equal(
            nameof(SaidInRoom),
            SayInRoomRule.Decide(flagged, Quarrel.Upstairs, "什么时候开会？", Quarrel.As(Quarrel.Upstairs)).Says()
        );
        Assert.Equal("dispute-unsafe", Quarrel.Set(flagged, Given.Now).Says());
    }
}
