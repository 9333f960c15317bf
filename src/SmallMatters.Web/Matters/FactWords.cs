using System.Collections.Frozen;
using System.Globalization;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.DataProtection;
using SmallMatters.Web.Rights;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Matters;

/// <summary>What staff read of each fact in the timeline: a title, and a line of detail where it has one.</summary>
public sealed class FactWords(Speech speech, Jurisdiction jurisdiction, IReadOnlyDictionary<Guid, string> names)
{
    /// <summary>The titles, by the fact's name. A test asks for every fact of the domain.</summary>
    public static FrozenDictionary<string, Bilingual> Titles { get; } =
        new Dictionary<string, Bilingual>
        {
            [nameof(Raised)] = new("诉求已提交", "The matter was raised"),
            [nameof(Joined)] = new("另一位居民加入", "Another resident joined"),
            [nameof(DisputeBegan)] = new("登记了一起纠纷", "A dispute was opened"),
            [nameof(Noted)] = new("内部备注", "Note for colleagues"),
            [nameof(ThreatRecorded)] = new("记录了威胁", "A threat was recorded"),
            [nameof(IdentityOpeningAsked)] = new("申请查看封存的身份", "Opening the sealed identity was asked for"),
            [nameof(IdentityOpeningDecided)] = new("对启封申请作出决定", "The opening was decided on"),
            [nameof(IdentityShown)] = new("查看了封存的身份", "The sealed identity was shown, once"),
            [nameof(RightAsked)] = new("居民提出个人信息请求", "A request about one's own data"),
            [nameof(RightAnswered)] = new("个人信息请求已答复", "The request about their data was answered"),
            [nameof(Assigned)] = new("承办人已确定", "It has a handler"),
            [nameof(Sorted)] = new("分类已确认", "It was sorted"),
            [nameof(Replied)] = new("已写给居民", "The resident was written to"),
            [nameof(Promised)] = new("作出承诺", "A promise was made"),
            [nameof(PromiseKept)] = new("承诺已兑现", "A promise was kept"),
            [nameof(PromiseChanged)] = new("承诺有变更", "A promise was changed"),
            [nameof(Asked)] = new("请居民补充", "The resident was asked"),
            [nameof(QuestionAnswered)] = new("居民已回答", "The resident answered"),
            [nameof(QuestionLapsed)] = new("问题到期未回答，已自动退回", "The question came back by itself, unanswered"),
            [nameof(InformationAdded)] = new("补充了情况", "Information was added"),
            [nameof(HandOverProposed)] = new("提议移交", "A hand-over was proposed"),
            [nameof(HandOverAccepted)] = new("移交已接收", "The hand-over was accepted"),
            [nameof(HandOverRefused)] = new("移交未被接收", "The hand-over was refused"),
            [nameof(HandOverTakenBack)] = new("移交已收回", "The hand-over was taken back"),
            [nameof(DesignationAsked)] = new("请上级指定承办", "A unit above is to designate the owner"),
            [nameof(RouteChosen)] = new("已选定法定途径", "A lawful route was chosen"),
            [nameof(RouteReceipted)] = new("法定途径已回执", "The lawful route has receipted it"),
            [nameof(Designated)] = new("已指定承办", "The owner was designated"),
            [nameof(PartGiven)] = new("请其他单位协办", "Another unit was asked for a part"),
            [nameof(PartAccepted)] = new("协办任务已接收", "The part was accepted"),
            [nameof(PartReturned)] = new("协办任务被退回", "The part was given back"),
            [nameof(PartTakenBack)] = new("协办任务已收回", "The part was taken back"),
            [nameof(PartCalledOff)] = new("居民取消了一项，其他照常", "The resident called off one part; the others go on"),
            [nameof(PartTold)] = new("协办留言", "A message about the part"),
            [nameof(PassedOnToPart)] = new("把诉求内容转给协办单位", "Something of the matter was passed on to the unit"),
            [nameof(PartnerLinkGiven)] = new("给了外部单位链接", "The partner was given a link"),
            [nameof(PartnerLinkTakenBack)] = new("外部单位的链接已收回", "The partner's link was taken back"),
            [nameof(PartnerLinkUsed)] = new("外部单位已用链接答复", "The partner answered by the link"),
            [nameof(PartEnded)] = new("协办任务已办结", "The part has ended"),
            [nameof(PartReopened)] = new("协办任务重新办理", "The part is done again"),
            [nameof(ClockExtended)] = new("时限已延长", "The time limit was extended"),
            [nameof(DeadlineRecomputed)] = new(
                "因放假安排公布，时限重新计算",
                "The date was computed again after the holidays were published"
            ),
            [nameof(ClockStepped)] = new("时限提醒", "A time limit reached a step"),
            [nameof(OutcomeProposed)] = new("办结，等居民评价", "Closed; the resident is to judge"),
            [nameof(MatterWithdrawn)] = new("居民撤回", "Withdrawn by the resident"),
            [nameof(MatterMerged)] = new("并入另一件诉求", "Merged into another matter"),
            [nameof(VerdictGiven)] = new("居民已评价", "The resident judged"),
            [nameof(DissatisfiedVerdictGiven)] = new("居民评价后转复查", "After the resident's verdict it went to review"),
            [nameof(CallAnswerGiven)] = new("居民回答了满意度回访", "The resident answered a satisfaction call"),
            [nameof(VerdictWindowEnded)] = new("评价期结束，没有评价", "The time for judging ended without a verdict"),
            [nameof(InternalReviewAsked)] = new("申请内部复查", "The internal review was asked for"),
            [nameof(Reopened)] = new("决定重新办理", "It is dealt with again"),
            [nameof(OutcomeStands)] = new("复查维持原结果", "The review let the result stand"),
            [nameof(LinkGiven)] = new("居民给了代办人链接", "The resident gave a helper a link"),
            [nameof(LinkTakenBack)] = new("居民收回了代办链接", "The resident took a helper's link back"),
            [nameof(PersonErased)] = new("一位居民删除了个人信息", "A resident erased their personal data"),
        }.ToFrozenDictionary();

    /// <summary>The title of an entry; of somebody who left, by what they were.</summary>
    public static Bilingual Titled(TimelineEntry entry) =>
        entry is { Fact: nameof(PersonErased), Detail: { } role } ? Following.MatterWords.Left(role) : Titles[entry.Fact];

    /// <summary>The title in the reader's language.</summary>
    public string Title(TimelineEntry entry) => speech[Titled(entry)];

    /// <summary>Who did it.</summary>
    public string By(TimelineEntry entry)
    {
        var person = entry.Handler is { } handler ? names.GetValueOrDefault(handler) : null;
        return entry.By switch
        {
            TimelineAuthor.Raiser => speech["提出人", "who raised it"],
            TimelineAuthor.Joined => speech["加入的居民", "a resident who joined"],
            TimelineAuthor.Helper => speech["代办人", "the resident's helper"],
            TimelineAuthor.Rules => speech["系统规则", "the rules"],
            _ => string.Join(' ', new[] { UnitName(entry.Unit), person }.Where(part => part is { Length: > 0 })),
        };
    }

    /// <summary>The line of detail, or null.</summary>
    public string? Detail(TimelineEntry entry) =>
        (entry.Fact, entry.Detail) switch
        {
            (nameof(Assigned), _) => speech["承办人：", "Handler: "] + NameOf(entry.Subject),
            (nameof(Sorted), { } category) => speech["问题分类：", "Category: "] + CategoryName(category),
            (nameof(Promised), _) => On("承诺日期", "Promised for", entry.Day),
            (nameof(ThreatRecorded), { } threat) => Threat(threat),
            (nameof(RightAsked), { } right) => speech[Enum.Parse<RightKind>(right).Said()],
            (nameof(RightAnswered), { } state) => speech[Enum.Parse<RightState>(state).Said()],
            (nameof(IdentityOpeningAsked), { } reason) => speech[Enum.Parse<OpeningReason>(reason).Said()],
            (nameof(IdentityOpeningDecided), { } state) => speech[Enum.Parse<OpeningState>(state).Said()],
            (nameof(PromiseKept), "late") => speech["晚于承诺日期", "after the promised day"],
            (nameof(PromiseChanged), _) when entry.Day is null => speech["承诺取消", "the promise was given up"],
            (nameof(PromiseChanged) or nameof(ClockExtended) or nameof(DeadlineRecomputed), _) => Moved(entry),
            (nameof(HandOverProposed), { } to) => speech["拟移交给：", "To: "] + Proposed(to.Split(':')),
            (nameof(HandOverAccepted), { } to) => speech["现由其主办：", "Now owned by: "] + UnitName(to),
            (nameof(HandOverRefused) or nameof(HandOverTakenBack), { } to) => UnitName(to),
            (nameof(PartGiven) or nameof(PassedOnToPart) or nameof(PartnerLinkGiven), { } unit) => speech[
                "协办单位：",
                "Unit asked: "
            ] + UnitName(unit),
            (nameof(DesignationAsked), { } arbiter) => speech["裁定单位：", "Decided by: "] + UnitName(arbiter),
            (nameof(RouteChosen), { } code) => speech[RouteRule.Of(Enum.Parse<RouteCode>(code)).Name],
            (nameof(RouteReceipted), _) => On("回执日期", "Receipted on", entry.Day),
            (nameof(Designated), { } to) => speech["由其主办：", "Owned by: "] + UnitName(to),
            (nameof(PartReopened), _) => On("新的办理期限", "New time limit", entry.Day),
            (nameof(ClockStepped), { } step) => Step(step),
            (nameof(OutcomeProposed), { } outcome) => OutcomeLine(outcome, entry.Day),
            (nameof(MatterMerged), { } into) => speech["并入：", "Into: "] + into,
            (nameof(DissatisfiedVerdictGiven) or nameof(InternalReviewAsked), { } unit) => speech["复查单位：", "Review by: "]
                + UnitName(unit),
            (nameof(Reopened), _) => On("新的办理期限", "New time limit", entry.Day),
            _ => null,
        };

    /// <summary>What stands before the words that were written, where it needs saying; else null.</summary>
    public string? Before(TimelineEntry entry) =>
        entry.Fact switch
        {
            nameof(Raised) when entry.Words is not null => speech["向对方复述并得到确认：", "Read back to them and confirmed:"],
            nameof(PromiseChanged) or nameof(ClockExtended) => speech["原因：", "Reason:"],
            nameof(HandOverProposed)
            or nameof(HandOverRefused)
            or nameof(Designated)
            or nameof(PartReturned)
            or nameof(PartTakenBack) => speech["理由：", "Reason:"],
            nameof(PassedOnToPart) or nameof(PartnerLinkGiven) => speech["用途：", "For:"],
            _ => null,
        };

    /// <summary>The name of a unit or an outside partner; its code where it is no longer configured.</summary>
    public string UnitName(string? code) => code is null ? "" : speech[jurisdiction.NameOf(code)];

    /// <summary>The name of a category; its code where it is no longer configured.</summary>
    public string CategoryName(string code) =>
        jurisdiction.Categories.TryGetValue(code, out var category) ? speech[category.Name] : code;

    /// <summary>The name of an area; its code where it is no longer configured.</summary>
    public string AreaName(string code) => speech[jurisdiction.AreaNameOf(code)];

    /// <summary>The name behind an account.</summary>
    public string NameOf(Guid? account) =>
        account is { } id
            ? names.GetValueOrDefault(id) ?? speech["（已不在册）", "(no longer registered)"]
            : speech["还没有", "nobody yet"];

    /// <summary>What made the unit the owner, in words.</summary>
    public string Because(string assignedBy) =>
        assignedBy switch
        {
            "intake" => speech["没有匹配的派单规则，由片区受理台主办", "No routing rule fits; the area's intake desk owns it"],
            "conduct" => speech[
                "对工作人员的意见，由被反映单位之外的复查单位办理",
                "A matter of conduct; a reviewer outside the unit concerned owns it"
            ],
            _ when assignedBy.StartsWith("rule:", StringComparison.Ordinal) => Rule(assignedBy[5..]),
            _ when assignedBy.StartsWith("catalogue:", StringComparison.Ordinal) => ByLine(assignedBy["catalogue:".Length..]),
            "designation" => speech["上级指定承办", "A unit above designated it"],
            _ when assignedBy.StartsWith("designation:", StringComparison.Ordinal) => speech[
                $"上级指定承办，已列入派单目录第 {assignedBy["designation:".Length..]} 条",
                $"A unit above designated it; now line {assignedBy["designation:".Length..]} of the dispatch catalogue"
            ],
            _ when assignedBy.StartsWith("hand-over:", StringComparison.Ordinal) => speech[
                "接收移交",
                "By accepting a hand-over"
            ],
            _ => assignedBy,
        };

    private string Rule(string number)
    {
        if (!int.TryParse(number, CultureInfo.InvariantCulture, out var id) || jurisdiction.Route(id) is not { } rule)
        {
            return speech[$"按派单规则第 {number} 条（已不在用）", $"By routing rule {number}, which is no longer in use"];
        }
        var (category, unit) = (CategoryName(rule.Category), UnitName(rule.Unit));
        return rule.Area is { } area
            ? speech[
                $"按派单规则：{AreaName(area)}的“{category}”由{unit}主办",
                $"By the routing rule: “{category}” in {AreaName(area)} goes to {unit}"
            ]
            : speech[$"按派单规则：“{category}”由{unit}主办", $"By the routing rule: “{category}” goes to {unit}"];
    }

    private string Proposed(string[] to) =>
        to is [var unit, var ground] ? $"{UnitName(unit)}{speech["；", "; "]}{GroundName(ground)}" : UnitName(to[0]);

    /// <summary>A reason of the dispatch catalogue; its code where it is no longer there.</summary>
    public string GroundName(string code) =>
        jurisdiction.Catalogue.Reasons.FirstOrDefault(r => r.Code == code) is { } reason ? speech[reason.Name] : code;

    private string ByLine(string number)
    {
        var line = jurisdiction.Catalogue.Lines.FirstOrDefault(l => $"{l.Number}" == number);
        return line?.Ruling is { } ruling
            ? speech[
                $"按派单目录第 {number} 条（{Reference.FromValue(ruling)} 的指定承办裁定）",
                $"By line {number} of the dispatch catalogue (the ruling on {Reference.FromValue(ruling)})"
            ]
            : speech[$"按派单目录第 {number} 条", $"By line {number} of the dispatch catalogue"];
    }

    private string? On(string zh, string en, DateOnly? day) =>
        day is { } on ? $"{speech[zh, en]}{speech["：", ": "]}{speech.Date(on)}" : null;

    private string? Moved(TimelineEntry entry) =>
        entry is { Before: { } before, Day: { } day }
            ? speech[$"由{speech.Date(before)}改为{speech.Date(day)}", $"from {speech.Date(before)} to {speech.Date(day)}"]
            : null;

    private string OutcomeLine(string outcome, DateOnly? remainsBy)
    {
        var said = speech[Enum.Parse<OutcomeCode>(outcome).Said()];
        return remainsBy is { } day
            ? speech[$"{said}；剩余部分承诺于{speech.Date(day)}前完成", $"{said}; the rest is promised for {speech.Date(day)}"]
            : said;
    }

    private string? Threat(string detail) =>
        detail.Split(':') is [var to, var told]
            ? speech[Enum.Parse<ThreatTo>(to).Said()]
                + speech["；", "; "]
                + (told == "told" ? speech["已报 110", "110 was told"] : speech["没有报 110", "110 was not told"])
            : null;

    private string? Step(string detail)
    {
        if (detail.Split(':') is not [var purpose, var kind, var told])
        {
            return null;
        }
        var what = speech[Enum.Parse<ClockFor>(purpose).Said()];
        return Enum.Parse<ClockStepKind>(kind) switch
        {
            ClockStepKind.Warn70 => speech[$"“{what}”时限已过 70%", $"70 % of the time for “{what}” has passed"],
            ClockStepKind.Warn90 => speech[$"“{what}”时限已过 90%", $"90 % of the time for “{what}” has passed"],
            ClockStepKind.Overdue => speech[$"“{what}”已超期", $"“{what}” is overdue"],
            ClockStepKind.Ended => speech[$"“{what}”的期限已结束", $"The time for “{what}” is over"],
            ClockStepKind.Escalate => speech[
                $"“{what}”超期，上报{UnitName(told)}",
                $"“{what}” is overdue; {UnitName(told)} was told"
            ],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
