using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Performance;

namespace SmallMatters.Domain.Learning;

/// <summary>
/// A pilot (试点): something that is tried in some areas for a term, with what it is measured by, what it is compared with and when it is
/// stopped all said before it starts (SPEC §13). After the start nothing of that changes.
/// </summary>
/// <param name="Plan">What was said before the start.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Look">What the stop rule's day showed; null before.</param>
/// <param name="OverAt">When it ended or was stopped, UTC; null before. Nothing after it is counted.</param>
/// <param name="Assessment">What came of it; null before.</param>
public sealed record Pilot(PilotPlan Plan, PilotStage Stage, PilotLook? Look, DateTimeOffset? OverAt, PilotAssessment? Assessment)
    : JointFile
{
    /// <inheritdoc/>
    public override Guid Key => Plan.Id;

    /// <inheritdoc/>
    public override string Line => Plan.Goal;

    /// <inheritdoc/>
    public override string Lead => Plan.Unit;

    /// <inheritdoc/>
    public override string At => Plan.Compared.Areas[0];

    /// <inheritdoc/>
    public override DateTimeOffset Began => Plan.ProposedAt;

    /// <inheritdoc/>
    public override bool IsOver => Stage is PilotStage.Assessed or PilotStage.TurnedDown;

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => [.. new[] { Plan.Unit, Plan.Decides }.Concat(Plan.Beside).Distinct()];

    /// <inheritdoc/>
    public override ImmutableArray<long> About => [];
}

/// <summary>What is said before the start.</summary>
/// <param name="Id">Key.</param>
/// <param name="Goal">What it is for, in one line.</param>
/// <param name="How">What is done, and by whom.</param>
/// <param name="Unit">Code of the unit that runs it.</param>
/// <param name="Beside">Codes of other units that do it along.</param>
/// <param name="Compared">Where, against where, on what measure, for which term.</param>
/// <param name="Stop">The stop rule.</param>
/// <param name="Cost">What it is expected to cost: hours, money, what is left undone for it.</param>
/// <param name="Proposer">Account of who proposed it last, who neither approves nor assesses it.</param>
/// <param name="Decides">Code of the unit whose supervisor approves and assesses it.</param>
/// <param name="ProposedAt">UTC.</param>
public sealed record PilotPlan(
    Guid Id,
    string Goal,
    string How,
    string Unit,
    ImmutableArray<string> Beside,
    Comparison Compared,
    StopRule Stop,
    string Cost,
    StaffId Proposer,
    string Decides,
    DateTimeOffset ProposedAt
);

/// <summary>When a pilot is stopped whatever anybody wishes: its measure in its areas together, past a share on a day.</summary>
/// <param name="Percent">From 1 to 99: stopped below it, or above it where less of the measure is better.</param>
/// <param name="LookOn">The local day on which somebody looks; what was closed since the start is counted.</param>
public sealed record StopRule(int Percent, DateOnly LookOn)
{
    /// <summary>Whether the counts of the pilot's areas are past the threshold; fewer than ten say nothing, and are not.</summary>
    public bool IsMet(Measure measure, MeasureCounts counts) =>
        counts.Total >= Satisfaction.Disclosure.Fewest
        && (
            measure.HigherIsBetter
                ? counts.Count * 100L < (long)Percent * counts.Total
                : counts.Count * 100L > (long)Percent * counts.Total
        );
}

/// <summary>What was seen on the day to look.</summary>
/// <param name="Counts">Counts of the pilot's areas since the start.</param>
/// <param name="Met">Whether the stop rule was met.</param>
public sealed record PilotLook(MeasureCounts Counts, bool Met);

/// <summary>What came of a pilot.</summary>
/// <param name="Outcome">Whether it worked.</param>
/// <param name="Effect">The figure as it was counted then.</param>
/// <param name="Words">What was learned.</param>
public sealed record PilotAssessment(TrialOutcome Outcome, MeasuredEffect Effect, string Words);

/// <summary>Where a pilot stands.</summary>
public enum PilotStage
{
    /// <summary>已提出，待批准.</summary>
    Proposed,

    /// <summary>已批准，待开始.</summary>
    Approved,

    /// <summary>不批准.</summary>
    TurnedDown,

    /// <summary>进行中.</summary>
    Running,

    /// <summary>已停止.</summary>
    Stopped,

    /// <summary>到期结束.</summary>
    Ended,

    /// <summary>已评估.</summary>
    Assessed,
}
