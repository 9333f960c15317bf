using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Domain.Matters;

/// <summary>
/// A supporting unit's share of a matter (协办任务), with a clock of its own. The matter does not close while it is open, and
/// nothing that happens to the matter ends it.
/// </summary>
/// <param name="Id">Key; also the subject of its clocks.</param>
/// <param name="Unit">Code of the unit that was asked.</param>
/// <param name="Title">What it is about, in one line that the resident reads too.</param>
/// <param name="Task">What the unit is asked to do.</param>
/// <param name="State">Where it stands.</param>
public sealed record Part(
    Guid Id,
    string Unit,
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Title,
    [property: PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Task,
    PartState State
)
{
    /// <summary>Who of the unit deals with it, once it has been accepted.</summary>
    public StaffId? Handler { get; init; }

    /// <summary>What of the matter was passed on to the unit besides the task. Shown only while the part is in hand.</summary>
    public ImmutableArray<PartField> PassedOn { get; init; } = [];

    /// <summary>How it ended.</summary>
    public PartOutcome? Outcome { get; init; }

    /// <summary>What came of it, for the resident.</summary>
    [PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public PersonalText? Words { get; init; }

    /// <summary>How often a unit gave it back.</summary>
    public int Returns { get; init; }

    /// <summary>Code of the unit that an overdue clock of the part has gone up to; null while nothing is overdue.</summary>
    public string? EscalatedTo { get; init; }

    /// <summary>Whether an outside partner was asked, which has no accounts here.</summary>
    public bool Outside { get; init; }

    /// <summary>The links that were given to the outside partner, the latest last.</summary>
    public ImmutableArray<PartnerLink> Links { get; init; } = [];

    /// <summary>Whether it holds the matter open.</summary>
    public bool IsOpen => State is PartState.Asked or PartState.InHand or PartState.Returned;

    /// <summary>Code of the unit that is accountable for it: the matter's owner until the asked unit has accepted.</summary>
    public string Accountable(string owner) => State == PartState.InHand ? Unit : owner;

    /// <summary>Two parts are equal when all that they hold is, lists compared in order.</summary>
    public bool Equals(Part? other) =>
        other is not null
        && (Id, Unit, Title, Task, State) == (other.Id, other.Unit, other.Title, other.Task, other.State)
        && (Handler, Outcome, Words, Returns, EscalatedTo)
            == (other.Handler, other.Outcome, other.Words, other.Returns, other.EscalatedTo)
        && Outside == other.Outside
        && PassedOn.SequenceEqual(other.PassedOn)
        && Links.SequenceEqual(other.Links);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Unit, State, Outcome, Returns);
}

/// <summary>Where a part stands.</summary>
public enum PartState
{
    /// <summary>待答复: the unit has been asked; the owner is accountable.</summary>
    Asked,

    /// <summary>协办中: the unit accepted and is accountable.</summary>
    InHand,

    /// <summary>已退回: the unit gave it back; the owner is accountable.</summary>
    Returned,

    /// <summary>已办结: the unit said what came of it.</summary>
    Ended,

    /// <summary>已收回: the owner took it back, with a reason.</summary>
    TakenBack,

    /// <summary>居民取消: the resident does not need it any more.</summary>
    CalledOff,
}

/// <summary>How a part ended.</summary>
public enum PartOutcome
{
    /// <summary>已完成.</summary>
    Done,

    /// <summary>部分完成.</summary>
    PartlyDone,

    /// <summary>无法完成.</summary>
    CannotBeDone,
}

/// <summary>Something of the matter that a supporting unit sees only when it was passed on.</summary>
public enum PartField
{
    /// <summary>诉求原文: the resident's own words.</summary>
    Description,

    /// <summary>照片: the photos that came with it.</summary>
    Photos,

    /// <summary>门牌: the door, beyond building and entrance.</summary>
    Door,

    /// <summary>联系方式: how to reach who raised it.</summary>
    Contact,
}
