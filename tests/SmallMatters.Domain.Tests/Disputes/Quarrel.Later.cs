using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Tests.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Tests.Disputes;

/// <content>More time, the court, and the checks after an agreement.</content>
internal static partial class Quarrel
{
    public static DisputeDecision Lengthen(Dispute dispute, DateTimeOffset now) =>
        LengthenMediationRule.Propose(dispute, 10, "等鉴定意见", New(now), Given.Handler, Given.Jurisdiction, now);

    public static DisputeDecision AnswerMore(Dispute dispute, ParticipantId party, ConsentAnswer answer, DateTimeOffset now) =>
        LengthenMediationRule.Answer(
            dispute,
            new AnswerConsent(
                party,
                ConsentStep.Lengthening,
                (dispute as Dispute.Mediating)?.Mediation.Lengthening?.Id ?? default,
                answer,
                ConsentHow.ByLink
            ),
            As(party),
            Given.Jurisdiction,
            now
        );

    public static DisputeDecision HandOver(
        Dispute dispute,
        DateTimeOffset now,
        string? unit = null,
        Jurisdiction? jurisdiction = null
    ) =>
        HandOverVenueRule.Propose(
            dispute,
            new HandOverVenue(Linkage.Court, unit, "柳北区人民法院诉前调解中心"),
            New(now),
            Given.Handler,
            VenueBook.BuiltIn,
            jurisdiction ?? Given.Jurisdiction,
            now
        );

    public static DisputeDecision AnswerHandOver(
        Dispute dispute,
        ParticipantId party,
        DateTimeOffset now,
        ConsentAnswer answer = ConsentAnswer.Given
    ) =>
        AnswerConsentRule.Decide(
            dispute,
            new AnswerConsent(party, ConsentStep.HandOver, dispute.File.HandOver?.Id ?? default, answer, ConsentHow.ByLink),
            As(party),
            now
        );

    public static DisputeDecision SendElsewhere(Dispute dispute, DateTimeOffset now) =>
        HandOverVenueRule.Send(dispute, "〔2026〕移字第3号", Day(now), Given.Handler, Day(now));

    public static DisputeDecision Receive(Dispute dispute, DateTimeOffset now, Actor.Staff? by = null) =>
        HandOverVenueRule.Receive(dispute, "回字第8号", Day(now), by ?? Given.Handler, Day(now), now);

    public static DisputeDecision Coach(Dispute dispute, ParticipantId party) =>
        CoachPartyRule.Decide(dispute, party, "说了起诉和12348", ConsentHow.InPerson, Given.Handler);

    public static DisputeDecision ProposeAllowance(Dispute dispute, DateTimeOffset now, Actor.Staff? by = null) =>
        AllowanceRule.Propose(
            dispute,
            AllowanceRule.Fitting(dispute).FirstOrDefault()?.Code,
            New(now),
            by ?? Given.Handler,
            Day(now)
        );

    public static DisputeDecision PrepareConfirmation(Dispute dispute, DateTimeOffset now, params string[] without) =>
        ConfirmationRule.Prepare(
            dispute,
            "柳州市柳北区人民法院",
            [.. ConfirmationRule.Checklist.Select(c => c.Code).Except(without)],
            New(now),
            Given.Handler,
            VenueBook.BuiltIn,
            Given.Jurisdiction,
            now
        );

    public static DisputeDecision Apply(
        Dispute dispute,
        ParticipantId party,
        DateTimeOffset now,
        ConsentAnswer answer = ConsentAnswer.Given
    ) =>
        AnswerConsentRule.Decide(
            dispute,
            new AnswerConsent(
                party,
                ConsentStep.Confirmation,
                dispute.File.Confirmation?.Id ?? default,
                answer,
                ConsentHow.ByLink
            ),
            As(party),
            now
        );

    public static DisputeDecision File(Dispute dispute, DateTimeOffset now, DateOnly? on = null) =>
        ConfirmationRule.File(dispute, on ?? Day(now), Upstairs, Given.Handler, VenueBook.BuiltIn, Given.Jurisdiction, now);

    public static DisputeDecision CourtSays(Dispute dispute, ConfirmationResult result, DateTimeOffset now) =>
        ConfirmationRule.Decided(dispute, result, Day(now), Given.Handler, Day(now));

    public static DisputeDecision Ask(
        Dispute dispute,
        ParticipantId party,
        FollowUpFinding finding,
        DateTimeOffset now,
        int days = 7,
        Actor? by = null
    ) =>
        FollowUpRule.Decide(
            dispute,
            new FollowUp(days, party, finding, finding == FollowUpFinding.Kept ? null : "地垫还没有铺", ConsentHow.ByLink),
            by ?? As(party),
            Given.Jurisdiction,
            now
        );

    public static DisputeDecision TickChecks(Dispute dispute, DateTimeOffset now) =>
        FollowUpRule.Tick(dispute, Given.Jurisdiction, now) ?? Refusal.Of("nothing-is-due", "没有到期的", "Nothing is due");

    public static DisputeDecision TalkAgain(Dispute dispute, TalkOutcome outcome, DateTimeOffset now, DateOnly? day = null) =>
        TalkAgainRule.Decide(
            dispute,
            new TalkAgain(
                outcome,
                null,
                day ?? (outcome == TalkOutcome.NewDates ? Day(now).AddDays(14) : null),
                "楼上出差，晚两周铺"
            ),
            New(now),
            Given.Handler,
            Day(now),
            now
        );

    public static DisputeDecision AnswerNewDates(
        Dispute dispute,
        ParticipantId party,
        ConsentAnswer answer,
        DateTimeOffset now
    ) =>
        AnswerConsentRule.Decide(
            dispute,
            new AnswerConsent(
                party,
                ConsentStep.Agreement,
                (dispute as Dispute.Agreed)?.Proposed?.Id ?? default,
                answer,
                ConsentHow.ByLink
            ),
            As(party),
            now
        );

    /// <summary>After an agreement both came to another talk, and it took place.</summary>
    public static Dispute TalkedOver() =>
        Agreed()
            .After(d => Set(d, Given.Now))
            .After(d => ConsentToSession(d, Upstairs, ConsentAnswer.Given, Given.Now))
            .After(d => ConsentToSession(d, Downstairs, ConsentAnswer.Given, Given.Now))
            .After(d => Hold(d, Given.Now.AddHours(1)));

    /// <summary>Both have consented to a hand-over, and letter and file are on their way.</summary>
    public static Dispute SentElsewhere() => AgreedToGo().After(d => SendElsewhere(d, Given.Now));

    /// <summary>Both have consented to a hand-over.</summary>
    public static Dispute AgreedToGo() =>
        Mediated()
            .After(d => HandOver(d, Given.Now))
            .After(d => AnswerHandOver(d, Upstairs, Given.Now))
            .After(d => AnswerHandOver(d, Downstairs, Given.Now));

    /// <summary>A mediator who accepted led to an agreement, and an allowance is proposed.</summary>
    public static Dispute WithAllowance() =>
        Mediated()
            .After(d => InviteMediator(d, Given.Now))
            .After(d => InviteMediatorRule.Answer(d, MediatorAnswer.Accepts, null, Given.Colleague))
            .After(d => Draft(d, Given.Now))
            .After(d => CheckBack(d, Upstairs, Given.Now))
            .After(d => CheckBack(d, Downstairs, Given.Now))
            .After(d => TakeEffect(d, Given.Now))
            .After(d => ProposeAllowance(d, Given.Now));

    /// <summary>The checklist was gone through, and both apply to the court together.</summary>
    public static Dispute AppliedTogether() =>
        Agreed()
            .After(d => PrepareConfirmation(d, Given.Now))
            .After(d => Apply(d, Upstairs, Given.Now))
            .After(d => Apply(d, Downstairs, Given.Now));

    /// <summary>The handler puts the signed agreement in, its pages by their hashes.</summary>
    public static DisputeDecision PutIn(Dispute dispute, params string[] pages) =>
        KeepSignedAgreementRule.Decide(dispute, [.. pages.Select(p => new SignedPage(p, $"{p} for reading"))], Given.Handler);
}
