using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Supervision;

namespace SmallMatters.Domain.Participation;

/// <summary>Where a priority stands.</summary>
public enum PriorityStage
{
    /// <summary>待查看: not public until somebody has looked.</summary>
    Held,

    /// <summary>征集支持: public, and can be supported.</summary>
    Open,

    /// <summary>已隐藏.</summary>
    Hidden,

    /// <summary>已采纳.</summary>
    Adopted,

    /// <summary>不采纳.</summary>
    Declined,

    /// <summary>有结果.</summary>
    Done,

    /// <summary>已撤回, by who proposed it.</summary>
    Withdrawn,
}

/// <summary>Why a priority is hidden. That it criticises a unit is no reason, and there is no other one.</summary>
public enum HideReason
{
    /// <summary>写到了具体的人.</summary>
    NamesSomebody,

    /// <summary>辱骂、歧视.</summary>
    Insults,

    /// <summary>广告.</summary>
    Advertising,

    /// <summary>是一件具体的诉求: it is a matter of one person, who is told how to raise it.</summary>
    OneMatter,

    /// <summary>涉密.</summary>
    Secret,

    /// <summary>法律禁止发布.</summary>
    Unlawful,
}

/// <summary>What a unit says of a priority in public.</summary>
public enum PriorityMove
{
    /// <summary>采纳, with the reason.</summary>
    Adopt,

    /// <summary>不采纳, with the reason.</summary>
    Decline,

    /// <summary>安排一件事: what, who, by when.</summary>
    Act,

    /// <summary>一件事的结果.</summary>
    EndAct,

    /// <summary>总的结果.</summary>
    Finish,
}

/// <summary>Something that a unit will do about a priority.</summary>
/// <param name="Number">1, 2, 3 … within the priority.</param>
/// <param name="What">What, in public words.</param>
/// <param name="Unit">Code of the unit that does it.</param>
/// <param name="Post">The post that answers for it.</param>
/// <param name="DueOn">Local day, as promised; it is not changed afterwards.</param>
public sealed record PriorityAction(int Number, string What, string Unit, LeaderPost Post, DateOnly DueOn)
{
    /// <summary>Local day on which it ended; null while it is to be done.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Whether it was done; false when it cannot be.</summary>
    public bool Done { get; init; }

    /// <summary>What came of it, or why it cannot be done.</summary>
    public string? Result { get; init; }

    /// <summary>How it stands on a local day, and in which colour.</summary>
    public (Bilingual Said, string Colour) Standing(DateOnly today) =>
        EndedOn is { } ended
            ? Done
                ? ended <= DueOn
                    ? (new("按时做到", "Done in time"), "green")
                    : (new("做到了，晚了", "Done, late"), "yellow")
                : (new("做不到", "Cannot be done"), "red")
            : DueOn < today
                ? (new("已超期", "Overdue"), "red")
                : (new("正在做", "To be done"), "blue");
}

/// <summary>What a unit wants to say of a priority, before a second person has released it.</summary>
/// <param name="Move">What it does.</param>
/// <param name="Words">The words for everybody.</param>
/// <param name="By">The account that prepared it.</param>
public sealed record PriorityStep(PriorityMove Move, string Words, Guid By)
{
    /// <summary>Of <see cref="PriorityMove.EndAct"/>: which action.</summary>
    public int? Number { get; init; }

    /// <summary>Of <see cref="PriorityMove.EndAct"/>: whether it was done.</summary>
    public bool? Done { get; init; }

    /// <summary>Of <see cref="PriorityMove.Act"/>: code of the unit.</summary>
    public string? Unit { get; init; }

    /// <summary>Of <see cref="PriorityMove.Act"/>: the post.</summary>
    public LeaderPost? Post { get; init; }

    /// <summary>Of <see cref="PriorityMove.Act"/>: local day.</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>
/// A priority (议题): something that residents or a unit want taken up in an area. Its facts hold no word of a resident and nobody who
/// supports it; the words are sealed beside them.
/// </summary>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the unit that answers it.</param>
/// <param name="Since">Local day on which it was proposed.</param>
/// <param name="Stage">Where it stands.</param>
public sealed record Priority(string Area, string Unit, DateOnly Since, PriorityStage Stage)
{
    /// <summary>The account of the unit that proposed it; null when a resident did.</summary>
    public Guid? ProposedBy { get; init; }

    /// <summary>Why it is hidden.</summary>
    public HideReason? Because { get; init; }

    /// <summary>Code of the unit that hid it.</summary>
    public string? HiddenBy { get; init; }

    /// <summary>Local day on which it was hidden, or on which the appeal left it so.</summary>
    public DateOnly? HiddenOn { get; init; }

    /// <summary>Whether an appeal was made; there is one.</summary>
    public bool Appealed { get; init; }

    /// <summary>Whether an appeal waits for a decision.</summary>
    public bool AppealWaits { get; init; }

    /// <summary>Why it was adopted or declined.</summary>
    public string? Reason { get; init; }

    /// <summary>What is done about it.</summary>
    public ImmutableArray<PriorityAction> Actions { get; init; } = [];

    /// <summary>What came of it.</summary>
    public string? Result { get; init; }

    /// <summary>What waits for a second person.</summary>
    public PriorityStep? Prepared { get; init; }

    /// <summary>Whether it is for everybody.</summary>
    public bool IsPublic => Stage is PriorityStage.Open or PriorityStage.Adopted or PriorityStage.Declined or PriorityStage.Done;

    /// <summary>Whether nothing more happens to it but, when hidden, an appeal.</summary>
    public bool HasEnded =>
        Stage is PriorityStage.Declined or PriorityStage.Done or PriorityStage.Withdrawn
        || (Stage == PriorityStage.Hidden && Appealed && !AppealWaits);
}

/// <summary>What came of a decision.</summary>
public sealed record PriorityDecision(PriorityFact? Fact, Refusal? Why)
{
    /// <summary>A fact is a decision.</summary>
    public static implicit operator PriorityDecision(PriorityFact fact) => new(fact, null);

    /// <summary>A refusal is a decision.</summary>
    public static implicit operator PriorityDecision(Refusal why) => new(null, why);
}
