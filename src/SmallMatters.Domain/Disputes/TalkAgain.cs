using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>What another talk about an agreement that is in effect came to (再谈一次).</summary>
public enum TalkOutcome
{
    /// <summary>改期: new last days, once every party consents to them.</summary>
    NewDates,

    /// <summary>照原协议履行.</summary>
    Stays,

    /// <summary>不再履行: it ends as not performed, and the ways on are named.</summary>
    Ended,
}

/// <summary>Another talk that took place.</summary>
/// <param name="Session">The session.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Words">The same in words, for all parties.</param>
public sealed record AnotherTalk(
    Guid Session,
    TalkOutcome Outcome,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Words
);

/// <summary>Write down what another talk came to.</summary>
/// <param name="Outcome">What; null when nothing was chosen.</param>
/// <param name="Term">Which obligation gets the new day; null for every one that is not performed.</param>
/// <param name="Day">The new last local day.</param>
/// <param name="Words">The same in words, for all parties.</param>
public sealed record TalkAgain(TalkOutcome? Outcome, Guid? Term, DateOnly? Day, string? Words);

/// <summary>Another talk took place, and this is what it came to.</summary>
public sealed record TalkedAgain(AnotherTalk Talk) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).With(f => f with { Talks = f.Talks.Add(Talk) });
}

/// <summary>New last days were written down; each party is asked about them.</summary>
public sealed record NewDatesProposed(Agreement Agreement) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        dispute is Dispute.Agreed a ? a with { Proposed = Agreement } : throw DoesNotFit(dispute);
}

/// <summary>A party does not agree to the new days: everything stays as it was agreed.</summary>
public sealed record NewDatesDropped(Guid Agreement) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        dispute is Dispute.Agreed a ? a with { Proposed = null } : throw DoesNotFit(dispute);
}

/// <summary>Every party agreed to the new days, and they hold; what was prepared for the court is prepared anew.</summary>
public sealed record NewDatesHold(Guid Agreement) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute)
    {
        if (dispute is not Dispute.Agreed { Proposed: { } proposed } a)
        {
            throw DoesNotFit(dispute);
        }
        var agreement = proposed with
        {
            // What was done meanwhile is done.
            Terms =
            [
                .. proposed.Terms.Select(t => t with { PerformedOn = a.Agreement.Terms.First(o => o.Id == t.Id).PerformedOn }),
            ],
        };
        return a with
        {
            Agreement = agreement,
            Proposed = null,
            Earlier = a.Earlier.Add(a.Agreement),
            Mediation = a.Mediation with { Draft = agreement },
            File = a.File with { Confirmation = a.File.Confirmation is { FiledOn: null } ? null : a.File.Confirmation },
        };
    }
}

/// <summary>
/// Decides on talking again once an agreement is in effect: a session like the others, with everybody's consent to it, and what it came
/// to. An agreement is changed as it was made, by the consent of every party (compare 人民调解法第31条、第32条).
/// </summary>
public static class TalkAgainRule
{
    /// <summary>The session after the agreement that took place and whose outcome is not written down yet; null where there is none.</summary>
    public static MediationSession? Waiting(Dispute dispute) =>
        dispute is Dispute.Agreed agreed
            ? agreed.Mediation.Sessions.LastOrDefault(s =>
                s is { Again: true, State: SessionState.Held } && agreed.File.Talks.All(t => t.Session != s.Id)
            )
            : null;

    /// <summary>Whether the days can be moved by the parties alone: not once the court has the agreement, or has confirmed it.</summary>
    public static bool IsWithTheCourt(Dispute dispute) =>
        dispute.File.Confirmation is { FiledOn: not null, Result: null or ConfirmationResult.Confirmed };

    /// <summary>The new days that the parties are asked about now; null where they are asked about none.</summary>
    public static Agreement? Asked(Dispute dispute) =>
        dispute is Dispute.Agreed { Proposed: { } proposed } && !dispute.File.Unsafe && !IsWithTheCourt(dispute)
            ? proposed
            : null;

    /// <summary>Writes the outcome down: after a session that took place, and never while a safety flag stands.</summary>
    public static DisputeDecision Decide(
        Dispute dispute,
        TalkAgain command,
        Guid id,
        Actor.Staff by,
        DateOnly today,
        DateTimeOffset now
    )
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute.File.Unsafe)
        {
            return DisputeMay.Unsafe;
        }
        if (dispute is not Dispute.Agreed agreed || Waiting(dispute) is not { } session)
        {
            return Refusal.Of(
                "no-talk-held",
                "协议生效以后还没有再谈过；先约定一次，各方同意，谈了再记。",
                "Nobody has talked again since the agreement took effect. Set a session, let every party consent, and write it down afterwards."
            );
        }
        var outcome = command.Outcome is { } chosen && Enum.IsDefined(chosen) ? chosen : (TalkOutcome?)null;
        var (words, noWords) = Refusals.WorkWords(
            command.Words,
            "Words",
            DisputeMay.LongestWords,
            "请写明谈了什么、结果怎样，各方都能看到。",
            "Say what was talked about and what came of it; every party reads it."
        );
        var missing = Refusal.All(
            outcome is null ? Refusals.Missing("Code", "请选择谈的结果。", "Choose what it came to.") : null,
            noWords,
            outcome == TalkOutcome.NewDates ? NoDates(agreed, command, today) : null,
            outcome == TalkOutcome.Ended && !EndDisputeRule.IsLate(dispute, today)
                ? Refusal.Of(
                    "nothing-is-late-yet",
                    "没有到期未履行的事项，不能写“不再履行”。",
                    "Nothing that was agreed is late; it cannot end as not performed.",
                    "Code"
                )
                : null
        );
        if (missing is not null)
        {
            return missing;
        }
        var talked = new TalkedAgain(new AnotherTalk(session.Id, outcome!.Value, new PersonalText(dispute.File.Common, words!)));
        return outcome switch
        {
            TalkOutcome.NewDates => DisputeDecision.That(talked, new NewDatesProposed(Moved(agreed.Agreement, command, id, now))),
            TalkOutcome.Ended => DisputeDecision.That(talked, EndDisputeRule.End(dispute, EndedAs.NotPerformed, null, now)),
            _ => talked,
        };
    }

    /// <summary>A party's yes to the new days: with the last one they hold.</summary>
    internal static DisputeDecision Given(Dispute dispute, ConsentAnswered answered)
    {
        var after = answered.Apply(dispute);
        return after.File.AllConsent(ConsentStep.Agreement, answered.Consent.Subject)
            ? DisputeDecision.That(answered, new NewDatesHold(answered.Consent.Subject))
            : answered;
    }

    private static Refusal? NoDates(Dispute.Agreed agreed, TalkAgain command, DateOnly today) =>
        IsWithTheCourt(agreed)
            ? Refusal.Of(
                "court-has-the-agreement",
                "协议已经提交法院确认，日期不能在这里改；一方不履行的，申请执行或者起诉。",
                "The court has the agreement: its days are not moved here. Where a party does not perform, enforcement or a suit is open.",
                "Code"
            )
        : command.Day is not { } day || day < today
            ? Refusal.Of("new-day", "请写明今天或者以后的一天。", "Say a day from today on.", "Day")
        : command.Term is { } term && agreed.Agreement.Terms.All(t => t.Id != term || t.PerformedOn is not null)
            ? Refusals.Missing(
                "What",
                "请选择还没有履行的一项，或者全部。",
                "Choose a term that is not performed, or all of them."
            )
        : null;

    private static Agreement Moved(Agreement agreement, TalkAgain command, Guid id, DateTimeOffset now) =>
        new(
            id,
            [
                .. agreement.Terms.Select(t =>
                    t.PerformedOn is null && (command.Term is null || command.Term == t.Id)
                        ? t with
                        {
                            DueOn = command.Day!.Value,
                        }
                        : t
                ),
            ],
            now
        );
}
