using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Supervision;

/// <summary>Write the plan against a hard problem, or write it anew.</summary>
public sealed record PlanHardProblem(string? Plan);

/// <summary>The plan was written.</summary>
public sealed record HardProblemPlanned(string Plan) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is HardProblem { Stage: HardStage.Listed } problem ? problem with { Plan = Plan } : throw DoesNotFit(before);
}

/// <summary>Review a hard problem.</summary>
public sealed record ReviewHardProblem(string? Words);

/// <summary>It was reviewed; the next review is due within a clock of its own.</summary>
public sealed record HardProblemReviewed(HardReview Review, Duty Next, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is HardProblem { Stage: HardStage.Listed } problem
            ? problem with
            {
                Reviews = problem.Reviews.Add(Review),
                Duties = problem.Duties.Met(DutyFor.ReviewHardProblem, At).Add(Next),
            }
            : throw DoesNotFit(before);
}

/// <summary>Say that a hard problem is solved, with what shows it.</summary>
public sealed record ClaimSolved(string? Evidence);

/// <summary>The leading unit says that it is solved; somebody else has to confirm that within a clock.</summary>
public sealed record SolvedClaimed(SolvedClaim Claim, Duty Confirmation, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is HardProblem { Stage: HardStage.Listed } problem
            ? problem with
            {
                Stage = HardStage.Claimed,
                Claim = Claim,
                Duties = problem.Duties.Stopped(At, "claimed").Add(Confirmation),
            }
            : throw DoesNotFit(before);
}

/// <summary>What somebody who looked says to a claim.</summary>
public enum SolvedFinding
{
    /// <summary>确认解决.</summary>
    Confirmed,

    /// <summary>还没有解决.</summary>
    NotYet,
}

/// <summary>Confirm that a hard problem is solved, or say that it is not.</summary>
/// <param name="As">Which; null when nothing was chosen.</param>
/// <param name="Words">How that was found out.</param>
public sealed record ConfirmSolved(SolvedFinding? As, string? Words);

/// <summary>Somebody other than the leader confirmed it; it leaves the list.</summary>
public sealed record SolvedConfirmed(string Words, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is HardProblem { Stage: HardStage.Claimed } problem
            ? problem with
            {
                Stage = HardStage.Solved,
                Duties = problem.Duties.Met(DutyFor.ConfirmSolved, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>It is not solved: it stays on the list, with its reviews.</summary>
public sealed record SolvedNotConfirmed(string Words, Duty Review, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is HardProblem { Stage: HardStage.Claimed } problem
            ? problem with
            {
                Stage = HardStage.Listed,
                Claim = null,
                Duties = problem.Duties.Met(DutyFor.ConfirmSolved, At).Add(Review),
            }
            : throw DoesNotFit(before);
}

/// <summary>Decides on the work on hard problems.</summary>
public static class WorkHardProblemRule
{
    /// <summary>Code of the clock rule of reviews.</summary>
    public const string ReviewClock = "hard-list-review";

    /// <summary>The leading unit plans.</summary>
    public static JointDecision Plan(HardProblem problem, PlanHardProblem command, Actor.Staff by)
    {
        if (HardMay.Work(problem, by) is { } why)
        {
            return why;
        }
        var (plan, none) = Words(
            command.Plan,
            nameof(command.Plan),
            "请写明怎么解决、谁做、什么时候。",
            "Say how, who and when."
        );
        if (none is not null)
        {
            return none;
        }
        return plan == problem.Plan
            ? Refusal.Of(
                "plan-unchanged",
                "没有改动，没有保存。",
                "Nothing was changed, and nothing was written.",
                nameof(command.Plan)
            )
            : new HardProblemPlanned(plan!);
    }

    /// <summary>The leading unit reviews.</summary>
    public static JointDecision Review(
        HardProblem problem,
        ReviewHardProblem command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (HardMay.Work(problem, by) is { } why)
        {
            return why;
        }
        var (words, none) = Words(
            command.Words,
            nameof(command.Words),
            "请写明有什么变化，下一步做什么。",
            "Say what has changed and what comes next."
        );
        return none is not null
            ? none
            : new HardProblemReviewed(
                new HardReview(jurisdiction.Calendar.DayOf(now), words!),
                Duty.Start(jurisdiction, ReviewClock, DutyFor.ReviewHardProblem, problem.File.Unit, now),
                now
            );
    }

    /// <summary>The leading unit says that it is solved. Without a plan nobody could say what has worked.</summary>
    public static JointDecision Claim(
        HardProblem problem,
        ClaimSolved command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (HardMay.Work(problem, by) is { } why)
        {
            return why;
        }
        if (problem.Plan is null)
        {
            return Refusal.Of("hard-problem-without-plan", "请先写方案。", "Write the plan first.");
        }
        var (evidence, none) = Words(
            command.Evidence,
            nameof(command.Evidence),
            "请写明凭什么说已经解决。",
            "Say what shows that it is solved."
        );
        return none is not null
            ? none
            : new SolvedClaimed(
                new SolvedClaim(by.Id, evidence!),
                Duty.Start(jurisdiction, "hard-list-confirmation", DutyFor.ConfirmSolved, problem.File.Confirms, now),
                now
            );
    }

    /// <summary>
    /// Somebody of the confirming unit confirms it or sends it back: never the leader, and never who said that it was solved.
    /// </summary>
    public static JointDecision Confirm(
        HardProblem problem,
        ConfirmSolved command,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (problem.Stage != HardStage.Claimed)
        {
            return HardMay.NotAtThisStep;
        }
        if (problem.File.Confirms != by.Unit || !May.DealsWithMatters(by))
        {
            return Refusal.Of("another-unit-confirms", "由别的单位确认是否解决。", "Another unit confirms whether it is solved.");
        }
        if (by.Id == problem.File.Leader || by.Id == problem.Claim!.By)
        {
            return Refusal.Of(
                "not-by-the-leader",
                "牵头人和提交人不能自己确认，请同事确认。",
                "Neither the leader nor who said so confirms it; a colleague does."
            );
        }
        var unchosen =
            command.As is { } chosen && Enum.IsDefined(chosen)
                ? null
                : Refusals.Missing(nameof(command.As), "请选择是否解决。", "Choose whether it is solved.");
        var (words, none) = Words(command.Words, nameof(command.Words), "请写明怎样核实的。", "Say how you found out.");
        return Refusal.All(unchosen, none) is { } wrong ? wrong
            : command.As == SolvedFinding.Confirmed ? new SolvedConfirmed(words!, now)
            : new SolvedNotConfirmed(
                words!,
                Duty.Start(jurisdiction, ReviewClock, DutyFor.ReviewHardProblem, problem.File.Unit, now),
                now
            );
    }

    private static (string? Text, Refusal? Why) Words(string? typed, string field, string zh, string en) =>
        Between.Words(typed, field, HardMay.LongestWords, zh, en);
}
