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
            (_, true) => answered,
            (ConsentStep.Mediation, _) => DisputeDecision.That(answered, EndDisputeRule.End(dispute, EndedAs.Refused, null, now)),
            (ConsentStep.Session, _) => DisputeDecision.That(answered, new SessionCalledOff(command.Subject)),
            _ => answered,
        };
    }

    // Who wants no mediation at all need not wait for a venue to be asked about.
    private static bool MayRefuse(Dispute dispute) => dispute is Dispute.Asking or Dispute.Mediating;

    private static bool IsAsked(Dispute dispute, ConsentStep step, Guid subject) =>
        step switch
        {
            // Once an agreement is in effect the mediation is over; what was agreed is not taken back by a word.
            ConsentStep.Mediation => dispute.File.Proposal?.Id == subject && dispute is not Dispute.Agreed,
            ConsentStep.Agreement => dispute is Dispute.Mediating && dispute.Under?.Draft?.Id == subject,
            ConsentStep.Session => dispute.Under?.Sessions.Any(s => s.Id == subject && s.State == SessionState.Set) == true,
            _ => false,
        };
}
