using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>A longer time for the mediation (延长调解期限), which each party is asked to agree to.</summary>
/// <param name="Id">Key: consent is to this one.</param>
/// <param name="Length">By how much, in the unit of the rule.</param>
/// <param name="Why">Why, for all parties to read.</param>
/// <param name="At">When it was proposed, UTC.</param>
public sealed record Lengthening(
    Guid Id,
    int Length,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Why,
    DateTimeOffset At
);

/// <summary>A longer time was proposed to the parties.</summary>
public sealed record LengtheningProposed(Lengthening Lengthening) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).WithMediation(m => m with { Lengthening = Lengthening });
}

/// <summary>A party did not want a longer time: it stays as it was.</summary>
public sealed record LengtheningDropped(Guid Lengthening) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).WithMediation(m => m with { Lengthening = null });
}

/// <summary>Every party agreed, and the mediation has more time.</summary>
/// <param name="Lengthening">Which proposal.</param>
/// <param name="Before">The end before, which stays in sight.</param>
/// <param name="After">The clock after it.</param>
public sealed record MediationLengthened(Guid Lengthening, Deadline Before, Clock After) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute).WithMediation(m => m with { Clock = After, Lengthening = null, EarlierEnds = m.EarlierEnds.Add(Before) });
}

/// <summary>Decides on a longer time for a mediation: only where its rule leaves that to the parties, and only with all of them.</summary>
public static class LengthenMediationRule
{
    /// <summary>
    /// Whether the rule of the mediation's time lets the parties lengthen it (医疗纠纷预防和处理条例第38条, 法释〔2016〕14号第27条 and the
    /// custom of people's mediation do; 劳动争议调解仲裁法第14条 does not).
    /// </summary>
    public static bool IsOpen(Dispute dispute, Jurisdiction jurisdiction) =>
        dispute is Dispute.Mediating { Mediation.Clock: { } clock }
        && jurisdiction.ClockRules.Version(clock.Code, clock.RuleVersion).Extension?.By == Approver.Parties;

    /// <summary>Proposes it. Whatever would refuse it once all agree refuses it now.</summary>
    /// <param name="dispute">The dispute.</param>
    /// <param name="length">By how much, in the unit of the rule; null when nothing was given.</param>
    /// <param name="typed">Why, for all parties.</param>
    /// <param name="id">Key of the proposal.</param>
    /// <param name="by">Who deals with it.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static DisputeDecision Propose(
        Dispute dispute,
        int? length,
        string? typed,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute is not Dispute.Mediating { Mediation.Clock: { } clock })
        {
            return Refusal.Of("no-time-runs", "现在没有在计算的调解期限。", "No time of a mediation runs now.");
        }
        if (dispute.File.Unsafe)
        {
            return DisputeMay.Unsafe;
        }
        if (length is not { } more)
        {
            return Refusals.Missing("Length", "请写明延长多少天。", "Say by how many days.");
        }
        var rule = jurisdiction.ClockRules.Version(clock.Code, clock.RuleVersion);
        if (rule.Extension?.By != Approver.Parties)
        {
            return Refusal.Of(
                "parties-may-not-lengthen",
                $"这个渠道的调解期限，法律没有规定可以由当事人约定延长（{rule.Source.Zh}）。",
                $"The rule of this time does not let the parties lengthen it ({rule.Source.En})."
            );
        }
        if (clock.Extend(rule, Approver.Parties, Recorded, now, jurisdiction.Calendar, more) is ClockDecision.Refused refused)
        {
            return refused.Refusal.Field == "length" ? refused.Refusal with { Field = "Length" } : refused.Refusal;
        }
        var (words, missing) = Refusals.WorkWords(
            typed,
            "Words",
            DisputeMay.LongestWords,
            "请写明为什么需要更多时间，各方都会看到。",
            "Say why more time is needed; every party reads it."
        );
        return missing is not null
            ? missing
            : new LengtheningProposed(new Lengthening(id, more, new PersonalText(dispute.File.Common, words), now));
    }

    /// <summary>
    /// A party answers. The last one who agrees lengthens the time in the same decision; a no leaves it as it was, and the mediation goes on.
    /// Once the time has passed nobody lengthens it any more.
    /// </summary>
    public static DisputeDecision Answer(
        Dispute dispute,
        AnswerConsent command,
        Actor by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var decision = AnswerConsentRule.Decide(dispute, command, by, now);
        if (decision.Why is not null || dispute is not Dispute.Mediating { Mediation: { Clock: { } clock } mediation })
        {
            return decision;
        }
        if (command.Answer != ConsentAnswer.Given)
        {
            return decision with { Facts = decision.Facts.Add(new LengtheningDropped(command.Subject)) };
        }
        if (dispute.File.Unsafe)
        {
            return DisputeMay.Unsafe;
        }
        var after = decision.Facts.Aggregate(dispute, (d, fact) => fact.Apply(d));
        if (!after.File.AllConsent(ConsentStep.Lengthening, command.Subject))
        {
            return decision;
        }
        var rule = jurisdiction.ClockRules.Version(clock.Code, clock.RuleVersion);
        // What the parties read says why; the clock keeps only that there was a reason.
        return clock.Extend(rule, Approver.Parties, Recorded, now, jurisdiction.Calendar, mediation.Lengthening!.Length) switch
        {
            ClockDecision.Changed changed => decision with
            {
                Facts = decision.Facts.Add(new MediationLengthened(command.Subject, clock.Deadline, changed.Clock)),
            },
            ClockDecision.Refused refused => refused.Refusal with { Field = null },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private const string Recorded = "recorded";
}
