using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Hazards;

/// <summary>The written report on a major hazard (消防法第55条: to the government and the fire service).</summary>
/// <param name="To">To whom.</param>
/// <param name="Number">Number of the report.</param>
/// <param name="On">Local day.</param>
public sealed record MajorReport(string To, string Number, DateOnly On);

/// <summary>What a major hazard needs before it can be closed (五落实): five things, each in words.</summary>
/// <param name="Responsibility">责任: which post answers for it. Names nobody.</param>
/// <param name="Measures">措施: what is done.</param>
/// <param name="Money">资金: out of what it is paid.</param>
/// <param name="Time">时限: by when each step.</param>
/// <param name="Contingency">预案: what happens if it goes wrong before.</param>
public sealed record MajorPlan(string Responsibility, string Measures, string Money, string Time, string Contingency);

/// <summary>A major hazard was reported in writing.</summary>
public sealed record MajorReported(MajorReport Report, DateTimeOffset At) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Finding { IsOver: false } finding
            ? finding with
            {
                Report = Report,
                Duties = finding.Duties.Met(DutyFor.ReportMajor, At),
            }
            : throw DoesNotFit(before);
}

/// <summary>A major hazard was planned, or planned anew.</summary>
public sealed record MajorPlanned(MajorPlan Plan) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is Finding { IsOver: false } finding ? finding with { Plan = Plan } : throw DoesNotFit(before);
}

/// <summary>Decides on major hazards.</summary>
public static class MajorRule
{
    /// <summary>Code of the clock rule for the written report.</summary>
    public const string Clock = "hazard-major-report";

    /// <summary>Somebody of the accountable unit reports it in writing.</summary>
    public static JointDecision Report(
        Finding finding,
        string? to,
        string? number,
        DateOnly? on,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (Not(finding, by) is { } not)
        {
            return not;
        }
        if (finding.Report is not null)
        {
            return FindingRules.NotNow;
        }
        var (whom, noTo) = FindingRules.Line(to, "To", "请写明报告给谁。", "Say to whom.");
        var (letter, noNumber) = FindingRules.Line(number, "Number", "请写报告编号。", "Give the number of the report.");
        return Refusal.All(noTo, noNumber, FindingRules.NotAhead(on, "On", jurisdiction, now)) is { } wrong
            ? wrong
            : new MajorReported(new MajorReport(whom!, letter!, on!.Value), now);
    }

    /// <summary>Somebody of the accountable unit writes the plan: all five parts, or none is kept.</summary>
    public static JointDecision Plan(Finding finding, MajorPlanTyped typed, Actor.Staff by)
    {
        if (Not(finding, by) is { } not)
        {
            return not;
        }
        var (responsibility, one) = FindingRules.Words(
            typed.Responsibility,
            nameof(typed.Responsibility),
            "请写明哪个岗位负责。",
            "Say which post answers for it."
        );
        var (measures, two) = FindingRules.Words(typed.Measures, nameof(typed.Measures), "请写明措施。", "Say what is done.");
        var (money, three) = FindingRules.Words(typed.Money, nameof(typed.Money), "请写明资金来源。", "Say how it is paid.");
        var (time, four) = FindingRules.Words(typed.Time, nameof(typed.Time), "请写明时限。", "Say by when.");
        var (contingency, five) = FindingRules.Words(
            typed.Contingency,
            nameof(typed.Contingency),
            "请写明预案。",
            "Say what happens if it goes wrong."
        );
        return Refusal.All(one, two, three, four, five) is { } wrong
            ? wrong
            : new MajorPlanned(new MajorPlan(responsibility!, measures!, money!, time!, contingency!));
    }

    /// <summary>Why a finding cannot be closed yet, since what a major hazard needs is not there; null otherwise.</summary>
    internal static Refusal? Unready(Finding finding) =>
        finding is { File.Major: true } && (finding.Plan is null || finding.Report is null)
            ? Refusal.Of(
                "major-not-ready",
                "重大隐患要先书面报告，并落实责任、措施、资金、时限、预案五项，才能销案。",
                "A major hazard is closed only once it was reported in writing and responsibility, measures, money, time and contingency are settled."
            )
            : null;

    private static Refusal? Not(Finding finding, Actor.Staff by) =>
        FindingRules.Work(finding, by)
        ?? (
            finding.IsOver ? FindingRules.NotNow
            : finding.File.Major ? null
            : Refusal.Of("finding-not-major", "这不是重大隐患。", "This is no major hazard.")
        );
}

/// <summary>A plan as it is typed.</summary>
public sealed record MajorPlanTyped(string? Responsibility, string? Measures, string? Money, string? Time, string? Contingency);
