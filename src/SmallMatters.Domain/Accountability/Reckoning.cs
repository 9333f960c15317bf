using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Accountability;

/// <summary>
/// A reckoning (奖惩): credit that is given to a unit, or accountability that a unit is held to, as a decision with evidence, a named
/// leader, a right of reply, an appeal and an effect (SPEC §11). It is about what a unit did and never about a handler; a penalty of
/// a member of staff is the personnel law's and is not decided here.
/// </summary>
/// <param name="File">What does not change.</param>
/// <param name="Reply">What the unit answered to the proposal; null when nothing yet.</param>
/// <param name="Decision">What was decided; null before.</param>
/// <param name="Appeal">The appeal; null for none.</param>
/// <param name="Correction">What was put right, where that was the effect; null before.</param>
public sealed record Reckoning(
    ReckoningFile File,
    string? Reply,
    ReckoningDecision? Decision,
    ReckoningAppeal? Appeal,
    string? Correction
) : JointFile
{
    /// <summary>Where it stands.</summary>
    public ReckoningStage Stage =>
        Decision is null ? ReckoningStage.Proposed
        : !Decision.Upheld ? ReckoningStage.Dropped
        : Appeal is { Upheld: false } ? ReckoningStage.Lifted
        : Appeal is { Upheld: null } ? ReckoningStage.Appealed
        : Appeal is null && Duties.Open(DutyFor.AppealReckoning) is not null ? ReckoningStage.Decided
        : ReckoningStage.Final;

    /// <inheritdoc/>
    public override Guid Key => File.Id;

    /// <inheritdoc/>
    public override string Line => File.Title;

    /// <inheritdoc/>
    public override string Lead => File.Unit;

    /// <inheritdoc/>
    public override string At => File.Area;

    /// <inheritdoc/>
    public override DateTimeOffset Began => File.ProposedAt;

    /// <inheritdoc/>
    public override bool IsOver =>
        Stage is ReckoningStage.Dropped or ReckoningStage.Lifted
        || (Stage == ReckoningStage.Final && Duties.Open(DutyFor.CorrectAfterReckoning) is null);

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units =>
        [.. new[] { File.Unit, File.ProposedBy, File.Decides, File.Appeals }.Distinct()];

    /// <inheritdoc/>
    public override ImmutableArray<long> About => File.Evidence;
}

/// <summary>What does not change about a reckoning.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">What was done, in one line. For credit it stands in public once it is final.</param>
/// <param name="Ground">Why, as one of the known grounds.</param>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the unit that it is about.</param>
/// <param name="Leader">Account of the named leader of that unit, who has the right of reply.</param>
/// <param name="Account">What happened and what shows it.</param>
/// <param name="Evidence">References of the matters that show it, as numbers.</param>
/// <param name="Document">Number of a paper that shows it, or null.</param>
/// <param name="CopiedBy">Codes of the units that copied a practice; empty for any other ground.</param>
/// <param name="ProposedBy">Code of the unit that proposed it.</param>
/// <param name="Proposer">Account of who proposed it, who does not decide it.</param>
/// <param name="Decides">Code of the unit that decides.</param>
/// <param name="Appeals">Code of the unit that decides on an appeal.</param>
/// <param name="ProposedAt">UTC.</param>
public sealed record ReckoningFile(
    Guid Id,
    string Title,
    Ground Ground,
    string Area,
    string Unit,
    StaffId Leader,
    string Account,
    ImmutableArray<long> Evidence,
    string? Document,
    ImmutableArray<string> CopiedBy,
    string ProposedBy,
    StaffId Proposer,
    string Decides,
    string Appeals,
    DateTimeOffset ProposedAt
);

/// <summary>Where a reckoning stands.</summary>
public enum ReckoningStage
{
    /// <summary>已提出，听取说明.</summary>
    Proposed,

    /// <summary>已决定，可以申诉.</summary>
    Decided,

    /// <summary>申诉中.</summary>
    Appealed,

    /// <summary>生效.</summary>
    Final,

    /// <summary>不予认定.</summary>
    Dropped,

    /// <summary>申诉后撤销.</summary>
    Lifted,
}

/// <summary>What was decided.</summary>
/// <param name="Upheld">Whether it was found to be so.</param>
/// <param name="Effect">What follows; null when it was not.</param>
/// <param name="CorrectBy">Last local day of a correction; null for any other effect.</param>
/// <param name="Reasons">Why, with what the unit had answered weighed.</param>
public sealed record ReckoningDecision(bool Upheld, Effect? Effect, DateOnly? CorrectBy, string Reasons);

/// <summary>An appeal.</summary>
/// <param name="Words">Why the unit or its leader appeals.</param>
/// <param name="Upheld">Whether the decision stands; null while it is not decided.</param>
/// <param name="Reasons">Why; null while it is not decided.</param>
public sealed record ReckoningAppeal(string Words, bool? Upheld, string? Reasons);

/// <summary>What follows from a reckoning.</summary>
public enum Effect
{
    /// <summary>表扬: credit is told in public.</summary>
    Commend,

    /// <summary>推广: the practice is recommended to others, and told in public.</summary>
    Recommend,

    /// <summary>提醒: the unit is told in writing.</summary>
    Remind,

    /// <summary>限期改正: the unit puts it right by a day.</summary>
    Correct,

    /// <summary>约谈: a leader above speaks with the unit's leader.</summary>
    Talk,

    /// <summary>移送: handed to the organ that the law gives the power; the product punishes nobody.</summary>
    Refer,
}
