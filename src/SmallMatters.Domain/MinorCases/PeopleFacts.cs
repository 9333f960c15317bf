using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.MinorCases;

/// <summary>How somebody was told.</summary>
public enum ToldHow
{
    /// <summary>当面.</summary>
    InPerson,

    /// <summary>电话.</summary>
    ByPhone,

    /// <summary>书面送达.</summary>
    InWriting,
}

/// <summary>A reporter or victim was named; name and telephone are kept beside the chain, under their key.</summary>
/// <param name="Person">Who.</param>
public sealed record CasePersonNamed(CasePerson Person) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before)
    {
        var it = Some(before);
        return it with { People = it.People.Add(Person) };
    }
}

/// <summary>Somebody was told where the case stands, by staff or by reading their own page.</summary>
/// <param name="Person">Who.</param>
/// <param name="How">How staff told them; null when they read it.</param>
public sealed record CasePersonTold(ParticipantId Person, ToldHow? How) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before);
}

/// <summary>Somebody tried to settle it before.</summary>
/// <param name="Attempt">Who, when, and what came of it.</param>
public sealed record PriorAttemptRecorded(PriorAttempt Attempt) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before)
    {
        var it = Some(before);
        return it with { Attempts = it.Attempts.Add(Attempt) };
    }
}

/// <summary>A thing was taken, with a receipt.</summary>
/// <param name="Thing">What.</param>
public sealed record ThingTaken(HeldThing Thing) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before)
    {
        var it = Some(before);
        return it with { Held = it.Held.Add(Thing) };
    }
}

/// <summary>A thing was given back, with a receipt (发还财物).</summary>
/// <param name="Thing">Which.</param>
/// <param name="Receipt">Number of the receipt for giving it back.</param>
public sealed record ThingReturned(
    Guid Thing,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText Receipt
) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before)
    {
        var it = Some(before);
        return it with { Held = [.. it.Held.Select(h => h.Id == Thing ? h with { ReturnedOn = On } : h)] };
    }
}

/// <summary>Evidence was handed in by a reporter or victim; the file lies in the case store under its hash.</summary>
/// <param name="By">Who.</param>
/// <param name="Sha256">Hash of the original.</param>
public sealed record CaseEvidenceGiven(ParticipantId By, string Sha256) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before);
}

/// <summary>A prevention visit was asked for (true) or not wanted.</summary>
/// <param name="Person">Who answered.</param>
/// <param name="Wanted">What they answered.</param>
/// <param name="Neighbours">Whether near neighbours may be offered one as well.</param>
public sealed record PreventionVisitAnswered(ParticipantId Person, bool Wanted, bool Neighbours) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before);
}

/// <summary>The prevention visit took place, at the victim's or also at near neighbours'; whom they met is not kept.</summary>
/// <param name="Neighbours">Whether near neighbours were offered advice as well.</param>
public sealed record PreventionVisited(bool Neighbours) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before);
}

/// <summary>The victim was called back (小案回访).</summary>
/// <param name="Person">Whom.</param>
/// <param name="Reached">Whether they were reached.</param>
/// <param name="Words">What they said.</param>
public sealed record CaseCalledBack(
    ParticipantId Person,
    bool Reached,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText? Words
) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before);
}

/// <summary>A reporter or victim judged the service.</summary>
/// <param name="Verdict">Their answers.</param>
/// <param name="Words">What they wrote.</param>
public sealed record CaseServiceJudged(
    ServiceVerdict Verdict,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText? Words
) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before)
    {
        var it = Some(before);
        return it with { Verdicts = it.Verdicts.Add(Verdict) };
    }
}

/// <summary>The head of the station answered a verdict with a no: what the service should have done. The decision stays as it is.</summary>
/// <param name="Person">Whose verdict.</param>
/// <param name="Answer">The answer, which they see.</param>
public sealed record CaseServiceAnswered(
    ParticipantId Person,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText Answer
) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before);
}

/// <summary>On what ground sealed records are opened (art. 136).</summary>
public enum SealGround
{
    /// <summary>国家机关办案需要.</summary>
    StateOrganForACase,

    /// <summary>有关单位根据国家规定查询.</summary>
    UnitUnderNationalRules,

    /// <summary>复议、诉讼、复核本案.</summary>
    RemedyOfThisCase,
}

/// <summary>Sealed records were opened by one account for the rest of the local day.</summary>
/// <param name="Account">Whose account.</param>
/// <param name="Ground">On what ground.</param>
/// <param name="Document">The document that asks for it.</param>
public sealed record SealOpened(
    StaffId Account,
    SealGround Ground,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText Document
) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before);
}

/// <summary>A reporter's or victim's words and contact went for good; the chain stays whole.</summary>
/// <param name="Person">Who.</param>
public sealed record CasePersonErased(ParticipantId Person) : CaseFact
{
    /// <inheritdoc/>
    protected override MinorCase Change(MinorCase? before) => Some(before);
}
