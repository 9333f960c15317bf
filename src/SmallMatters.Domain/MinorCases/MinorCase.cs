using System.Collections.Immutable;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.MinorCases;

/// <summary>Where a minor case stands.</summary>
public enum CaseStage
{
    /// <summary>受案审查 (reports to the end of 2025 only).</summary>
    Reviewing,

    /// <summary>移送中: another station is responsible; here until it has it.</summary>
    Transferring,

    /// <summary>办理中.</summary>
    Investigating,

    /// <summary>治安调解中.</summary>
    Mediating,

    /// <summary>已有结果，还要送达、执行、返还.</summary>
    Decided,

    /// <summary>已结案并封存.</summary>
    Closed,
}

/// <summary>Who somebody is in a case. Nobody who is complained of is kept here: they stand in the police system alone.</summary>
public enum CaseRole
{
    /// <summary>报案人.</summary>
    Reporter,

    /// <summary>被侵害人.</summary>
    Victim,

    /// <summary>报案人，也是被侵害人.</summary>
    Both,
}

/// <summary>What a clock of a case is for.</summary>
public enum CaseClockFor
{
    /// <summary>The case's own: review, transfer or handling; one runs or rests while the case is open.</summary>
    Case,

    /// <summary>第二次治安调解.</summary>
    SecondMediation,

    /// <summary>送达被处罚人.</summary>
    Serving,

    /// <summary>送达被侵害人.</summary>
    ServingVictim,

    /// <summary>告知报案人、被侵害人.</summary>
    Telling,

    /// <summary>小案回访.</summary>
    CallBack,

    /// <summary>防范上门.</summary>
    PreventionVisit,

    /// <summary>服务复核.</summary>
    ServiceReview,

    /// <summary>申请行政复议.</summary>
    Reconsideration,

    /// <summary>提起行政诉讼.</summary>
    Suit,

    /// <summary>紧急处置后补办登记.</summary>
    LateRegistration,

    /// <summary>登记对接的治安调解.</summary>
    LinkedMediation,
}

/// <summary>A clock of a case.</summary>
/// <param name="Id">Its key.</param>
/// <param name="For">What for.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Person">Whom it is about, or null.</param>
public sealed record CaseClock(Guid Id, CaseClockFor For, Clock Clock, ParticipantId? Person = null);

/// <summary>A reporter or victim; name and telephone are kept under their key.</summary>
/// <param name="Id">Their key.</param>
/// <param name="Role">Who they are.</param>
public sealed record CasePerson(ParticipantId Id, CaseRole Role)
{
    /// <summary>Whether they were wronged, and not only reported it.</summary>
    public bool IsVictim => Role is CaseRole.Victim or CaseRole.Both;
}

/// <summary>A step that was taken.</summary>
/// <param name="Code">Its code in the <see cref="CaseBook"/>.</param>
/// <param name="On">When it was done (UTC), which may be before it was entered.</param>
/// <param name="Document">The document, or null.</param>
public sealed record CaseStep(
    string Code,
    DateTimeOffset On,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText? Document
);

/// <summary>Somebody tried to settle it before the police came in (arts 88–89).</summary>
/// <param name="By">Who.</param>
/// <param name="On">The day.</param>
/// <param name="Words">What was tried and what came of it.</param>
public sealed record PriorAttempt(
    AttemptBy By,
    DateOnly On,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText Words
);

/// <summary>Who tried before.</summary>
public enum AttemptBy
{
    /// <summary>居（村）民委员会.</summary>
    Committee,

    /// <summary>业主委员会.</summary>
    OwnersCommittee,

    /// <summary>物业服务人.</summary>
    PropertyService,

    /// <summary>有关部门.</summary>
    Department,

    /// <summary>公安机关警告、劝阻.</summary>
    Police,
}

/// <summary>A thing that was taken and is owed back.</summary>
/// <param name="Id">Its key.</param>
/// <param name="What">What it is.</param>
/// <param name="Receipt">Number of the receipt that was given for it.</param>
/// <param name="ReturnedOn">When it was given back (UTC), or null.</param>
public sealed record HeldThing(
    Guid Id,
    [property: PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
        PersonalText What,
    string Receipt,
    DateTimeOffset? ReturnedOn = null
);

/// <summary>One round of police mediation.</summary>
/// <param name="StartedOn">When it began (UTC).</param>
/// <param name="AgreedOn">When an agreement was reached (UTC), or null.</param>
/// <param name="PerformBy">The last local day for performing it.</param>
public sealed record PoliceMediation(DateTimeOffset StartedOn, DateTimeOffset? AgreedOn = null, DateOnly? PerformBy = null);

/// <summary>What a reporter or victim thought of the service; it never touches the decision.</summary>
/// <param name="Person">Who.</param>
/// <param name="Informed">Kept informed?</param>
/// <param name="Fair">Treated fairly?</param>
/// <param name="Kept">Were the dates kept?</param>
public sealed record ServiceVerdict(ParticipantId Person, bool Informed, bool Fair, bool Kept)
{
    /// <summary>Whether any answer is a no.</summary>
    public bool HasNo => !(Informed && Fair && Kept);
}

/// <summary>
/// A minor case (小案) as it is mirrored here: the police system is the record. Instants are UTC. The persons' names and the words are
/// kept under keys of their own, behind the case wall.
/// </summary>
public sealed record MinorCase
{
    /// <summary>Its key; also whose key staff's words stand under.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its public number.</summary>
    public required Reference Reference { get; init; }

    /// <summary>The station that owns it.</summary>
    public required string Unit { get; init; }

    /// <summary>The area.</summary>
    public required string Area { get; init; }

    /// <summary>What it is about.</summary>
    public required CaseKind Kind { get; init; }

    /// <summary>When it was reported.</summary>
    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>What was reported.</summary>
    [PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
    public required PersonalText Account { get; init; }

    /// <summary>Where, in the reporter's words.</summary>
    [PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
    public PersonalText? Where { get; init; }

    /// <summary>Whether the reporter wants their name kept secret (程序规定第63条).</summary>
    public bool Confidential { get; init; }

    /// <summary>Where it stands.</summary>
    public required CaseStage Stage { get; init; }

    /// <summary>Number in the police system, once known.</summary>
    [PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
    public PersonalText? External { get; init; }

    /// <summary>Reference of the matter in which the same quarrel is mediated, or null.</summary>
    [PersonalField(PersonalItem.CaseWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
    public PersonalText? Linked { get; init; }

    /// <summary>What the linked mediation came to and is still to be written down, or null.</summary>
    public LinkedOwed? Owed { get; init; }

    /// <summary>When it was filed (受理 or 立案), or null.</summary>
    public DateTimeOffset? FiledOn { get; init; }

    /// <summary>When the last step of the procedure happened.</summary>
    public required DateTimeOffset LastOn { get; init; }

    /// <summary>Reporters and victims.</summary>
    public ImmutableArray<CasePerson> People { get; init; } = [];

    /// <summary>All clocks.</summary>
    public ImmutableArray<CaseClock> Clocks { get; init; } = [];

    /// <summary>Steps taken.</summary>
    public ImmutableArray<CaseStep> Steps { get; init; } = [];

    /// <summary>Prior attempts.</summary>
    public ImmutableArray<PriorAttempt> Attempts { get; init; } = [];

    /// <summary>Things held.</summary>
    public ImmutableArray<HeldThing> Held { get; init; } = [];

    /// <summary>Rounds of mediation; the last one is under way while <see cref="CaseStage.Mediating"/>.</summary>
    public ImmutableArray<PoliceMediation> Mediations { get; init; } = [];

    /// <summary>The verdicts on the service.</summary>
    public ImmutableArray<ServiceVerdict> Verdicts { get; init; } = [];

    /// <summary>How it ended, from <see cref="CaseStage.Decided"/> on; null for what never became a case here.</summary>
    public CaseOutcome? Outcome { get; init; }

    /// <summary>The right door that was shown when it was no police matter, or null.</summary>
    public string? Door { get; init; }

    /// <summary>Whether the records are sealed (art. 136).</summary>
    public bool IsSealed => Stage == CaseStage.Closed;

    /// <summary>Whether the police have still to decide.</summary>
    public bool IsOpen => Stage is not (CaseStage.Decided or CaseStage.Closed);

    /// <summary>Whose key staff's words stand under.</summary>
    public ParticipantId Office => new(Id);

    /// <summary>The case's own clock while it is open.</summary>
    public CaseClock? Running => Clocks.FirstOrDefault(c => c.For == CaseClockFor.Case && c.Clock.IsOpen);

    /// <summary>Whether a step was taken.</summary>
    public bool Has(string step) => Steps.Any(s => s.Code == step);

    /// <summary>The case after the facts.</summary>
    public MinorCase After(IEnumerable<CaseFact> facts) => facts.Aggregate(this, (c, f) => f.Apply(c));

    /// <summary>The same with new or changed clocks.</summary>
    internal MinorCase With(ImmutableArray<CaseClock> changed) =>
        changed.IsEmpty
            ? this
            : this with
            {
                Clocks =
                [
                    .. Clocks.Select(c => changed.FirstOrDefault(n => n.Id == c.Id) ?? c),
                    .. changed.Where(n => Clocks.All(c => c.Id != n.Id)),
                ],
            };
}
