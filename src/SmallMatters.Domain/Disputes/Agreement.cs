using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>What the parties agree (协议): dated obligations, for all parties to read.</summary>
/// <param name="Id">Key: consent is to this wording, and another one is asked about anew.</param>
/// <param name="Terms">What each owes; never empty.</param>
/// <param name="At">When it was written down, UTC.</param>
public sealed record Agreement(Guid Id, ImmutableArray<Obligation> Terms, DateTimeOffset At);

/// <summary>What a party agreed to do (履行事项): who, what and how, by when. It is the party's, not a unit's.</summary>
/// <param name="Id">Key.</param>
/// <param name="By">The party that owes it.</param>
/// <param name="What">What, and how.</param>
/// <param name="DueOn">The last local day.</param>
/// <param name="PerformedOn">The local day on which it was done; null while it is owed.</param>
public sealed record Obligation(
    Guid Id,
    ParticipantId By,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText What,
    DateOnly DueOn,
    DateOnly? PerformedOn = null
);

/// <summary>How an agreement takes effect (人民调解法第28条至第30条).</summary>
public enum AgreementForm
{
    /// <summary>书面.</summary>
    Written,

    /// <summary>口头, written down by the mediator.</summary>
    Oral,
}

/// <summary>What a written agreement needs before it takes effect.</summary>
public enum AgreementCondition
{
    /// <summary>各方签名、盖章或者按指印.</summary>
    PartiesSigned,

    /// <summary>调解员签名.</summary>
    MediatorSigned,

    /// <summary>加盖调解组织印章.</summary>
    Sealed,
}

/// <summary>The terms were written down; each party reads them and says them back in its own words.</summary>
public sealed record AgreementDrafted(Agreement Agreement) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).WithMediation(m => m with { Draft = Agreement });
}

/// <summary>A party said in its own words what was agreed.</summary>
public sealed record AgreementCheckedBack(
    ParticipantId Party,
    Guid Agreement,
    [property: PersonalField(PersonalItem.PartyWords, FieldPurpose.Handling, LegalBasis.Consent, KeptFor.Matter)]
        PersonalText Words
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute);
}

/// <summary>The agreement took effect.</summary>
/// <param name="Form">How.</param>
/// <param name="ConfirmBy">Until when the parties may ask for judicial confirmation together, where the venue allows it.</param>
/// <param name="At">UTC.</param>
public sealed record AgreementTookEffect(AgreementForm Form, Deadline? ConfirmBy, DateTimeOffset At) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        dispute is Dispute.Mediating { Mediation: { Draft: { } draft } mediation } m
            ? new Dispute.Agreed(
                m.File with
                {
                    ConfirmBy = ConfirmBy,
                    AgreedAs = Form,
                },
                SessionRule.NoneLeft(mediation),
                draft,
                Form,
                ConfirmBy,
                At
            )
            : throw DoesNotFit(dispute);
}

/// <summary>An obligation was performed, with what shows it.</summary>
public sealed record ObligationPerformed(
    Guid Obligation,
    DateOnly On,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Receipt
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        dispute is Dispute.Agreed a
            ? a with
            {
                Agreement = a.Agreement with
                {
                    Terms = [.. a.Agreement.Terms.Select(t => t.Id == Obligation ? t with { PerformedOn = On } : t)],
                },
            }
            : throw DoesNotFit(dispute);
}

/// <summary>One term as it is written down.</summary>
/// <param name="By">Which party owes it; null when nothing was chosen.</param>
/// <param name="What">What, and how.</param>
/// <param name="DueOn">By when; null when no day was given.</param>
public sealed record TermWritten(ParticipantId? By, string? What, DateOnly? DueOn);

/// <summary>Decides on agreements.</summary>
public static class AgreementRule
{
    /// <summary>Most terms.</summary>
    public const int MostTerms = 20;

    /// <summary>Writes the terms down: in a mediation that goes on, and never while a safety flag stands.</summary>
    public static DisputeDecision Draft(
        Dispute dispute,
        IReadOnlyList<TermWritten> terms,
        Actor.Staff by,
        DateOnly today,
        DateTimeOffset now
    )
    {
        if (Stands(dispute, by) is { } why)
        {
            return why;
        }
        if (terms.Count is 0 or > MostTerms)
        {
            return Refusals.Missing(
                "What",
                "请写明至少一项：谁、做什么、哪一天以前。",
                "Write at least one term: who, what, by when."
            );
        }
        var written = ImmutableArray.CreateBuilder<Obligation>();
        foreach (var term in terms)
        {
            if (term.By is not { } party || dispute.File.Present.All(p => p.Id != party))
            {
                return Refusals.Missing("By", "请选择由哪一方做。", "Choose which party does it.");
            }
            var (what, missing) = Refusals.WorkWords(
                term.What,
                "What",
                DisputeMay.LongestWords,
                "请写明做什么、怎样做。",
                "Say what is done, and how."
            );
            if (missing is not null)
            {
                return missing;
            }
            if (term.DueOn is not { } due || due < today)
            {
                return Refusal.Of("term-day", "请写明今天或者以后的一天。", "Say a day from today on.", "DueOn");
            }
            written.Add(new Obligation(Guid.CreateVersion7(now), party, new PersonalText(dispute.File.Common, what), due));
        }
        return new AgreementDrafted(new Agreement(Guid.CreateVersion7(now), written.ToImmutable(), now));
    }

    /// <summary>
    /// A party says the terms back in its own words and consents, or does not; then they are written anew. Whoever says yes only with a
    /// general authority does not bind the party.
    /// </summary>
    public static DisputeDecision CheckBack(Dispute dispute, AnswerConsent command, string? typed, Actor by, DateTimeOffset now)
    {
        var decision = AnswerConsentRule.Decide(dispute, command, by, now);
        if (decision.Why is not null || command.Answer != ConsentAnswer.Given)
        {
            return decision;
        }
        var (words, missing) = Refusals.PeopleWords(
            typed,
            "Words",
            DisputeMay.LongestWords,
            "请用自己的话说一遍：您要做什么，对方要做什么。",
            "Say it in your own words: what you do, and what the other side does."
        );
        return missing is not null
            ? missing
            : DisputeDecision.That(
                new AgreementCheckedBack(command.Party, command.Subject, new PersonalText(command.Party, words)),
                decision.Facts[0]
            );
    }

    /// <summary>
    /// Takes effect once each party has consented to this wording, and the law's conditions are met: signatures and seal for a written one
    /// (人民调解法第29条), the agreement itself for an oral one (第30条).
    /// </summary>
    public static DisputeDecision TakeEffect(
        Dispute dispute,
        AgreementForm? form,
        ImmutableArray<AgreementCondition> met,
        Actor.Staff by,
        VenueBook venues,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (Stands(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute.Under is not { Draft: { } draft } mediation)
        {
            return Refusal.Of("no-terms-yet", "还没有写下协议内容。", "No terms have been written down yet.");
        }
        if (!dispute.File.AllConsent(ConsentStep.Agreement, draft.Id))
        {
            return Refusal.Of(
                "terms-without-consent",
                "还有当事人没有复述并同意这份协议。",
                "Not every party has said these terms back and consented to them."
            );
        }
        if (form is not { } chosen || !Enum.IsDefined(chosen))
        {
            return Refusals.Missing("AgreementForm", "请选择书面或者口头。", "Choose whether it is written or oral.");
        }
        if (chosen == AgreementForm.Written && Enum.GetValues<AgreementCondition>().Any(c => !met.Contains(c)))
        {
            return Refusal.Of(
                "written-conditions",
                "书面协议须各方签名、盖章或者按指印，调解员签名，并加盖调解组织印章后生效（人民调解法第29条）。",
                "A written agreement takes effect with every party's signature, seal or print of a finger, the mediator's signature and the organisation's seal (People's Mediation Law, art. 29).",
                "Conditions"
            );
        }
        var rule = venues.Version(mediation.Proposal.Venue, mediation.Proposal.Version).Confirmation
            ? jurisdiction.ClockRules.FindRule("judicial-confirmation-request", jurisdiction.Calendar.DayOf(now))
            : null;
        var until = rule is null ? null : DeadlineRule.Compute(rule, now, jurisdiction.Calendar);
        return DisputeDecision.That(new AgreementTookEffect(chosen, until, now), FollowUpRule.Set(jurisdiction, now));
    }

    /// <summary>Writes down that an obligation was performed, with what shows it; the last one ends the dispute.</summary>
    public static DisputeDecision Perform(
        Dispute dispute,
        Guid obligation,
        string? typed,
        Actor.Staff by,
        DateOnly today,
        DateTimeOffset now
    )
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (
            dispute is not Dispute.Agreed agreed
            || agreed.Agreement.Terms.FirstOrDefault(t => t.Id == obligation && t.PerformedOn is null) is null
        )
        {
            return Refusal.Of(
                "no-such-obligation",
                "没有这一项，或者已经履行。",
                "There is no such obligation, or it was performed."
            );
        }
        var (words, missing) = Refusals.WorkWords(
            typed,
            "Words",
            DisputeMay.LongestWords,
            "请写明凭什么知道已经履行，例如收条、转账单。",
            "Say what shows it, such as a receipt or a transfer."
        );
        if (missing is not null)
        {
            return missing;
        }
        var performed = new ObligationPerformed(obligation, today, new PersonalText(dispute.File.Common, words));
        return agreed.Agreement.Terms.All(t => t.Id == obligation || t.PerformedOn is not null)
            ? DisputeDecision.That(performed, EndDisputeRule.End(dispute, EndedAs.Performed, null, now))
            : performed;
    }

    private static Refusal? Stands(Dispute dispute, Actor.Staff by) =>
        DisputeMay.Handle(dispute, by)
        ?? (
            dispute is not Dispute.Mediating ? Refusal.Of("not-in-mediation", "现在不在调解中。", "It is not in mediation now.")
            : dispute.File.Unsafe ? DisputeMay.Unsafe
            : null
        );
}
