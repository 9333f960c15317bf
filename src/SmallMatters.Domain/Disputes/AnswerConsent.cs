using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>Answer whether one consents to a step.</summary>
/// <param name="Party">Which party.</param>
/// <param name="Step">The step.</param>
/// <param name="Subject">The proposal or session that it is about; none for a refusal of mediation altogether.</param>
/// <param name="Answer">The answer; null when nothing was chosen.</param>
/// <param name="How">How it was said.</param>
public sealed record AnswerConsent(ParticipantId Party, ConsentStep Step, Guid Subject, ConsentAnswer? Answer, ConsentHow How);

/// <summary>A party consented to a step, refused it, or took its consent back.</summary>
public sealed record ConsentAnswered(Consent Consent) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).With(f => f with { Consents = f.Consents.Add(Consent) });
}

/// <summary>Decides on consent.</summary>
public static class AnswerConsentRule
{
    /// <summary>
    /// A refusal of the mediation, or consent taken back, ends the dispute in the same decision (人民调解法第17条、第23条); a refusal
    /// of a session calls that session off and nothing else. A refusal without a subject is one of mediation altogether, and ends it too. Whoever may act for the party at all may refuse for it.
    /// </summary>
    public static DisputeDecision Decide(Dispute dispute, AnswerConsent command, Actor by, DateTimeOffset now)
    {
        var binds = command.Answer == ConsentAnswer.Given;
        if (DisputeMay.Answer(dispute, command.Party, binds, by) is { } why)
        {
            return why;
        }
        if (command.Answer is not { } answer || !Enum.IsDefined(answer))
        {
            return Refusals.Missing(nameof(command.Answer), "请选择同意或者不同意。", "Choose whether you consent.");
        }
        if (binds && ActsByLetter(dispute, command.Party, by) && IsSelfOnly(dispute))
        {
            return Refusal.Of(
                "answers-in-person",
                "治安调解由当事人本人答复，不能由委托的人代替（公安机关办理行政案件程序规定第181条）；法定代理人、法定代表人除外。",
                "In police mediation the party answers itself and nobody by a letter of authority (Procedure for administrative cases of public security organs, art. 181); who acts by law may."
            );
        }
        var no = new Consent(command.Party, command.Step, command.Subject, answer, command.How, now);
        if (
            no is { Step: ConsentStep.Mediation, Answer: ConsentAnswer.Refused }
            && command.Subject == Guid.Empty
            && MayRefuse(dispute)
        )
        {
            return DisputeDecision.That(new ConsentAnswered(no), EndDisputeRule.End(dispute, EndedAs.Refused, null, now));
        }
        var before = dispute.File.Answer(command.Party, command.Step, command.Subject);
        if (answer == ConsentAnswer.TakenBack && before != ConsentAnswer.Given)
        {
            return Refusal.Of(
                "no-consent-to-take-back",
                "您还没有同意过这一步，不需要撤回。",
                "There is no consent to this step that could be taken back."
            );
        }
        if (!IsAsked(dispute, command.Step, command.Subject))
        {
            return Refusal.Of(
                "not-asked-now",
                "这一步已经变了，请看页面上最新的内容再答复。",
                "This step has changed; look at what the page says now and answer that.",
                nameof(command.Answer)
            );
        }
        var answered = new ConsentAnswered(new Consent(command.Party, command.Step, command.Subject, answer, command.How, now));
        return (command.Step, binds) switch
        {
            (ConsentStep.Agreement, true) when dispute is Dispute.Agreed => TalkAgainRule.Given(dispute, answered),
            // What was agreed stays as it was.
            (ConsentStep.Agreement, false) when dispute is Dispute.Agreed => DisputeDecision.That(
                answered,
                new NewDatesDropped(command.Subject)
            ),
            (_, true) => answered,
            (ConsentStep.Mediation, _) => DisputeDecision.That(answered, EndDisputeRule.End(dispute, EndedAs.Refused, null, now)),
            // The mediator steps back at a party's word, and nobody asks why.
            (ConsentStep.Mediator, _) => DisputeDecision.That(
                answered,
                new MediatorAnswered(command.Subject, InvitationState.SteppedBack, null)
            ),
            // Who does not want to go elsewhere stays here, and what goes on goes on.
            (ConsentStep.HandOver, _) => DisputeDecision.That(answered, new VenueHandOverDropped(command.Subject, null)),
            (ConsentStep.Session, _) => DisputeDecision.That(answered, new SessionCalledOff(command.Subject)),
            _ => answered,
        };
    }

    // Whoever is said to have broken the law may send nobody (程序规定第181条), and who that is is not written down here.
    private static bool ActsByLetter(Dispute dispute, ParticipantId party, Actor by) =>
        by is Actor.Person person
        && person.Id != party
        && dispute.File.PartyOf(person.Id)?.Representatives.First(r => r.Id == person.Id).Shown != AuthorityShown.ByLaw;

    /// <summary>Whether somebody of a party's side may say yes for it now.</summary>
    public static bool MayBind(Dispute dispute, ParticipantId party, ParticipantId person) =>
        person == party
        || (
            dispute.File.PartyOf(person)?.Representatives.FirstOrDefault(r => r.Id == person)
                is { Authority: not Authority.General }
            && !(IsSelfOnly(dispute) && ActsByLetter(dispute, party, new Actor.Person(person)))
        );

    /// <summary>Whether the venue that is asked about takes nobody's answer by a letter of authority.</summary>
    public static bool IsSelfOnly(Dispute dispute) =>
        dispute.File.Proposal is { } proposal && VenueBook.BuiltIn.Version(proposal.Venue, proposal.Version).SelfOnly;

    // Who wants no mediation at all need not wait for a venue to be asked about.
    private static bool MayRefuse(Dispute dispute) => dispute is Dispute.Asking or Dispute.Mediating;

    private static bool IsAsked(Dispute dispute, ConsentStep step, Guid subject) =>
        step switch
        {
            // Once an agreement is in effect the mediation is over; what was agreed is not taken back by a word.
            ConsentStep.Mediation => dispute.File.Proposal?.Id == subject && dispute is not Dispute.Agreed,
            ConsentStep.Agreement => dispute is Dispute.Mediating
                ? dispute.Under?.Draft?.Id == subject
                : TalkAgainRule.Asked(dispute)?.Id == subject,
            ConsentStep.Mediator => dispute is (Dispute.Asking or Dispute.Mediating) && dispute.File.Invited?.Id == subject,
            ConsentStep.Lengthening => (dispute as Dispute.Mediating)?.Mediation.Lengthening?.Id == subject,
            ConsentStep.Confirmation => dispute is Dispute.Agreed
                && dispute.File.Confirmation is { FiledOn: null } prepared
                && prepared.Id == subject,
            ConsentStep.HandOver => dispute is Dispute.Asking or Dispute.Mediating
                && dispute.File.HandOver is { SentOn: null } proposed
                && proposed.Id == subject,
            ConsentStep.Session => dispute.Under?.Sessions.Any(s => s.Id == subject && s.State == SessionState.Set) == true,
            _ => false,
        };
}
