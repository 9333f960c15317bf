using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Following;

/// <summary>How residents are told the product's states and facts.</summary>
public static class MatterWords
{
    public static Bilingual Of(Stage stage) =>
        stage switch
        {
            Stage.Open => new("办理中", "being dealt with"),
            Stage.Closed => new("已有结果，待评价", "there is a result, to be judged"),
            Stage.UnderReview => new("复查中", "under review"),
            _ => new("已办结", "settled"),
        };

    public static string Colour(Stage stage) =>
        stage switch
        {
            Stage.Open => "blue",
            Stage.Closed => "yellow",
            Stage.UnderReview => "purple",
            _ => "green",
        };

    public static Bilingual Of(OutcomeCode outcome) =>
        outcome switch
        {
            OutcomeCode.Solved => new("已解决", "solved"),
            OutcomeCode.PartlySolved => new("部分解决", "partly solved"),
            OutcomeCode.CannotBeSolved => new("无法解决", "cannot be solved"),
            OutcomeCode.NotOurs => new("不属本辖区，已由他方受理", "not ours; another body has accepted it"),
            OutcomeCode.AnotherDoor => new("应走其他法定途径", "another lawful door"),
            OutcomeCode.Withdrawn => new("已撤回", "withdrawn"),
            _ => new("已合并", "merged"),
        };

    public static Bilingual Of(Kind kind) =>
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
            _ => new("对工作人员的意见", "How a member of staff behaved"),
        };

    public static Bilingual Of(Door door) =>
        door switch
        {
            Door.Court => new("人民法院", "court"),
            Door.Arbitration => new("仲裁", "arbitration"),
            Door.Reconsideration => new("行政复议", "administrative reconsideration"),
            Door.Petition => new("信访", "petition"),
            Door.Police => new("公安机关报案", "report to the police"),
            Door.PeoplesMediation => new("人民调解", "people's mediation"),
            _ => new("其他途径", "another way"),
        };

    public static Bilingual Of(YesPartlyNo answer) =>
        answer switch
        {
            YesPartlyNo.Yes => new("是", "Yes"),
            YesPartlyNo.Partly => new("部分", "Partly"),
            _ => new("否", "No"),
        };

    /// <summary>What happened, as one line of the timeline.</summary>
    public static Bilingual Of(TimelineEntry entry, Jurisdiction jurisdiction) =>
        entry.Fact switch
        {
            nameof(Raised) => new("提出诉求", "Raised"),
            nameof(Joined) => new("有居民加入", "Somebody joined"),
            nameof(Assigned) => new("已有专人承办", "A person now deals with it"),
            nameof(Sorted) => Sorted(entry, jurisdiction),
            nameof(Replied) => new("答复", "Reply"),
            nameof(Promised) => new("作出承诺", "Promise"),
            nameof(PromiseKept) => entry.Detail == "late"
                ? new("承诺已兑现（晚于约定）", "Promise kept, late")
                : new("承诺已兑现", "Promise kept"),
            nameof(PromiseChanged) => new("承诺有变更", "Promise changed"),
            nameof(Asked) => new("请您补充", "A question for you"),
            nameof(QuestionAnswered) => new("已回答", "Answered"),
            nameof(QuestionLapsed) => new("补充时间已过，继续办理", "The time to answer has passed; work goes on"),
            nameof(InformationAdded) => new("补充情况", "Information added"),
            nameof(HandOverAccepted) or nameof(Designated) => Owner(entry, jurisdiction),
            nameof(RouteChosen) when Enum.TryParse<RouteCode>(entry.Detail, out var route) => new(
                $"选定法定途径：{RouteRule.Of(route).Name.Zh}",
                $"A lawful route was chosen: {RouteRule.Of(route).Name.En}"
            ),
            nameof(RouteReceipted) => new("法定途径已有回执", "The lawful route has receipted it"),
            nameof(ClockExtended) => new("办理时限有变更", "The date was changed"),
            nameof(DeadlineRecomputed) => new("放假安排公布，答复日期有调整", "The date moved with the published holidays"),
            nameof(ClockStepped) when entry.Detail is { } told => Told(told, jurisdiction),
            nameof(ClockStepped) => new("已超过承诺日期", "The promised date has passed"),
            nameof(OutcomeProposed) when Enum.TryParse<OutcomeCode>(entry.Detail, out var code) => new(
                $"办理结果：{Of(code).Zh}",
                $"Result: {Of(code).En}"
            ),
            nameof(MatterWithdrawn) => new("已撤回", "Withdrawn"),
            nameof(MatterMerged) => new($"已合并到 {entry.Detail}", $"Merged into {entry.Detail}"),
            nameof(VerdictGiven) or nameof(DissatisfiedVerdictGiven) => new("已评价", "Judged"),
            nameof(CallAnswerGiven) => new("您回答了满意度回访", "You answered a satisfaction call"),
            nameof(VerdictWindowEnded) => new(
                "评价期已过，记为未评价",
                "The time for judging has passed; recorded as no verdict"
            ),
            nameof(InternalReviewAsked) => new("申请内部复查", "Internal review asked for"),
            nameof(Reopened) => new("决定重新办理", "It is dealt with again"),
            nameof(OutcomeStands) => new("复查决定：维持办理结果", "Review: the result stands"),
            nameof(RightAsked) => new("提出关于个人信息的请求", "A request about one's own data"),
            nameof(RightAnswered) => new("关于个人信息的请求已答复", "The request was answered"),
            nameof(LinkGiven) => new("给出代办链接", "A helper's link was given"),
            nameof(LinkTakenBack) => new("收回代办链接", "A helper's link was taken back"),
            nameof(PersonErased) => Left(entry.Detail),
            _ => new("有进展", "Something happened"),
        };

    /// <summary>That somebody who took part ended it and erased what was theirs.</summary>
    public static Bilingual Left(string? role) =>
        role switch
        {
            nameof(ParticipantRole.Helper) or nameof(ParticipantRole.FormerHelper) => new(
                "代办人结束了代办",
                "A helper no longer helps"
            ),
            nameof(ParticipantRole.Joined) => new("一位加入的居民退出了", "Somebody who had joined has left"),
            _ => new("提出人删除了个人信息", "Who raised it erased their data"),
        };

    /// <summary>Where a part stands, in the one voice of the matter's owner; null for one that is none any more.</summary>
    public static Bilingual? Of(Part part) =>
        part.State switch
        {
            PartState.Asked => new("已请其协办，正在等答复", "was asked to help; its answer is awaited"),
            PartState.InHand => new("正在办", "is working on it"),
            PartState.Returned => new("正在另作安排", "is being arranged anew"),
            PartState.Ended => part.Outcome switch
            {
                PartOutcome.Done => new("已完成", "done"),
                PartOutcome.PartlyDone => new("部分完成", "partly done"),
                _ => new("无法完成", "cannot be done"),
            },
            PartState.CalledOff => new("您已取消，不再办理", "you called it off"),
            _ => null,
        };

    public static Bilingual Of(TimelineAuthor author) =>
        author switch
        {
            TimelineAuthor.You => new("您", "you"),
            TimelineAuthor.Raiser => new("提出人", "who raised it"),
            TimelineAuthor.Joined => new("加入的居民", "somebody who joined"),
            TimelineAuthor.Helper => new("代办人", "a helper"),
            TimelineAuthor.Staff => new("承办单位", "the unit"),
            _ => new("系统按规则", "by rule"),
        };

    /// <summary>A place in one line.</summary>
    public static string WhereIs(Place? place, string? door, string? words, PositionGiven? position, Speech speech, string none)
    {
        var parts = new[]
        {
            place is null
                ? null
                : string.Join(' ', new[] { place.Estate, place.Building, place.Entrance, door }.OfType<string>()),
            place is null ? door : null,
            words,
            position is null ? null : speech[$"坐标 {position.Position}", $"at {position.Position}"],
        }
            .OfType<string>()
            .ToList();
        return parts.Count == 0 ? none : string.Join(speech["；", "; "], parts);
    }

    /// <summary>An answer to a category's own question, with the names of what was chosen.</summary>
    public static string Answer(CategoryQuestion question, IEnumerable<string>? given, Speech speech, string none) =>
        given is null
            ? none
            : string.Join(
                speech["、", ", "],
                given.Select(g => question.Values.Where(v => v.Key == g).Select(v => speech[v.Name]).FirstOrDefault() ?? g)
            );

    /// <summary>A length of time in whole days, or hours under one day.</summary>
    public static Bilingual Length(TimeSpan length)
    {
        if (length < TimeSpan.FromDays(1))
        {
            var hours = Math.Max(1, (int)Math.Ceiling(length.TotalHours));
            return new($"{hours} 小时", hours == 1 ? "1 hour" : $"{hours} hours");
        }
        var days = (int)Math.Ceiling(length.TotalDays);
        return new($"{days} 天", days == 1 ? "1 day" : $"{days} days");
    }

    private static Bilingual Sorted(TimelineEntry entry, Jurisdiction jurisdiction) =>
        entry.Detail is { } code && jurisdiction.Categories.TryGetValue(code, out var category)
            ? new($"归入分类：{category.Name.Zh}", $"Sorted as: {category.Name.En}")
            : new("已分类", "Sorted");

    private static Bilingual Owner(TimelineEntry entry, Jurisdiction jurisdiction) =>
        entry.Detail is { } code && jurisdiction.Units.TryGetValue(code, out var unit)
            ? new($"改由{unit.Name.Zh}主办", $"Now with {unit.Name.En}")
            : new("改由另一单位主办", "Now with another unit");

    private static Bilingual Told(string code, Jurisdiction jurisdiction) =>
        jurisdiction.Units.TryGetValue(code, out var unit)
            ? new($"超过承诺日期，已报{unit.Name.Zh}", $"Past the promised date; {unit.Name.En} was told")
            : new("超过承诺日期，已报上级", "Past the promised date; a higher unit was told");
}
