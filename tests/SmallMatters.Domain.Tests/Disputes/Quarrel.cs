using System.Collections.Immutable;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;

namespace SmallMatters.Domain.Tests.Disputes;

/// <summary>A dispute between an upstairs and a downstairs neighbour, and everything that can be done to it.</summary>
internal static partial class Quarrel
{
    public static readonly ParticipantId Upstairs = Key(1);
    public static readonly ParticipantId Downstairs = Key(2);
    public static readonly SafetyAnswers Safe = new(default, default, default, default, default);
    public static readonly SafetyAnswers Afraid = Safe with { Fear = SafetyAnswer.Yes };

    public static ParticipantId Key(int number) => new(new Guid(number, 2, 0, new byte[8]));

    public static Actor.Person As(ParticipantId person) => new(person);

    public static Guid New(DateTimeOffset now) => Guid.CreateVersion7(now);

    public static DateOnly Day(DateTimeOffset now) => Given.Jurisdiction.Calendar.DayOf(now);

    /// <summary>Opened, with two parties named.</summary>
    public static Dispute Named(DisputeKind kind = DisputeKind.Noise) =>
        Opened(kind).After(d => Name(d, Upstairs)).After(d => Name(d, Downstairs));

    /// <summary>Opened, and nobody named.</summary>
    public static Dispute Opened(DisputeKind kind = DisputeKind.Noise) => Open(Given.Open(), kind).Facts[0].Apply(null);

    /// <summary>Both asked and safe, the venue proposed.</summary>
    public static Dispute Proposed(string venue = "peoples") =>
        Named()
            .After(d => Answer(d, Upstairs, Safe, Given.Now))
            .After(d => Answer(d, Downstairs, Safe, Given.Now))
            .After(d => Propose(d, venue, Given.Now));

    /// <summary>Both have consented and mediation has started.</summary>
    public static Dispute Mediated() =>
        Proposed()
            .After(d => Consent(d, Upstairs, ConsentAnswer.Given, Given.Now))
            .After(d => Consent(d, Downstairs, ConsentAnswer.Given, Given.Now))
            .After(d => Start(d, Given.Now));

    /// <summary>A session is set and both have consented to it.</summary>
    public static Dispute Convened() =>
        Mediated()
            .After(d => Set(d, Given.Now))
            .After(d => ConsentToSession(d, Upstairs, ConsentAnswer.Given, Given.Now))
            .After(d => ConsentToSession(d, Downstairs, ConsentAnswer.Given, Given.Now));

    public static DisputeDecision Open(Matter matter, DisputeKind? kind = DisputeKind.Noise, bool another = false) =>
        OpenDisputeRule.Decide(
            matter,
            another,
            new OpenDispute(kind, "楼上夜里的脚步声"),
            (new Guid(9, 3, 0, new byte[8]), new Guid(9, 4, 0, new byte[8])),
            Given.Handler,
            Given.Now
        );

    public static DisputeDecision Name(Dispute dispute, ParticipantId id, PartyKind kind = PartyKind.Person) =>
        NamePartyRule.Decide(dispute, new NameParty(kind, "老张", null, Tongue.Zh, null), id, Given.Handler);

    public static DisputeDecision Answer(Dispute dispute, ParticipantId party, SafetyAnswers answers, DateTimeOffset now) =>
        AnswerSafetyRule.Decide(dispute, new AnswerSafety(party, answers, null, ConsentHow.ByLink), New(now), As(party), now);

    public static DisputeDecision Report(Dispute dispute, DateTimeOffset now) =>
        ReportSafetyRule.Decide(dispute, new ReportSafety("门上有脚印", ReportDuty.None, false), New(now), Given.Handler, now);

    public static DisputeDecision Lift(Dispute dispute, DateTimeOffset now) =>
        LiftSafetyFlagRule.Decide(
            dispute,
            new LiftSafetyFlag(dispute.File.OpenFlags.FirstOrDefault()?.Id ?? default, "分别谈过，没有问题"),
            Given.Supervisor,
            Given.Jurisdiction,
            now
        );

    public static DisputeDecision Propose(Dispute dispute, string venue, DateTimeOffset now, params string[] applying) =>
        ProposeVenueRule.Decide(
            dispute,
            new ProposeVenue(
                venue,
                [.. VenueBook.BuiltIn.InForce(venue, Day(now))?.Requires.Select(r => r.Code) ?? []],
                [.. applying],
                Day(now)
            ),
            New(now),
            Given.Handler,
            VenueBook.BuiltIn,
            Given.Jurisdiction,
            now
        );

    public static DisputeDecision ProposeBare(Dispute dispute, string venue, DateTimeOffset now) =>
        ProposeVenueRule.Decide(
            dispute,
            new ProposeVenue(venue, [], [], Day(now)),
            New(now),
            Given.Handler,
            VenueBook.BuiltIn,
            Given.Jurisdiction,
            now
        );

    public static DisputeDecision Consent(
        Dispute dispute,
        ParticipantId party,
        ConsentAnswer answer,
        DateTimeOffset now,
        Actor? by = null
    ) =>
        AnswerConsentRule.Decide(
            dispute,
            new AnswerConsent(party, ConsentStep.Mediation, dispute.File.Proposal?.Id ?? default, answer, ConsentHow.ByLink),
            by ?? As(party),
            now
        );

    public static DisputeDecision ConsentToSession(
        Dispute dispute,
        ParticipantId party,
        ConsentAnswer answer,
        DateTimeOffset now
    ) =>
        AnswerConsentRule.Decide(
            dispute,
            new AnswerConsent(party, ConsentStep.Session, LastSession(dispute), answer, ConsentHow.ByLink),
            As(party),
            now
        );

    public static DisputeDecision Start(Dispute dispute, DateTimeOffset now) =>
        StartMediationRule.Decide(
            dispute,
            new StartMediation(Day(now), CourtProcedure.Ordinary),
            Given.Handler,
            VenueBook.BuiltIn,
            Given.Jurisdiction,
            now
        );

    public static DisputeDecision Set(Dispute dispute, DateTimeOffset now) =>
        SessionRule.Set(
            dispute,
            new SetSession(now.AddMinutes(1), 60, "居委会调解室"),
            New(now),
            null,
            Given.Handler,
            Given.Jurisdiction.Calendar,
            now
        );

    public static DisputeDecision Hold(Dispute dispute, DateTimeOffset now) =>
        SessionRule.Hold(dispute, LastSession(dispute), "双方各自说了想法。", Given.Handler, now);

    public static DisputeDecision InviteMediator(Dispute dispute, DateTimeOffset now, int number = 2)
    {
        var mediator = MediatorTests.Registered(Given.Staff(number, "property").Id);
        return InviteMediatorRule.Invite(
            dispute,
            mediator.Id,
            [mediator],
            New(now),
            Given.Handler,
            Given.Jurisdiction.Calendar,
            now
        );
    }

    public static DisputeDecision RefuseMediator(Dispute dispute, DateTimeOffset now) =>
        AnswerConsentRule.Decide(
            dispute,
            new AnswerConsent(
                Upstairs,
                ConsentStep.Mediator,
                dispute.File.Invited?.Id ?? default,
                ConsentAnswer.Refused,
                ConsentHow.ByLink
            ),
            As(Upstairs),
            now
        );

    public static DisputeDecision Exclude(Dispute dispute, string code, DateTimeOffset now) =>
        ExcludeVenueRule.Decide(dispute, new ExcludeVenue(code, "调解时又动手"), New(now), Given.Handler, VenueBook.BuiltIn, now);

    public static DisputeDecision Tick(Dispute dispute, DateTimeOffset now) =>
        MediationTimeRule.Tick(dispute, VenueBook.BuiltIn, Given.Jurisdiction, now)
        ?? Refusal.Of("nothing-is-due", "没有到期的", "Nothing is due");

    public static DisputeDecision End(Dispute dispute, EndedAs way, DateTimeOffset now, string? door = null) =>
        EndDisputeRule.Decide(dispute, new EndDispute(way, door, "谈不拢"), Given.Handler, Day(now), now);

    public static DisputeDecision Draft(Dispute dispute, DateTimeOffset now) =>
        AgreementRule.Draft(dispute, [new TermWritten(Upstairs, "晚上十点以后铺地垫", Day(now))], Given.Handler, Day(now), now);

    public static DisputeDecision CheckBack(
        Dispute dispute,
        ParticipantId party,
        DateTimeOffset now,
        ConsentAnswer answer = ConsentAnswer.Given,
        string? words = "楼上十点以后铺地垫"
    ) =>
        AgreementRule.CheckBack(
            dispute,
            new AnswerConsent(party, ConsentStep.Agreement, dispute.Under?.Draft?.Id ?? default, answer, ConsentHow.ByLink),
            words,
            As(party),
            now
        );

    public static DisputeDecision TakeEffect(
        Dispute dispute,
        DateTimeOffset now,
        params ImmutableArray<AgreementCondition> met
    ) =>
        AgreementRule.TakeEffect(
            dispute,
            met.IsEmpty ? AgreementForm.Oral : AgreementForm.Written,
            met,
            Given.Handler,
            VenueBook.BuiltIn,
            Given.Jurisdiction,
            now
        );

    public static DisputeDecision Perform(Dispute dispute, DateTimeOffset now) =>
        AgreementRule.Perform(
            dispute,
            (dispute as Dispute.Agreed)?.Agreement.Terms[0].Id ?? default,
            "看过地垫",
            Given.Handler,
            Day(now),
            now
        );

    /// <summary>Both have said the terms back and consented to them.</summary>
    public static Dispute SaidBack() =>
        Mediated()
            .After(d => Draft(d, Given.Now))
            .After(d => CheckBack(d, Upstairs, Given.Now))
            .After(d => CheckBack(d, Downstairs, Given.Now));

    /// <summary>An agreement by word of mouth is in effect.</summary>
    public static Dispute Agreed() => SaidBack().After(d => TakeEffect(d, Given.Now));

    public static Dispute AgreedInWriting() =>
        SaidBack().After(d => TakeEffect(d, Given.Now, [.. Enum.GetValues<AgreementCondition>()]));

    public static Guid LastSession(Dispute dispute) => dispute.Under?.Sessions.LastOrDefault()?.Id ?? default;

    public static Dispute After(this Dispute dispute, Func<Dispute, DisputeDecision> decide) =>
        decide(dispute) is { Why: null } decision
            ? dispute.After(decision.Facts)
            : throw new InvalidOperationException($"refused: {decide(dispute).Why!.Code}");

    public static Dispute After(this Dispute dispute, ImmutableArray<DisputeFact> facts) =>
        facts.Aggregate(dispute, (d, fact) => fact.Apply(d));

    public static string Says(this DisputeDecision decision) =>
        decision.Why?.Code ?? string.Join(" + ", decision.Facts.Select(f => f.GetType().Name));

    /// <summary>Everything that two neighbours and the staff can do, by its name.</summary>
    public static readonly IReadOnlyList<(string Name, Func<Dispute, DateTimeOffset, DisputeDecision> Decide)> Acts =
    [
        ("a party feels safe", (d, now) => Answer(d, Upstairs, Safe, now)),
        ("the other party feels safe", (d, now) => Answer(d, Downstairs, Safe, now)),
        ("a party is afraid", (d, now) => Answer(d, Downstairs, Afraid, now)),
        ("staff report danger", Report),
        ("a supervisor lifts a flag", Lift),
        ("people's mediation is proposed", (d, now) => Propose(d, "peoples", now)),
        ("police mediation is proposed", (d, now) => Propose(d, "police", now)),
        ("an excluded venue is proposed", (d, now) => Propose(d, "police", now, "repeated")),
        ("a venue is proposed without what it requires", (d, now) => ProposeBare(d, "police", now)),
        ("something arises that excludes the venue", (d, now) => Exclude(d, "reserved", now)),
        ("an offence comes to light", (d, now) => Exclude(d, "crime", now)),
        ("the time of the mediation passes", (d, now) => Tick(d, now.AddDays(60))),
        ("the raiser withdraws the matter", (d, now) => MatterEndsRule.Decide(d, Given.Raiser, now)),
        ("a mediator is invited", (d, now) => InviteMediator(d, now)),
        ("the mediator accepts", (d, _) => InviteMediatorRule.Answer(d, MediatorAnswer.Accepts, null, Given.Colleague)),
        ("a party asks for another mediator", RefuseMediator),
        ("a venue of another kind is proposed", (d, now) => Propose(d, "peoples-labour", now)),
        ("a party consents", (d, now) => Consent(d, Upstairs, ConsentAnswer.Given, now)),
        ("the other party consents", (d, now) => Consent(d, Downstairs, ConsentAnswer.Given, now)),
        ("a party refuses", (d, now) => Consent(d, Downstairs, ConsentAnswer.Refused, now)),
        ("a party takes consent back", (d, now) => Consent(d, Upstairs, ConsentAnswer.TakenBack, now)),
        ("mediation starts", Start),
        ("a session is set", Set),
        ("a party consents to the session", (d, now) => ConsentToSession(d, Upstairs, ConsentAnswer.Given, now)),
        ("the other party consents to the session", (d, now) => ConsentToSession(d, Downstairs, ConsentAnswer.Given, now)),
        ("a party refuses the session", (d, now) => ConsentToSession(d, Downstairs, ConsentAnswer.Refused, now)),
        ("the session is called off", (d, _) => SessionRule.CallOff(d, LastSession(d), Given.Handler)),
        ("the session is held", Hold),
        ("nothing was reached", (d, now) => End(d, EndedAs.NotReached, now)),
        ("it is withdrawn", (d, now) => End(d, EndedAs.Withdrawn, now)),
        ("another door is chosen", (d, now) => End(d, EndedAs.AnotherDoor, now, "court")),
        ("protection is chosen", (d, now) => End(d, EndedAs.Protection, now)),
        ("a party erases its data", (d, now) => ErasePartyRule.Decide(d, Upstairs, now)),
        ("a new link is given", (d, _) => GiveRoomLinkRule.Decide(d, Upstairs, Given.Handler)),
        ("a third party is named", (d, _) => Name(d, Key(3))),
        ("terms are written down", Draft),
        ("a party says the terms back", (d, now) => CheckBack(d, Upstairs, now)),
        ("the other party says the terms back", (d, now) => CheckBack(d, Downstairs, now)),
        ("a party refuses the terms", (d, now) => CheckBack(d, Upstairs, now, ConsentAnswer.Refused)),
        ("the agreement takes effect", (d, now) => TakeEffect(d, now, [.. Enum.GetValues<AgreementCondition>()])),
        ("an obligation is performed", Perform),
        (
            "a mediator seals a note",
            (d, now) =>
                SealNoteRule.Decide(
                    d,
                    new CaucusNote(NoteKind.Caucus, Downstairs, "其实她想搬走"),
                    New(now),
                    words => $"{words.Length}",
                    Given.Handler
                )
        ),
        ("the signed agreement is put in", (d, _) => PutIn(d, "a1", "a2")),
        ("a hand-over is proposed", (d, now) => HandOver(d, now)),
        ("a party agrees to the hand-over", (d, now) => AnswerHandOver(d, Upstairs, now)),
        ("the other party agrees to the hand-over", (d, now) => AnswerHandOver(d, Downstairs, now)),
        ("a party does not want the hand-over", (d, now) => AnswerHandOver(d, Downstairs, now, ConsentAnswer.Refused)),
        ("letter and file go", SendElsewhere),
        ("an organisation outside gives its receipt", (d, now) => Receive(d, now)),
        ("it is not taken there", (d, _) => HandOverVenueRule.Decline(d, "不属于我院管辖", Given.Handler)),
        ("one party is advised alone", (d, _) => Coach(d, Upstairs)),
        ("an allowance is proposed", (d, now) => ProposeAllowance(d, now)),
        ("a supervisor finds the allowance right", (d, _) => AllowanceRule.Check(d, true, Given.Supervisor)),
        ("a supervisor finds the allowance wrong", (d, _) => AllowanceRule.Check(d, false, Given.Supervisor)),
        ("the allowance is paid", (d, now) => AllowanceRule.Pay(d, Day(now), Given.Supervisor, Day(now))),
        ("more time is proposed", Lengthen),
        ("a party agrees to more time", (d, now) => AnswerMore(d, Upstairs, ConsentAnswer.Given, now)),
        ("the other party agrees to more time", (d, now) => AnswerMore(d, Downstairs, ConsentAnswer.Given, now)),
        ("a party wants no more time", (d, now) => AnswerMore(d, Downstairs, ConsentAnswer.Refused, now)),
        ("the parties talk again and move the days", (d, now) => TalkAgain(d, TalkOutcome.NewDates, now)),
        ("the parties talk again and it stays", (d, now) => TalkAgain(d, TalkOutcome.Stays, now)),
        ("the parties talk again and give it up", (d, now) => TalkAgain(d, TalkOutcome.Ended, now.AddDays(2))),
        ("a party agrees to the new days", (d, now) => AnswerNewDates(d, Upstairs, ConsentAnswer.Given, now)),
        ("the other party agrees to the new days", (d, now) => AnswerNewDates(d, Downstairs, ConsentAnswer.Given, now)),
        ("a party does not agree to the new days", (d, now) => AnswerNewDates(d, Downstairs, ConsentAnswer.Refused, now)),
        ("judicial confirmation is prepared", (d, now) => PrepareConfirmation(d, now)),
        ("a party joins the application", (d, now) => Apply(d, Upstairs, now)),
        ("the other party joins the application", (d, now) => Apply(d, Downstairs, now)),
        ("a party does not join the application", (d, now) => Apply(d, Downstairs, now, ConsentAnswer.Refused)),
        ("the application is filed", (d, now) => File(d, now)),
        ("the court confirms", (d, now) => CourtSays(d, ConfirmationResult.Confirmed, now)),
        ("the court rejects", (d, now) => CourtSays(d, ConfirmationResult.Rejected, now)),
        ("a party says after a week that it is kept", (d, now) => Ask(d, Upstairs, FollowUpFinding.Kept, now.AddDays(9))),
        (
            "the other party says after a week that it is not",
            (d, now) => Ask(d, Downstairs, FollowUpFinding.NotKept, now.AddDays(9))
        ),
        ("the time of a check passes", (d, now) => TickChecks(d, now.AddDays(40))),
        ("an obligation was not performed", (d, now) => End(d, EndedAs.NotPerformed, now.AddDays(2))),
    ];
}
