using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Learning;

/// <summary>Propose a pilot, or propose it otherwise before it has started.</summary>
/// <param name="Goal">What it is for, in one line.</param>
/// <param name="How">What is done, and by whom.</param>
/// <param name="Beside">Codes of other units that do it along.</param>
/// <param name="Areas">Codes of the areas in which it is done.</param>
/// <param name="Against">Codes of the areas that it is compared with.</param>
/// <param name="Measure">The measure, as typed.</param>
/// <param name="From">First local day.</param>
/// <param name="Until">Last local day.</param>
/// <param name="StopPercent">The threshold of the stop rule.</param>
/// <param name="LookOn">The local day on which it is looked at.</param>
/// <param name="Cost">What it is expected to cost.</param>
public sealed record ProposePilot(
    string? Goal,
    string? How,
    ImmutableArray<string> Beside,
    ImmutableArray<string> Areas,
    ImmutableArray<string> Against,
    string? Measure,
    DateOnly? From,
    DateOnly? Until,
    int? StopPercent,
    DateOnly? LookOn,
    string? Cost
);

/// <summary>A pilot was proposed; somebody else approves it.</summary>
public sealed record PilotProposed(PilotPlan Plan, Duty Approve) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null ? new Pilot(Plan, PilotStage.Proposed, null, null, null) { Duties = [Approve] } : throw DoesNotFit(before);
}

/// <summary>It was proposed otherwise before its start; an approval of what it was before does not hold for it.</summary>
public sealed record PilotProposedAnew(PilotPlan Plan, Duty Approve, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Pilot { Stage: PilotStage.Proposed or PilotStage.Approved } it
            ? it with
            {
                Plan = Plan,
                Stage = PilotStage.Proposed,
                Duties = it.Duties.Stopped(At, "proposed-anew").Add(Approve),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on pilots that are proposed.</summary>
public static class ProposePilotRule
{
    /// <summary>The longest goal, in characters.</summary>
    public const int LongestGoal = 80;

    /// <summary>The longest other words, in characters.</summary>
    public const int LongestWords = 2000;

    /// <summary>The farthest first day, in days from today.</summary>
    public const int FarthestStart = 180;

    internal const string ApprovalClock = "pilot-approval";

    /// <summary>A supervisor proposes it for the own unit, to start on a later day; a unit above or beside decides.</summary>
    /// <param name="command">What is proposed.</param>
    /// <param name="id">Its key.</param>
    /// <param name="by">Who proposes it.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">UTC.</param>
    public static JointDecision Decide(
        ProposePilot command,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var (plan, why) = PlanOf(command, id, by, jurisdiction, now);
        return plan is null ? why! : new PilotProposed(plan, Approval(plan, jurisdiction, now));
    }

    /// <summary>A supervisor of the unit that runs it proposes it otherwise, as long as it has not started.</summary>
    public static JointDecision Anew(
        Pilot it,
        ProposePilot command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (it.Stage is not (PilotStage.Proposed or PilotStage.Approved))
        {
            return Refusal.Of(
                "pilot-is-fixed",
                "试点开始以后，目标、指标、比较的片区和停止条件都不能再改。",
                "After its start the goal, the measure, the areas compared with and the stop rule are fixed."
            );
        }
        if (by.Unit != it.Plan.Unit)
        {
            return NotYours;
        }
        var (plan, why) = PlanOf(command, it.Key, by, jurisdiction, now);
        return plan is null
            ? why!
            : new PilotProposedAnew(plan with { ProposedAt = it.Plan.ProposedAt }, Approval(plan, jurisdiction, now), now);
    }

    internal static readonly Refusal NotYours = Refusal.Of("learning-not-yours", "这一步不由您办理。", "This step is not yours.");

    internal static readonly Refusal NotAtThisStep = Refusal.Of(
        "learning-not-at-this-step",
        "现在不是这一步。",
        "It is not at this step."
    );

    private static Duty Approval(PilotPlan plan, Jurisdiction jurisdiction, DateTimeOffset now) =>
        Duty.Start(jurisdiction, ApprovalClock, DutyFor.ApprovePilot, plan.Decides, now);

    private static (PilotPlan? Plan, Refusal? Why) PlanOf(
        ProposePilot command,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (!by.Is(StaffRole.Supervisor))
        {
            return (
                null,
                Refusal.Of("only-a-leader-proposes-pilots", "只有负责人可以提出试点。", "Only a supervisor proposes a pilot.")
            );
        }
        var (goal, noGoal) = Between.Words(
            command.Goal,
            nameof(command.Goal),
            LongestGoal,
            "请用一句话写明要达到什么。",
            "Say in one line what it is for."
        );
        var (how, noHow) = Between.Words(
            command.How,
            nameof(command.How),
            LongestWords,
            "请写明做什么、谁来做。",
            "Say what is done, and by whom."
        );
        var (cost, noCost) = Between.Words(
            command.Cost,
            nameof(command.Cost),
            LongestWords,
            "请写明预计要花什么：人手、钱、因此放下的事。",
            "Say what it is expected to cost: hours, money, what is left undone for it."
        );
        var (measure, noMeasure) = Comparison.MeasureOf(command.Measure, nameof(command.Measure));
        var today = jurisdiction.Calendar.DayOf(now);
        var wrong = Refusal.All(
            noGoal,
            noHow,
            Comparison.AreasFit(command.Areas, command.Against, jurisdiction, nameof(command.Areas), nameof(command.Against)),
            command.Beside.All(jurisdiction.Units.ContainsKey)
                ? null
                : Refusals.Missing(nameof(command.Beside), "请从单位里选。", "Choose from the units."),
            noMeasure,
            Term(command, today),
            command.StopPercent is >= 1 and <= 99
                ? null
                : Refusals.Missing(
                    nameof(command.StopPercent),
                    "请填停止的界限：1 到 99 之间的整数。",
                    "Give the threshold at which it is stopped: a whole number from 1 to 99."
                ),
            LookDay(command),
            noCost
        );
        return wrong is not null
            ? (null, wrong)
            : (
                new PilotPlan(
                    id,
                    goal!,
                    how!,
                    by.Unit,
                    [.. command.Beside.Where(u => u != by.Unit).Distinct()],
                    new Comparison(
                        measure!.Code,
                        measure.Version,
                        [.. command.Areas.Distinct()],
                        [.. command.Against.Distinct()],
                        command.From!.Value,
                        command.Until!.Value
                    ),
                    new StopRule(command.StopPercent!.Value, command.LookOn!.Value),
                    cost!,
                    by.Id,
                    Between.ArbiterOf(jurisdiction, by.Unit),
                    now
                ),
                null
            );
    }

    private static Refusal? Term(ProposePilot command, DateOnly today) =>
        Comparison.TermFits(command.From, command.Until, nameof(command.From), nameof(command.Until))
        ?? (
            command.From <= today || command.From > today.AddDays(FarthestStart)
                ? Refusal.Of(
                    "pilot-starts-later",
                    $"开始的日子要在今天之后、{FarthestStart} 天以内：先批准，再开始。",
                    $"It starts after today and within {FarthestStart} days: it is approved first.",
                    nameof(command.From)
                )
                : null
        );

    private static Refusal? LookDay(ProposePilot command) =>
        command.LookOn is not { } look
            ? Refusals.Missing(
                nameof(command.LookOn),
                "请填哪一天查看停止条件。",
                "Give the day on which the stop rule is looked at."
            )
        : look <= command.From || look >= command.Until
            ? Refusal.Of(
                "look-within-the-term",
                "查看的日子要在开始和结束之间。",
                "The day to look lies between the first and the last day.",
                nameof(command.LookOn)
            )
        : null;
}
