using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Learning;

/// <summary>
/// A practice card (经验): what was done, what it cost, what it changed against other places, what did not work, and who copied it
/// (SPEC §13). Written by one person and released by a second; public from then on.
/// </summary>
/// <param name="Card">What it says.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Reason">Why it was sent back or withdrawn; null otherwise.</param>
/// <param name="ReadBy">Codes of all units on the day of its release, which may copy it.</param>
/// <param name="Copies">Who copied it, in order.</param>
public sealed record Practice(
    PracticeCard Card,
    PracticeStage Stage,
    string? Reason,
    ImmutableArray<string> ReadBy,
    ImmutableArray<PracticeCopy> Copies
) : JointFile
{
    /// <inheritdoc/>
    public override Guid Key => Card.Id;

    /// <inheritdoc/>
    public override string Line => Card.Title;

    /// <inheritdoc/>
    public override string Lead => Card.Unit;

    /// <inheritdoc/>
    public override string At => Card.Effect.Compared.Areas[0];

    /// <inheritdoc/>
    public override DateTimeOffset Began => Card.WrittenAt;

    /// <inheritdoc/>
    public override bool IsOver => Stage == PracticeStage.Withdrawn;

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => [.. new[] { Card.Unit, Card.Releases }.Concat(ReadBy).Distinct()];

    /// <inheritdoc/>
    public override ImmutableArray<long> About => [];
}

/// <summary>What a card says.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">What was done, in one line.</param>
/// <param name="Unit">Code of the unit that did it.</param>
/// <param name="Context">What it was like before, and where.</param>
/// <param name="Steps">What was done, step by step.</param>
/// <param name="Cost">What it cost: hours, money, what was left undone for it.</param>
/// <param name="Failures">What did not work in it.</param>
/// <param name="Outcome">Whether it worked.</param>
/// <param name="Effect">The figure, as it was counted then.</param>
/// <param name="Pilot">Key of the pilot that it comes from; null for the unit's own work.</param>
/// <param name="Writer">Account of who wrote it last, who does not release it.</param>
/// <param name="Releases">Code of the unit whose supervisor releases it.</param>
/// <param name="WrittenAt">UTC.</param>
public sealed record PracticeCard(
    Guid Id,
    string Title,
    string Unit,
    string Context,
    string Steps,
    string Cost,
    string Failures,
    TrialOutcome Outcome,
    MeasuredEffect Effect,
    Guid? Pilot,
    StaffId Writer,
    string Releases,
    DateTimeOffset WrittenAt
);

/// <summary>A unit copies a practice.</summary>
/// <param name="Id">Key.</param>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Compared">Where it does it, against all areas in which nobody does.</param>
/// <param name="Outcome">Whether it worked again; null while that is not said.</param>
/// <param name="Effect">The figure as it was counted then; null before.</param>
/// <param name="Words">What was different there; null before.</param>
public sealed record PracticeCopy(
    Guid Id,
    string Unit,
    Comparison Compared,
    TrialOutcome? Outcome = null,
    MeasuredEffect? Effect = null,
    string? Words = null
);

/// <summary>Where a card stands.</summary>
public enum PracticeStage
{
    /// <summary>已写，待核对.</summary>
    Written,

    /// <summary>退回.</summary>
    SentBack,

    /// <summary>已公开.</summary>
    Released,

    /// <summary>已撤下.</summary>
    Withdrawn,
}
