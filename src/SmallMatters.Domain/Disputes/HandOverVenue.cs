using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Disputes;

/// <summary>Between which kinds of venue a dispute is handed over (三调联动对接).</summary>
public enum Linkage
{
    /// <summary>公调对接: between the police and people's mediation.</summary>
    Police,

    /// <summary>诉调对接: between a court and a mediation organisation.</summary>
    Court,

    /// <summary>访调对接: between letters and visits and a mediation organisation.</summary>
    Petition,

    /// <summary>其他调解组织之间移交.</summary>
    Other,
}

/// <summary>A hand-over of a dispute to somebody who holds another venue (对接移交). The reference stays.</summary>
/// <param name="Id">Key: each party consents to this one.</param>
/// <param name="Kind">Between which kinds of venue.</param>
/// <param name="ToUnit">Code of the unit that is to take it; null for an organisation outside.</param>
/// <param name="To">The organisation outside, for all parties to read; null for a unit.</param>
/// <param name="At">When it was proposed, UTC.</param>
public sealed record VenueHandOver(
    Guid Id,
    Linkage Kind,
    string? ToUnit,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText? To,
    DateTimeOffset At
)
{
    /// <summary>Number of the letter (移交函) that goes along with the file; null before it went.</summary>
    [PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public PersonalText? Letter { get; init; }

    /// <summary>The local day on which letter and file went; null before.</summary>
    public DateOnly? SentOn { get; init; }

    /// <summary>Number of the receipt; null before.</summary>
    [PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public PersonalText? Receipt { get; init; }

    /// <summary>The local day of the receipt, with which it is done; null before.</summary>
    public DateOnly? ReceivedOn { get; init; }

    /// <summary>Whether letter and file are on the way: nobody proposes a venue meanwhile.</summary>
    public bool IsOnItsWay => SentOn is not null && ReceivedOn is null;
}

/// <summary>Propose a hand-over.</summary>
/// <param name="Kind">Between which kinds of venue; null when nothing was chosen.</param>
/// <param name="ToUnit">Code of the unit that is to take it; null or empty for an organisation outside.</param>
/// <param name="To">The organisation outside.</param>
public sealed record HandOverVenue(Linkage? Kind, string? ToUnit, string? To);

/// <summary>A hand-over was proposed to the parties.</summary>
public sealed record VenueHandOverProposed(VenueHandOver HandOver) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).With(f => f with { HandOver = HandOver });
}

/// <summary>A hand-over came to nothing: a party did not want it, or who was to take it did not.</summary>
/// <param name="HandOver">Which.</param>
/// <param name="Words">What who was to take it said, for all parties; null where a party did not want it.</param>
public sealed record VenueHandOverDropped(
    Guid HandOver,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText? Words
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) => Some(dispute).With(f => f with { HandOver = null });
}

/// <summary>
/// Letter and file went. A mediation that went on is over here: at the new venue everybody is asked anew. What was set is called off.
/// </summary>
public sealed record VenueHandOverSent(
    Guid HandOver,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Letter,
    DateOnly On
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute)
    {
        var it = Some(dispute);
        if (it is not (Dispute.Asking or Dispute.Mediating))
        {
            throw DoesNotFit(it);
        }
        var sent = it.File with
        {
            HandOver = it.File.HandOver! with { Letter = Letter, SentOn = On },
            Proposal = null,
            EarlierMediations = it.Under is { } under
                ? it.File.EarlierMediations.Add(SessionRule.NoneLeft(under))
                : it.File.EarlierMediations,
        };
        return new Dispute.Asking(sent);
    }
}

/// <summary>Who takes it has given its receipt.</summary>
public sealed record VenueHandOverReceived(
    Guid HandOver,
    [property: PersonalField(PersonalItem.CommonWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Receipt,
    DateOnly On
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute).With(f => f with { HandOver = f.HandOver! with { Receipt = Receipt, ReceivedOn = On } });
}

/// <summary>
/// Decides on hand-overs between venues: proposed, consented to by each party, sent with letter and file, closed by a receipt
/// (compare 宁波市矛盾纠纷多元化解条例第19条: consent of the parties and of who takes it, with a letter).
/// </summary>
public static class HandOverVenueRule
{
    /// <summary>Most characters of an organisation's name and of numbers of letters.</summary>
    public const int Longest = 60;

    /// <summary>The units that hold a venue in force which takes the dispute, other than its own.</summary>
    public static IEnumerable<Unit> Takers(Dispute dispute, VenueBook venues, Jurisdiction jurisdiction, DateOnly today) =>
        jurisdiction
            .Units.Values.Where(u => u.Code != dispute.File.Unit)
            .Where(u => u.Mediates.Any(code => venues.InForce(code, today)?.Takes(dispute.File.Kind) == true))
            .OrderBy(u => u.Code, StringComparer.Ordinal);

    /// <summary>Proposes it, while wishes are asked for or in a mediation; never while somebody may not be safe.</summary>
    public static DisputeDecision Propose(
        Dispute dispute,
        HandOverVenue command,
        Guid id,
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
        if (dispute.File.HandOver?.IsOnItsWay == true)
        {
            return OnItsWay;
        }
        if (command.Kind is not { } kind || !Enum.IsDefined(kind))
        {
            return Refusals.Missing("Code", "请选择是哪一种对接。", "Choose which kind of hand-over it is.");
        }
        if (!string.IsNullOrEmpty(command.ToUnit))
        {
            var takers = Takers(dispute, venues, jurisdiction, jurisdiction.Calendar.DayOf(now));
            return takers.Any(u => u.Code == command.ToUnit)
                ? new VenueHandOverProposed(new VenueHandOver(id, kind, command.ToUnit, null, now))
                : Refusals.Missing("Unit", "请选择主持这一类调解的单位。", "Choose a unit that holds a venue for such disputes.");
        }
        var (to, missing) = Refusals.WorkWords(
            command.To,
            "Where",
            Longest,
            "请选择接收的单位，或者写明系统外的调解组织。",
            "Choose the unit that takes it, or write down the organisation outside."
        );
        return missing is not null
            ? missing
            : new VenueHandOverProposed(new VenueHandOver(id, kind, null, new PersonalText(dispute.File.Common, to), now));
    }

    /// <summary>Letter and file went: once every party has consented.</summary>
    public static DisputeDecision Send(Dispute dispute, string? letter, DateOnly? on, Actor.Staff by, DateOnly today)
    {
        if (Stands(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute.File.HandOver is not { SentOn: null } proposed)
        {
            return None;
        }
        if (!dispute.File.AllConsent(ConsentStep.HandOver, proposed.Id))
        {
            return Refusal.Of(
                "hand-over-without-consent",
                "还有当事人没有同意移交。",
                "Not every party has consented to the hand-over."
            );
        }
        var (number, missing) = Refusals.WorkWords(
            letter,
            "Words",
            Longest,
            "请写明移交函的文号。",
            "Give the number of the letter."
        );
        return missing is not null ? missing
            : on is { } day && day <= today
                ? new VenueHandOverSent(proposed.Id, new PersonalText(dispute.File.Common, number), day)
            : WhenWas;
    }

    /// <summary>
    /// The receipt: by the unit that takes it, which has accepted the matter; for an organisation outside by the sender, who then ends it
    /// here.
    /// </summary>
    public static DisputeDecision Receive(
        Dispute dispute,
        string? receipt,
        DateOnly? on,
        Actor.Staff by,
        DateOnly today,
        DateTimeOffset now
    )
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute.File.HandOver is not { IsOnItsWay: true } sent)
        {
            return None;
        }
        // Under a flag it ends in protection or at another door, wherever the file is.
        if (sent.ToUnit is null && dispute.File.Unsafe)
        {
            return DisputeMay.Unsafe;
        }
        if (sent.ToUnit is { } unit && unit != dispute.File.Unit)
        {
            return Refusal.Of(
                "receipt-by-who-takes-it",
                "请先按移交办法把这件诉求移交给对方；对方接收后，由对方出具回执。",
                "Hand the matter over first; once the other unit has accepted it, that unit gives the receipt."
            );
        }
        var (number, missing) = Refusals.WorkWords(
            receipt,
            "Words",
            Longest,
            "请写明回执的文号或者经手人单位。",
            "Give the number of the receipt."
        );
        if (missing is not null)
        {
            return missing;
        }
        if (on is not { } day || day > today || day < sent.SentOn)
        {
            return WhenWas;
        }
        var received = new VenueHandOverReceived(sent.Id, new PersonalText(dispute.File.Common, number), day);
        return sent.ToUnit is null
            ? DisputeDecision.That(received, EndDisputeRule.End(dispute, EndedAs.HandedOver, null, now))
            : received;
    }

    /// <summary>Who was to take it does not (不予调解的函); it stays here, and everybody may be asked about another venue.</summary>
    public static DisputeDecision Decline(Dispute dispute, string? typed, Actor.Staff by)
    {
        if (DisputeMay.Handle(dispute, by) is { } why)
        {
            return why;
        }
        if (dispute.File.HandOver is not { ReceivedOn: null } waiting)
        {
            return None;
        }
        var (words, missing) = Refusals.WorkWords(
            typed,
            "Words",
            DisputeMay.LongestWords,
            "请写明对方为什么不接收。",
            "Say why it is not taken."
        );
        return missing is not null ? missing : new VenueHandOverDropped(waiting.Id, new PersonalText(dispute.File.Common, words));
    }

    internal static Refusal OnItsWay { get; } =
        Refusal.Of(
            "handed-over",
            "这起纠纷正在移交，等对方的回执。",
            "This dispute is being handed over; the receipt is awaited."
        );

    private static Refusal None { get; } =
        Refusal.Of("no-hand-over", "现在没有这一步要办的移交。", "No hand-over waits for this step.");

    private static Refusal WhenWas { get; } =
        Refusal.Of("handed-over-when", "请写明日期，不能晚于今天。", "Say the day, not later than today.", "Day");

    private static Refusal? Stands(Dispute dispute, Actor.Staff by) =>
        DisputeMay.Handle(dispute, by)
        ?? (
            dispute is not (Dispute.Asking or Dispute.Mediating)
                ? Refusal.Of("mediated-no-more", "调解已经结束。", "The mediation is over.")
            : dispute.File.Unsafe ? DisputeMay.Unsafe
            : DisputeMay.TooFew(dispute)
        );
}
