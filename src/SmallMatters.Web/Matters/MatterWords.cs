using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Matters;

/// <summary>The words that staff read for the closed lists of the domain.</summary>
public static class MatterWords
{
    public static Bilingual Said(this Kind kind) =>
        kind switch
        {
            Kind.Enquiry => new("咨询", "Enquiry"),
            Kind.Request => new("求助", "Request"),
            Kind.Complaint => new("投诉", "Complaint"),
            Kind.Report => new("举报", "Report"),
            Kind.Suggestion => new("建议", "Suggestion"),
            Kind.Praise => new("表扬", "Praise"),
            Kind.Dispute => new("纠纷", "Dispute"),
            Kind.Hazard => new("隐患", "Hazard"),
            Kind.MinorCase => new("小案", "Minor case"),
            Kind.Conduct => new("对工作人员的意见", "Conduct of staff"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this Origin origin) =>
        origin switch
        {
            Origin.Resident => new("居民本人", "The resident"),
            Origin.OnBehalf => new("代居民提交", "On the resident's behalf"),
            Origin.Transferred => new("其他系统转来", "Transferred from another system"),
            Origin.Volunteer => new("治安联络员", "A liaison volunteer"),
            Origin.Staff => new("工作人员发现", "Found by staff"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this Channel channel) =>
        channel switch
        {
            Channel.Web => new("网页", "Web page"),
            Channel.Window => new("窗口或上门", "Window or visit"),
            Channel.Phone => new("电话", "Telephone"),
            Channel.Chat => new("聊天消息", "Chat message"),
            Channel.Open311 => new("Open311 接口", "Open311"),
            Channel.TransferFile => new("转办文件", "Transfer file"),
            Channel.Import => new("导入", "Import"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this Stage stage) =>
        stage switch
        {
            Stage.Open => new("办理中", "In hand"),
            Stage.Closed => new("待评价", "Awaiting the verdict"),
            Stage.UnderReview => new("复查中", "Under review"),
            Stage.Settled => new("已办结", "Settled"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The colour of the stage's tag; the words say the same.</summary>
    public static string Colour(this Stage stage) =>
        stage switch
        {
            Stage.Open => "blue",
            Stage.Closed => "yellow",
            Stage.UnderReview => "purple",
            _ => "grey",
        };

    public static Bilingual Said(this OutcomeCode outcome) =>
        outcome switch
        {
            OutcomeCode.Solved => new("已解决", "Solved"),
            OutcomeCode.PartlySolved => new("部分解决", "Partly solved"),
            OutcomeCode.CannotBeSolved => new("无法解决", "Cannot be solved"),
            OutcomeCode.NotOurs => new("不属本辖区，他方已受理", "Not ours; somebody else has accepted it"),
            OutcomeCode.AnotherDoor => new("应走其他法定途径", "Another lawful door"),
            OutcomeCode.Withdrawn => new("已撤回", "Withdrawn"),
            OutcomeCode.Merged => new("已合并", "Merged"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this Door door) =>
        door switch
        {
            Door.Court => new("人民法院", "Court"),
            Door.Arbitration => new("仲裁", "Arbitration"),
            Door.Reconsideration => new("行政复议", "Administrative reconsideration"),
            Door.Petition => new("信访", "Petition"),
            Door.Police => new("公安机关报案", "Reporting to the police"),
            Door.PeoplesMediation => new("人民调解", "People's mediation"),
            Door.Other => new("其他途径", "Another way"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this ClockFor purpose) =>
        purpose switch
        {
            ClockFor.FirstContact => new("首次联系", "First contact"),
            ClockFor.Handle => new("办理", "Dealing with it"),
            ClockFor.Question => new("等居民补充", "Waiting for the resident's answer"),
            ClockFor.HandOver => new("移交答复", "Answer to the hand-over"),
            ClockFor.VerdictWindow => new("居民评价", "The resident's verdict"),
            ClockFor.ReopenDecision => new("重办决定", "Decision on reopening"),
            ClockFor.InternalReview => new("内部复查", "Internal review"),
            ClockFor.Designation => new("指定承办", "Designating the owner"),
            ClockFor.PartAnswer => new("协办答复", "Answer to a part"),
            ClockFor.Part => new("协办", "Dealing with a part"),
            ClockFor.IdentityOpening => new("启封决定", "Decision on opening an identity"),
            ClockFor.Right => new("答复个人信息请求", "Answering a request about one's own data"),
            ClockFor.Route => new("法定途径回执", "Receipt of the lawful route"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this QuestionState state) =>
        state switch
        {
            QuestionState.Waiting => new("等居民回答", "Waiting for the resident"),
            QuestionState.Answered => new("居民已回答", "Answered by the resident"),
            QuestionState.Lapsed => new("到期未回答", "Came back unanswered"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this ThreatTo to) =>
        to switch
        {
            ThreatTo.Person => new("人身安全", "Somebody's life or body"),
            ThreatTo.Property => new("财物、住处", "Somebody's things or home"),
            ThreatTo.Self => new("说话人自己的生命", "The speaker's own life"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>A place to stand behind its area; null when there is none, or when it says the area's name once more.</summary>
    public static string? Behind(this string? place, Bilingual area) =>
        place?.Trim() is { Length: > 0 } said && said != area.Zh && !said.Equals(area.En, StringComparison.OrdinalIgnoreCase)
            ? said
            : null;

    /// <summary>Where a promise stands on a local day: one whose day has not passed is not yet broken.</summary>
    public static Bilingual Said(this Promise promise, DateOnly today) => Said(promise.State, promise.DueOn, today);

    /// <summary>The same, as the part follows that it is about: what an outside partner said is done waits for confirmation only.</summary>
    public static Bilingual Said(this Promise promise, Matter matter, DateOnly today) =>
        KeepPromiseRule.SaidDone(matter, promise) is null ? promise.Said(today) : SaidToBeDone;

    /// <summary>Where a promise of an outside partner stands that said it is done.</summary>
    public static Bilingual SaidToBeDone { get; } =
        new("对方说已办好，待主办单位核实", "Said to be done; the owner has still to confirm it");

    /// <summary>Where a promise stands of which no more is known.</summary>
    public static Bilingual Said(PromiseState state, DateOnly dueOn, DateOnly today) =>
        state switch
        {
            PromiseState.Open when dueOn < today => new("逾期未兑现", "Overdue and not kept"),
            PromiseState.Open => new("待兑现", "Not due yet"),
            PromiseState.Kept => new("已兑现", "Kept"),
            PromiseState.KeptLate => new("逾期兑现", "Kept late"),
            PromiseState.GivenUp => new("已说明原因取消", "Given up with a reason"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this YesPartlyNo answer) =>
        answer switch
        {
            YesPartlyNo.Yes => new("是", "Yes"),
            YesPartlyNo.Partly => new("部分", "Partly"),
            YesPartlyNo.No => new("否", "No"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this ParticipantRole role) =>
        role switch
        {
            ParticipantRole.Raiser => new("提出人", "Raised it"),
            ParticipantRole.Joined => new("加入的居民", "Joined it"),
            ParticipantRole.Helper => new("代办人", "Acts for who raised it"),
            ParticipantRole.FormerHelper => new("代办人（链接已收回）", "Acted for who raised it; the link was taken back"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this ReviewCause cause) =>
        cause switch
        {
            ReviewCause.Verdict => new("评价不满意", "A dissatisfied verdict"),
            ReviewCause.InternalReview => new("申请内部复查", "An internal review was asked for"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this Settlement settlement) =>
        settlement switch
        {
            Settlement.Verdict => new("居民已评价", "Judged by the resident"),
            Settlement.NoVerdict => new("评价期内未评价", "No verdict in its window"),
            Settlement.Review => new("复查维持原结果", "The review let the result stand"),
            Settlement.Ended => new("撤回或合并", "Withdrawn or merged"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static Bilingual Said(this InboxTab tab) =>
        tab switch
        {
            InboxTab.Mine => new("我承办的", "Mine"),
            InboxTab.Unit => new("本单位", "My unit"),
            InboxTab.NotTaken => new("待接手", "Not taken yet"),
            InboxTab.Overdue => new("已超期", "Overdue"),
            InboxTab.Asked => new("请我们接手或裁定", "Asked of us"),
            InboxTab.Escalated => new("上报到我们", "Escalated to us"),
            InboxTab.AwaitingVerdict => new("待评价", "Awaiting the verdict"),
            InboxTab.Reviews => new("复查", "Reviews"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
