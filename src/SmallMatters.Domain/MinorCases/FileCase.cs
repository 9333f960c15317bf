using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.MinorCases;

/// <summary>It was filed: 受理 under the old law, 立案 under the new.</summary>
public sealed record CaseFiled : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before) with { Stage = CaseStage.Investigating, FiledOn = On };
}

/// <summary>It is no police matter, or no violation; the reporter was told at once and shown the right door.</summary>
/// <param name="Door">The door, for what is no police matter.</param>
/// <param name="Reasons">The reasons, for what is no violation.</param>
/// <param name="InWriting">Whether it was told in writing.</param>
public sealed record CaseTurnedAway(
    string? Door,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText? Reasons,
    bool InWriting
) : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) =>
        Some(before) with
        {
            Stage = CaseStage.Closed,
            Door = Door,
            Outcome = Door is null ? CaseOutcome.NoViolation : null,
        };
}

/// <summary>Decides on filing a report that was under review, and on passing one on.</summary>
public static class FileCaseRule
{
    /// <summary>Files a case that was under review (受理).</summary>
    public static CaseDecision Decide(MinorCase it, DateTimeOffset on, Actor.Staff by, Jurisdiction j, DateTimeOffset now) =>
        (CaseMay.At(it, by, CaseStage.Reviewing) ?? CaseMay.When(it, on, now)) is { } why ? why : Filed(it, on, j);

    /// <summary>Ends a review or an investigation because it is no violation; the people are told the reasons.</summary>
    public static CaseDecision TurnAway(MinorCase it, string? reasons, DateTimeOffset on, Actor.Staff by, DateTimeOffset now)
    {
        if ((CaseMay.At(it, by, CaseStage.Reviewing) ?? CaseMay.When(it, on, now)) is { } why)
        {
            return why;
        }
        if (it.Held.Any(h => h.ReturnedOn is null))
        {
            return CaseMay.ThingsHeld;
        }
        var (words, missing) = Refusals.Words(
            reasons,
            "Words",
            CaseMay.LongestWords,
            "请写明理由，报案人会看到。",
            "Give the reasons; the reporter sees them."
        );
        return missing is not null
            ? missing
            : new CaseTurnedAway(null, new PersonalText(it.Office, words), true)
            {
                On = on,
                Clocks = CaseMay.Met(it, CaseClockFor.Case, on),
            };
    }

    /// <summary>The other station has it, with the notice of transfer, and the reporter was told.</summary>
    public static CaseDecision Transfer(
        MinorCase it,
        string? station,
        string? document,
        DateTimeOffset on,
        Actor.Staff by,
        DateTimeOffset now
    )
    {
        if ((CaseMay.At(it, by, CaseStage.Transferring) ?? CaseMay.When(it, on, now)) is { } why)
        {
            return why;
        }
        var missing = Refusal.All(
            CaseMay.TooLong(station, "Words"),
            CaseMay.TooLong(document, "Document"),
            CaseMay.Line(it, station) is null ? Refusals.Missing("Words", "请写明移送到哪里。", "Say where it went.") : null,
            CaseMay.Line(it, document) is null
                ? Refusals.Missing("Document", "请写明移送案件通知书的文号。", "Give the number of the notice of transfer.")
                : null
        );
        return missing is not null
            ? missing
            : new CaseTransferred(CaseMay.Line(it, station)!, CaseMay.Line(it, document)!)
            {
                On = on,
                Clocks = CaseMay.Met(it, CaseClockFor.Case, on),
            };
    }

    internal static CaseFiled Filed(MinorCase it, DateTimeOffset on, Jurisdiction j) =>
        new()
        {
            On = on,
            Clocks =
            [
                .. CaseMay.Met(it, CaseClockFor.Case, on),
                CaseMay.Start(j, "public-order-case", CaseClockFor.Case, on, Guid.CreateVersion7(on)),
                .. CaseMay.ToTell(it, j, on),
            ],
        };
}

/// <summary>Another station has it.</summary>
/// <param name="Station">Which.</param>
/// <param name="Document">Number of the notice of transfer.</param>
public sealed record CaseTransferred(
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText Station,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText Document
) : CaseFact
{
    /// <inheritdoc/>
    protected override bool MovesOn => true;

    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before) with { Stage = CaseStage.Closed };
}
