using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.DataProtection;

/// <summary>A second person approved it: the flow may be on.</summary>
public sealed record AssessmentApproved(string Words) : AssessmentFact
{
    /// <inheritdoc/>
    public override Assessment Apply(Assessment? assessment) =>
        assessment is { Stage: AssessmentStage.Written }
            ? assessment with
            {
                Stage = AssessmentStage.Approved,
            }
            : throw DoesNotFit(assessment);
}

/// <summary>A second person did not approve it.</summary>
public sealed record AssessmentRefused(string Words) : AssessmentFact
{
    /// <inheritdoc/>
    public override Assessment Apply(Assessment? assessment) =>
        assessment is { Stage: AssessmentStage.Written }
            ? assessment with
            {
                Stage = AssessmentStage.Refused,
            }
            : throw DoesNotFit(assessment);
}

/// <summary>The flow was ended: it is off from that moment.</summary>
public sealed record AssessmentEnded(string Words) : AssessmentFact
{
    /// <inheritdoc/>
    public override Assessment Apply(Assessment? assessment) =>
        assessment is { Stage: AssessmentStage.Written or AssessmentStage.Approved }
            ? assessment with
            {
                Stage = AssessmentStage.Ended,
            }
            : throw DoesNotFit(assessment);
}

/// <summary>Decides on approving, refusing and ending.</summary>
public static class DecideAssessmentRule
{
    /// <summary>A data-protection officer who did not write it approves it.</summary>
    public static AssessmentDecision Approve(Assessment assessment, string? words, Actor.Staff by) =>
        Second(assessment, by) is { } why ? why
        : Said(words) is (var text, null) ? new AssessmentApproved(text!)
        : Said(words).Why!;

    /// <summary>A data-protection officer who did not write it sends it back.</summary>
    public static AssessmentDecision Refuse(Assessment assessment, string? words, Actor.Staff by) =>
        Second(assessment, by) is { } why ? why
        : Said(words) is (var text, null) ? new AssessmentRefused(text!)
        : Said(words).Why!;

    /// <summary>Stopping needs no second person: whoever may write one for the unit, or a data-protection officer.</summary>
    public static AssessmentDecision End(Assessment assessment, string? words, Actor.Staff by)
    {
        if (
            !by.Is(StaffRole.DataProtectionOfficer)
            && !(by.Unit == assessment.File.Unit && WriteAssessmentRule.Writers.Any(by.Is))
        )
        {
            return DataProtectionRefusals.NotYourRole;
        }
        if (assessment.Stage is not (AssessmentStage.Written or AssessmentStage.Approved))
        {
            return AlreadyDecided;
        }
        var (text, missing) = Said(words);
        return missing is not null ? missing : new AssessmentEnded(text!);
    }

    private static Refusal AlreadyDecided { get; } =
        Refusal.Of("assessment-decided", "这份评估已经有结论了。", "This assessment was decided already.");

    private static Refusal? Second(Assessment assessment, Actor.Staff by)
    {
        if (!by.Is(StaffRole.DataProtectionOfficer))
        {
            return DataProtectionRefusals.NotYourRole;
        }
        if (assessment.Stage != AssessmentStage.Written)
        {
            return AlreadyDecided;
        }
        return by.Id.Value == assessment.File.By
            ? Refusal.Of(
                "assessment-own",
                "这份评估是您写的，要由另一个人决定。",
                "You wrote this assessment; somebody else has to decide on it."
            )
            : null;
    }

    private static (string? Text, Refusal? Why) Said(string? words) =>
        Refusals.Words(words, "Words", WriteAssessmentRule.LongestWords, "请写明理由。", "Say why.");
}
