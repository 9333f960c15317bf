using System.Diagnostics;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.DataProtection;

/// <summary>The registers in words.</summary>
internal static class DataProtectionWords
{
    public static Bilingual Said(this OutwardFlowKind kind) =>
        kind switch
        {
            OutwardFlowKind.PartnerSubscription => new("伙伴推送", "Partner subscription"),
            OutwardFlowKind.SharingSlip => new("共享单", "Sharing slip"),
            OutwardFlowKind.OpenData => new("开放数据", "Open data"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this AssessmentStage stage) =>
        stage switch
        {
            AssessmentStage.Written => new("待批准", "Waits for approval"),
            AssessmentStage.Approved => new("已批准", "Approved"),
            AssessmentStage.Refused => new("未批准", "Not approved"),
            AssessmentStage.Ended => new("已停用", "Ended"),
            _ => throw new UnreachableException(),
        };

    /// <summary>The stage on a day: an approved one that has run out is said to have.</summary>
    public static (Bilingual Said, string Colour) On(this Assessment assessment, DateOnly today) =>
        assessment.Stage switch
        {
            AssessmentStage.Approved when !assessment.Holds(today) => (new("已到期", "Run out"), "red"),
            AssessmentStage.Approved => (assessment.Stage.Said(), "green"),
            AssessmentStage.Written => (assessment.Stage.Said(), "yellow"),
            _ => (assessment.Stage.Said(), "grey"),
        };

    public static Bilingual Said(this AssessmentFact fact) =>
        fact switch
        {
            AssessmentWritten => new("写下评估", "Written"),
            AssessmentApproved => new("批准", "Approved"),
            AssessmentRefused => new("不批准", "Not approved"),
            AssessmentEnded => new("停用", "Ended"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Words(this AssessmentFact fact) =>
        fact switch
        {
            AssessmentApproved approved => approved.Words,
            AssessmentRefused refused => refused.Words,
            AssessmentEnded ended => ended.Words,
            _ => null,
        };
}
