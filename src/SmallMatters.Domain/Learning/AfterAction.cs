using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;

namespace SmallMatters.Domain.Learning;

/// <summary>
/// An after-action note (复盘) on a closed matter or convening: what was meant, what happened, why it differed, what is kept and what is
/// changed (SPEC §13). Of the work and never of a person; read by the units that had a part in the work and by nobody else.
/// </summary>
/// <param name="Note">What it says.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Because">Why it was changed or not; null before.</param>
public sealed record AfterAction(AfterActionNote Note, AfterActionStage Stage, string? Because) : JointFile
{
    /// <inheritdoc/>
    public override Guid Key => Note.Id;

    /// <inheritdoc/>
    public override string Line => Note.Title;

    /// <inheritdoc/>
    public override string Lead => Note.Unit;

    /// <inheritdoc/>
    public override string At => Note.Area;

    /// <inheritdoc/>
    public override DateTimeOffset Began => Note.WrittenAt;

    /// <inheritdoc/>
    public override bool IsOver => Stage != AfterActionStage.ToChange;

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => Note.Units;

    /// <inheritdoc/>
    public override ImmutableArray<long> About => Note.Matters;
}

/// <summary>What a note says.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">The work, in one line.</param>
/// <param name="Unit">Code of the unit that writes it.</param>
/// <param name="Units">Codes of all units that had a part, the writing one first.</param>
/// <param name="Area">Area code.</param>
/// <param name="Matters">References of the matters, as numbers.</param>
/// <param name="Meant">What was meant to happen.</param>
/// <param name="Happened">What happened.</param>
/// <param name="Why">Why the two differed.</param>
/// <param name="Keep">What the unit keeps.</param>
/// <param name="Change">What it changes; null where it changes nothing.</param>
/// <param name="WrittenAt">UTC.</param>
public sealed record AfterActionNote(
    Guid Id,
    string Title,
    string Unit,
    ImmutableArray<string> Units,
    string Area,
    ImmutableArray<long> Matters,
    string Meant,
    string Happened,
    string Why,
    string Keep,
    PlannedChange? Change,
    DateTimeOffset WrittenAt
);

/// <summary>Something that a unit changes.</summary>
/// <param name="Words">What.</param>
/// <param name="By">The last local day.</param>
/// <param name="Post">Which post of the unit sees to it; no person is named.</param>
public sealed record PlannedChange(string Words, DateOnly By, UnitPost Post);

/// <summary>A post of a unit, whoever holds it.</summary>
public enum UnitPost
{
    /// <summary>单位负责人.</summary>
    Head,

    /// <summary>值班负责人.</summary>
    HeadOfShift,

    /// <summary>经办岗位.</summary>
    Handling,

    /// <summary>受理窗口.</summary>
    Window,

    /// <summary>巡查岗位.</summary>
    Patrol,

    /// <summary>内勤岗位.</summary>
    Office,
}

/// <summary>Where a note stands.</summary>
public enum AfterActionStage
{
    /// <summary>有要改的.</summary>
    ToChange,

    /// <summary>没有要改的.</summary>
    NothingToChange,

    /// <summary>已改.</summary>
    Changed,

    /// <summary>没有改.</summary>
    NotChanged,
}
