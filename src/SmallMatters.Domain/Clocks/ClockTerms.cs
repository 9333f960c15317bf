namespace SmallMatters.Domain.Clocks;

/// <summary>
/// What a clock counts. "日" in a Chinese rule is not one thing: each rule says which of these it means.
/// </summary>
public enum ClockUnit
{
    /// <summary>小时: elapsed hours, through nights, weekends and holidays.</summary>
    Hour,

    /// <summary>自然日: every day of the calendar.</summary>
    CalendarDay,

    /// <summary>工作日: days worked under the State Council's calendar, make-up workdays included.</summary>
    WorkingDay,

    /// <summary>月: the same day number in a later month, or that month's last day where it has no such number.</summary>
    Month,

    /// <summary>分钟: between two levels of an escalation, where an hour would be too late. No limit is counted in them.</summary>
    Minute,
}

/// <summary>Whether the day of the starting event is counted.</summary>
public enum DayOne
{
    /// <summary>Day one is the day after the event (开始之日不计算在内): the ordinary rule.</summary>
    NextDay,

    /// <summary>Day one is the day of the event itself.</summary>
    SameDay,
}

/// <summary>What happens when the last day of a count of calendar days or months is not worked.</summary>
public enum EndOnHoliday
{
    /// <summary>The period ends on that day all the same.</summary>
    Stays,

    /// <summary>The period ends on the first workday after it.</summary>
    RollsForward,
}

/// <summary>What the end of a clock means.</summary>
public enum ClockPurpose
{
    /// <summary>Somebody in office must have acted: past the end it is overdue and goes up level by level.</summary>
    Duty,

    /// <summary>Something is possible only until then (a remedy, a verdict, a time bar): at the end it is over, not overdue.</summary>
    Window,

    /// <summary>Something must be kept at least until then.</summary>
    Keep,
}

/// <summary>
/// The only reasons for which the law stops a count. Waiting, being busy or having asked the resident is not among them:
/// such a hold is internal, and a clock knows nothing of it.
/// </summary>
public enum PauseReason
{
    /// <summary>鉴定: an expert appraisal.</summary>
    Appraisal,

    /// <summary>听证: a hearing.</summary>
    Hearing,

    /// <summary>检定、检验、鉴定: verification, inspection or testing of goods.</summary>
    Testing,

    /// <summary>征求第三方或者其他机关意见: asking a third party or another agency for its opinion.</summary>
    ThirdPartyOpinion,

    /// <summary>不可抗力: an event outside anybody's power.</summary>
    ForceMajeure,
}

/// <summary>Who may lengthen a clock.</summary>
public enum Approver
{
    /// <summary>负责人: the head of the unit that owns the matter.</summary>
    UnitHead,

    /// <summary>上一级公安机关 (for a police station's case, the public security organ it belongs to).</summary>
    SuperiorPublicSecurityOrgan,

    /// <summary>行政复议机构负责人.</summary>
    ReconsiderationHead,

    /// <summary>本机关、单位负责人.</summary>
    AgencyHead,

    /// <summary>政府信息公开工作机构负责人.</summary>
    DisclosureHead,

    /// <summary>本院院长.</summary>
    CourtPresident,

    /// <summary>双方当事人: the parties agree.</summary>
    Parties,
}

/// <summary>How sure it is that the rule says what its source says.</summary>
public enum Confidence
{
    /// <summary>The wording was read in a copy of the law or in several pages.</summary>
    High,

    /// <summary>One page, or general knowledge of the trade: compare with the official text before relying on it.</summary>
    Medium,

    /// <summary>An expectation.</summary>
    Low,
}
