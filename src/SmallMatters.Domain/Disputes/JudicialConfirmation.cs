using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>A joint application for judicial confirmation (司法确认), from its checklist on.</summary>
/// <param name="Id">Key: each party consents to this application.</param>
/// <param name="Court">Which court, for all parties to read.</param>
/// <param name="Checked">Codes of the checklist.</param>
/// <param name="At">When it was prepared, UTC.</param>
public sealed record JudicialConfirmation(
    Guid Id,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Court,
    ImmutableArray<string> Checked,
    DateTimeOffset At
)
{
    /// <summary>The local day on which it was filed; null before.</summary>
    public DateOnly? FiledOn { get; init; }

    /// <summary>Which party handed it in for all; null before.</summary>
    public ParticipantId? FiledBy { get; init; }

    /// <summary>What the court decided; null before.</summary>
    public ConfirmationResult? Result { get; init; }

    /// <summary>The local day of the decision; null before.</summary>
    public DateOnly? DecidedOn { get; init; }
}

/// <summary>What became of an application.</summary>
public enum ConfirmationResult
{
    /// <summary>裁定确认有效: it can be enforced.</summary>
    Confirmed,

    /// <summary>裁定驳回申请.</summary>
    Rejected,

    /// <summary>不予受理.</summary>
    NotAccepted,

    /// <summary>撤回申请.</summary>
    Withdrawn,
}

/// <summary>The checklist was gone through and the parties are asked whether they apply together.</summary>
public sealed record ConfirmationPrepared(JudicialConfirmation Confirmation) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).With(f => f with { Confirmation = Confirmation });
}

/// <summary>The application was filed.</summary>
/// <param name="Confirmation">Which.</param>
/// <param name="On">Local day.</param>
/// <param name="By">Which party handed it in for all.</param>
public sealed record ConfirmationFiled(Guid Confirmation, DateOnly On, ParticipantId By) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute).With(f => f with { Confirmation = f.Confirmation! with { FiledOn = On, FiledBy = By } });
}

/// <summary>The court decided, or the parties withdrew it.</summary>
public sealed record ConfirmationDecided(Guid Confirmation, ConfirmationResult Result, DateOnly On) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute).With(f => f with { Confirmation = f.Confirmation! with { Result = Result, DecidedOn = On } });
}

/// <summary>Decides on judicial confirmation.</summary>
public static class ConfirmationRule
{
    /// <summary>
    /// What is checked before the application is printed: what a court refuses to confirm and the papers that it asks for
    /// (法释〔2011〕5号第4条、第7条；民事诉讼法第205条).
    /// </summary>
    public static ImmutableArray<VenueCondition> Checklist { get; } =
    [
        new(
            "free-will",
            new(
                "各方自愿，没有欺诈、胁迫，也没有恶意串通",
                "every party acts of its own will, without deceit, pressure or collusion"
            ),
            new(
                "人民调解法第31条；法释〔2011〕5号第7条",
                "People's Mediation Law, art. 31; Judicial interpretation 2011 No. 5, art. 7"
            )
        ),
        new(
            "no-status",
            new("协议不确认身份、收养或者婚姻关系", "it does not settle who somebody is, an adoption or a marriage"),
            new("法释〔2011〕5号第4条", "Judicial interpretation 2011 No. 5, art. 4")
        ),
        new(
            "lawful",
            new(
                "不违反法律，不损害国家、集体、社会公共利益和他人权益，不违背公序良俗",
                "it breaks no law, harms neither the public nor anybody else, and offends no good morals"
            ),
            new("法释〔2011〕5号第7条", "Judicial interpretation 2011 No. 5, art. 7")
        ),
        new(
            "clear",
            new("内容明确，可以确认，也可以执行", "its terms are clear enough to be confirmed and enforced"),
            new("法释〔2011〕5号第7条", "Judicial interpretation 2011 No. 5, art. 7")
        ),
        new(
            "papers",
            new(
                "材料齐全：调解协议书、各方身份证明、调解组织的证明、财产权利证明",
                "the papers are there: agreement, proof of the parties and of the mediating organisation, titles to property"
            ),
            new(
                "民事诉讼法（2023年修正）第205条；法释〔2011〕5号第3条",
                "Civil Procedure Law (2023), art. 205; Judicial interpretation 2011 No. 5, art. 3"
            )
        ),
    ];

    /// <summary>Most characters of a court's name.</summary>
    public const int LongestCourt = 60;

    /// <summary>
    /// Why the parties cannot apply now, or null: where the venue is not open to it, where the thirty days are over, each with its
    /// article, and while somebody may not be safe.
    /// </summary>
    public static Refusal? NotOpen(Dispute dispute, VenueBook venues, Jurisdiction jurisdiction, DateOnly on)
    {
        if (dispute is not Dispute.Agreed { Mediation.Proposal: var proposal })
        {
            return Refusal.Of("nothing-to-confirm", "没有已经生效的协议。", "No agreement is in effect.");
        }
        var venue = venues.Version(proposal.Venue, proposal.Version);
        if (dispute.File.ConfirmBy is not { } until)
        {
            return Refusal.Of(
                "venue-not-confirmed",
                $"{venue.Name.Zh}达成的协议不能申请司法确认：须由依法设立的调解组织主持（民事诉讼法（2023年修正）第205条）。",
                $"An agreement made at {venue.Name.En} cannot be confirmed: it takes a lawfully established mediation organisation (Civil Procedure Law (2023), art. 205)."
            );
        }
        if (on > until.DueOn)
        {
            var source = jurisdiction.ClockRules.Version(until.RuleCode, until.RuleVersion).Source;
            return Refusal.Of(
                "confirmation-too-late",
                $"申请司法确认的期限已过：应当自协议生效之日起三十日内共同申请（{source.Zh}）。还可以起诉。",
                $"The time for confirmation is over: the parties apply together within thirty days of the effect ({source.En}). The court stays open by a suit."
            );
        }
        return dispute.File.Confirmation is { FiledOn: not null, Result: null or ConfirmationResult.Confirmed }
            ? Refusal.Of("confirmation-filed", "已经提出申请。", "An application has been filed.")
            : null;
    }

    /// <summary>Goes through the checklist, and asks each party whether it applies with the others.</summary>
    public static DisputeDecision Prepare(
        Dispute dispute,
        string? court,
        ImmutableArray<string> ticked,
        Guid id,
        Actor.Staff by,
        VenueBook venues,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (
            (DisputeMay.Handle(dispute, by) ?? NotOpen(dispute, venues, jurisdiction, jurisdiction.Calendar.DayOf(now))) is
            { } why
        )
        {
            return why;
        }
        if (dispute.File.Unsafe)
        {
            return DisputeMay.Unsafe;
        }
        if (Checklist.FirstOrDefault(c => !ticked.Contains(c.Code)) is { } open)
        {
            return Refusal.Of(
                $"unchecked-{open.Code}",
                $"法院确认以前须核对：{open.Said.Zh}（{open.Source.Zh}）。",
                $"A court confirms only where this is so: {open.Said.En} ({open.Source.En}).",
                "Met"
            );
        }
        var (words, missing) = Refusals.WorkWords(
            court,
            "Where",
            LongestCourt,
            "请写明向哪个法院申请。",
            "Say which court it goes to."
        );
        return missing is not null
            ? missing
            : new ConfirmationPrepared(
                new JudicialConfirmation(
                    id,
                    new PersonalText(dispute.File.Common, words),
                    [.. Checklist.Select(c => c.Code)],
                    now
                )
            );
    }

    /// <summary>Writes down that it was filed: by all together, within the thirty days.</summary>
    public static DisputeDecision File(
        Dispute dispute,
        DateOnly? on,
        ParticipantId? handedIn,
        Actor.Staff by,
        VenueBook venues,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute is not Dispute.Agreed agreed || dispute.File.Confirmation is not { FiledOn: null } prepared)
        {
            return Refusal.Of(
                "confirmation-not-prepared",
                "请先核对清单并征求各方同意。",
                "Go through the checklist and ask every party first."
            );
        }
        if (!dispute.File.AllConsent(ConsentStep.Confirmation, prepared.Id))
        {
            return Refusal.Of(
                "confirmation-not-joint",
                "司法确认须由各方共同申请，还有当事人没有同意（人民调解法第33条）。",
                "The parties apply together, and not all have consented (People's Mediation Law, art. 33)."
            );
        }
        var calendar = jurisdiction.Calendar;
        if (on is not { } day || day > calendar.DayOf(now) || day < calendar.DayOf(agreed.EffectiveAt))
        {
            return Refusal.Of(
                "filed-when",
                "请写明哪一天提出的：不早于协议生效，不晚于今天。",
                "Say on which day it was filed: not before the effect, not after today.",
                "Day"
            );
        }
        if (NotOpen(dispute, venues, jurisdiction, day) is { } closed)
        {
            return closed with { Field = "Day" };
        }
        return handedIn is { } party && dispute.File.Present.Any(p => p.Id == party)
            ? new ConfirmationFiled(prepared.Id, day, party)
            : Refusals.Missing("By", "请选择由哪一方递交。", "Choose which party handed it in.");
    }

    /// <summary>Writes down what the court decided; after the end of the dispute too.</summary>
    public static DisputeDecision Decided(
        Dispute dispute,
        ConfirmationResult? result,
        DateOnly? on,
        Actor.Staff by,
        DateOnly today
    )
    {
        if (!DisputeMay.Deals(dispute, by))
        {
            return DisputeMay.NotYours;
        }
        if (dispute.File.Confirmation is not { FiledOn: { } filed, Result: null } confirmation)
        {
            return Refusal.Of("no-application-waits", "没有等待法院决定的申请。", "No application waits for a court's decision.");
        }
        if (result is not { } chosen || !Enum.IsDefined(chosen))
        {
            return Refusals.Missing("Code", "请选择结果。", "Choose the result.");
        }
        return on is { } day && day >= filed && day <= today
            ? new ConfirmationDecided(confirmation.Id, chosen, day)
            : Refusal.Of(
                "decided-when",
                "请写明决定的日期：不早于申请，不晚于今天。",
                "Say the day of the decision: not before the application, not after today.",
                "Day"
            );
    }
}

/// <summary>
/// The court's own days after an application (法释〔2011〕5号, partly superseded): nobody here is held to them, the parties are told them.
/// </summary>
/// <param name="Rule">The row of the data, with its source.</param>
/// <param name="By">The last local day, counted from the day of filing and, for the decision, from the last day for accepting; null before filing.</param>
public sealed record CourtDay(ClockRule Rule, DateOnly? By)
{
    /// <summary>When the court accepts and when it decides.</summary>
    public static ImmutableArray<CourtDay> Of(JudicialConfirmation? application, Jurisdiction jurisdiction, DateOnly today)
    {
        var days = ImmutableArray.CreateBuilder<CourtDay>();
        var from = application?.FiledOn;
        foreach (var code in (ReadOnlySpan<string>)["judicial-confirmation-acceptance", "judicial-confirmation-decision"])
        {
            var rule = jurisdiction.ClockRules.RuleFor(code, from ?? today);
            from = from is { } day
                ? DeadlineRule.Compute(rule, jurisdiction.Calendar.StartOfDay(day), jurisdiction.Calendar).DueOn
                : null;
            days.Add(new CourtDay(rule, from));
        }
        return days.ToImmutable();
    }
}
