using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Domain.Matters;

/// <summary>How dealing with a matter ended (办理结果). Each outcome carries what the resident needs to judge it.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>Solved.</summary>
    /// <param name="WhatWasDone">For the resident.</param>
    public sealed record Solved(
        [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
            PersonalText WhatWasDone
    ) : Outcome;

    /// <summary>Partly solved. What remains is a promise of its own that stays open after closing.</summary>
    public sealed record PartlySolved(
        [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
            PersonalText WhatWasDone,
        [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
            PersonalText WhatRemains
    ) : Outcome;

    /// <summary>Cannot be solved.</summary>
    public sealed record CannotBeSolved(
        [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
            PersonalText Reason
    ) : Outcome;

    /// <summary>Not ours: a body outside this jurisdiction's units has accepted it first.</summary>
    /// <param name="AcceptedBy">Who accepted.</param>
    /// <param name="TheirNumber">Their own number for it, if they gave one.</param>
    /// <param name="Reason">Why it is theirs.</param>
    public sealed record NotOurs(
        string AcceptedBy,
        string? TheirNumber,
        [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
            PersonalText Reason
    ) : Outcome;

    /// <summary>Another lawful door (其他法定途径), told at once; needs nobody's acceptance.</summary>
    public sealed record AnotherDoor(
        Door Door,
        string Where,
        DateOnly? By,
        [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
            PersonalText Reason
    ) : Outcome;

    /// <summary>Withdrawn by who raised it.</summary>
    public sealed record Withdrawn(
        [property: PersonalField(PersonalItem.Words, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
            PersonalText? Reason
    ) : Outcome;

    /// <summary>Merged into another matter; everyone who joined stays informed there.</summary>
    public sealed record Merged(MatterId Into, Reference IntoReference) : Outcome;

    /// <summary>The outcome without its words, for lists and statistics.</summary>
    public OutcomeCode Code =>
        this switch
        {
            Solved => OutcomeCode.Solved,
            PartlySolved => OutcomeCode.PartlySolved,
            CannotBeSolved => OutcomeCode.CannotBeSolved,
            NotOurs => OutcomeCode.NotOurs,
            AnotherDoor => OutcomeCode.AnotherDoor,
            Withdrawn => OutcomeCode.Withdrawn,
            Merged => OutcomeCode.Merged,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}

/// <summary>An outcome without its words.</summary>
public enum OutcomeCode
{
    /// <summary>已解决.</summary>
    Solved,

    /// <summary>部分解决.</summary>
    PartlySolved,

    /// <summary>无法解决.</summary>
    CannotBeSolved,

    /// <summary>不属本辖区，已由他方受理.</summary>
    NotOurs,

    /// <summary>应走其他法定途径.</summary>
    AnotherDoor,

    /// <summary>已撤回.</summary>
    Withdrawn,

    /// <summary>已合并.</summary>
    Merged,
}

/// <summary>A lawful way outside this product.</summary>
public enum Door
{
    /// <summary>法院.</summary>
    Court,

    /// <summary>仲裁.</summary>
    Arbitration,

    /// <summary>行政复议.</summary>
    Reconsideration,

    /// <summary>信访.</summary>
    Petition,

    /// <summary>公安机关报案.</summary>
    Police,

    /// <summary>人民调解.</summary>
    PeoplesMediation,

    /// <summary>其他.</summary>
    Other,
}
