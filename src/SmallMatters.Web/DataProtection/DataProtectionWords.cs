using System.Diagnostics;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.DataProtection;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Confidentiality;

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
            OutwardFlowKind.Transfer => new("移交回传", "Transfer by file"),
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

    public static Bilingual Said(this IncidentStage stage) =>
        stage switch
        {
            IncidentStage.Open => new("处置中", "Being dealt with"),
            IncidentStage.ClosureProposed => new("待另一人确认结束", "A second person confirms its end"),
            IncidentStage.Closed => new("已结束", "Closed"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this IncidentNoticeTo to) =>
        to switch
        {
            IncidentNoticeTo.Authority => new("已报告主管部门", "The authority was told"),
            IncidentNoticeTo.People => new("已通知当事人", "The people were told"),
            IncidentNoticeTo.NotNeeded => new("可以不通知当事人", "The people need not be told"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this IncidentFact fact) =>
        fact switch
        {
            IncidentOpened => new("登记", "Written down"),
            IncidentStepTaken => new("处置", "A step"),
            IncidentNoticeGiven given => given.To.Said(),
            IncidentClosureProposed => new("提出结束", "Its end was proposed"),
            IncidentClosed => new("确认结束", "Its end was confirmed"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Words(this IncidentFact fact) =>
        fact switch
        {
            IncidentStepTaken step => step.Words,
            IncidentNoticeGiven given => given.Words,
            IncidentClosureProposed proposed => proposed.Words,
            IncidentClosed closed => closed.Words,
            _ => null,
        };

    public static Bilingual Said(this KeptFor kept) =>
        kept switch
        {
            KeptFor.Matter => new("办结诉求的个人信息", "Personal data of settled matters"),
            KeptFor.Notice => new("已发消息的文字", "Words of messages that were sent"),
            KeptFor.Draft => new("没有提交的内容", "What was not sent"),
            KeptFor.Subscription => new("订阅", "Subscriptions"),
            KeptFor.Account => new("账号", "Accounts"),
            KeptFor.Log => new("日志", "Logs"),
            KeptFor.Case => new("已封存的小案", "Sealed minor cases"),
            KeptFor.Premises => new("场所的责任人、联络人", "Contacts of premises"),
            KeptFor.Liaison => new("治安联络员", "Liaison volunteers"),
            KeptFor.Priority => new("议题和参与", "Priorities and taking part"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this OpeningReason reason) =>
        reason switch
        {
            OpeningReason.Safety => new("有人的生命或者人身安全受到威胁", "Somebody's life or safety is at stake"),
            OpeningReason.Law => new("法律或者法院要求提供", "A law or a court asks for it"),
            OpeningReason.ResidentAsked => new("本人要求直接联系", "The resident asked to be reached in person"),
            OpeningReason.Verification => new(
                "不当面核实就无法查清，通过诉求询问没有结果",
                "It cannot be looked into without speaking to them, and asking through the matter did not do"
            ),
            _ => throw new UnreachableException(),
        };

    /// <summary>What is said of an asking that lapsed, whatever it waited for.</summary>
    public static Bilingual Lapsed { get; } = new("已过期，保持封存", "Lapsed; it stays sealed");

    public static Bilingual Said(this OpeningLine opening) => opening.Lapsed ? Lapsed : opening.State.Said();

    public static Bilingual Said(this OpeningState state) =>
        state switch
        {
            OpeningState.Asked => new("待批准", "Waits for approval"),
            OpeningState.Approved => new("已批准，可查看一次", "Approved, to be shown once"),
            OpeningState.Refused => new("未批准，保持封存", "Not approved; it stays sealed"),
            OpeningState.Shown => new("已查看，不再显示", "Shown; not shown again"),
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
