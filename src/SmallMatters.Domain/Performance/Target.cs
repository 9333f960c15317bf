using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Performance;

/// <summary>
/// A target (目标): what is to be reached on one measure by a day, who owns it and who leads it. Targets are broken down: an area's
/// into units', a unit's into tasks that are done or not done. Nobody's person is a target's subject.
/// </summary>
/// <param name="File">What does not change.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Account">What came of it; null until it is said.</param>
public sealed record Target(TargetFile File, TargetStage Stage, TargetAccount? Account) : JointFile
{
    /// <inheritdoc/>
    public override Guid Key => File.Id;

    /// <inheritdoc/>
    public override string Line => File.Title;

    /// <inheritdoc/>
    public override string Lead => File.Unit;

    /// <inheritdoc/>
    public override string At => File.Area;

    /// <inheritdoc/>
    public override DateTimeOffset Began => File.SetAt;

    /// <inheritdoc/>
    public override bool IsOver => Stage != TargetStage.Set;

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => File.Unit == File.SetBy ? [File.Unit] : [File.Unit, File.SetBy];

    /// <inheritdoc/>
    public override ImmutableArray<long> About => [];
}

/// <summary>What does not change about a target.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">What is to be done, in one line.</param>
/// <param name="Level">What it is a target of.</param>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the unit that owns it.</param>
/// <param name="Measure">Its measure.</param>
/// <param name="MeasureVersion">Version of the measure when it was set.</param>
/// <param name="Percent">The share to be reached, in whole per cent; for a measure that is better when lower, not to be exceeded.</param>
/// <param name="From">First local day of its term.</param>
/// <param name="Until">Last local day.</param>
/// <param name="Leader">Account of the named leader.</param>
/// <param name="Parent">Key of the target that it is a part of; null for none.</param>
/// <param name="SetBy">Code of the unit that set it.</param>
/// <param name="SetAt">UTC.</param>
public sealed record TargetFile(
    Guid Id,
    string Title,
    TargetLevel Level,
    string Area,
    string Unit,
    MeasureCode Measure,
    int MeasureVersion,
    int Percent,
    DateOnly From,
    DateOnly Until,
    StaffId Leader,
    Guid? Parent,
    string SetBy,
    DateTimeOffset SetAt
);

/// <summary>What a target is a target of.</summary>
public enum TargetLevel
{
    /// <summary>片区: the measure over everything in an area.</summary>
    Area,

    /// <summary>单位: the measure over what a unit deals with.</summary>
    Unit,

    /// <summary>任务: a piece of work towards the target above it; done or not.</summary>
    Task,
}

/// <summary>Where a target stands.</summary>
public enum TargetStage
{
    /// <summary>进行中.</summary>
    Set,

    /// <summary>已达到.</summary>
    Reached,

    /// <summary>没有达到.</summary>
    NotReached,

    /// <summary>不再做.</summary>
    GivenUp,
}

/// <summary>How a measure stands to a target, by its interval.</summary>
public enum TargetStands
{
    /// <summary>达到: the whole interval is on the good side.</summary>
    Reached,

    /// <summary>没有达到: the whole interval is on the other side.</summary>
    NotReached,

    /// <summary>还说不准: the interval holds the target.</summary>
    Unclear,

    /// <summary>太少: too few to say anything.</summary>
    TooFew,
}

/// <summary>What came of a target, as its owner accounts for it.</summary>
/// <param name="Count">Numerator of the measure over the term, as the product counted it then; 0 for a task.</param>
/// <param name="Total">Its denominator; 0 for a task.</param>
/// <param name="Words">What was done, what helped and what did not.</param>
public sealed record TargetAccount(int Count, int Total, string Words);
