using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.JointHandling;

/// <summary>What a unit has to do about a joint file by the end of a clock.</summary>
public enum DutyFor
{
    /// <summary>答复吹哨: say whether the unit comes.</summary>
    AnswerCall,

    /// <summary>答复改期: keep the time of the meeting or move it.</summary>
    AnswerOtherTime,

    /// <summary>裁定吹哨: rule whether a unit that declined has to come.</summary>
    RuleOnCall,

    /// <summary>互评: rate what the other side contributed. A window, no duty: nobody is late.</summary>
    Rate,

    /// <summary>答复督办: reply to a leader's order.</summary>
    ReplyToOrder,

    /// <summary>认定督办答复: accept the reply or ask again.</summary>
    JudgeReply,

    /// <summary>难点复查: look at a hard problem again.</summary>
    ReviewHardProblem,

    /// <summary>难点销号确认: somebody else confirms that it is solved.</summary>
    ConfirmSolved,

    /// <summary>处理隐患: settle what an inspection found.</summary>
    SettleFinding,

    /// <summary>移交隐患: hand a finding over to the authority that deals with it.</summary>
    HandOverFinding,

    /// <summary>整改: the responsible party puts a finding right; the unit sees to it that it does.</summary>
    Rectify,

    /// <summary>复查: look again.</summary>
    Recheck,

    /// <summary>移交回执: get the receipt of what was handed over.</summary>
    HandOverReceipt,

    /// <summary>书面报告: report a major hazard.</summary>
    ReportMajor,

    /// <summary>护学岗到岗: somebody says that they stand at the gate of a school.</summary>
    StandAtGate,

    /// <summary>演练: hold a drill that was planned with a school.</summary>
    HoldDrill,

    /// <summary>演练后的承诺: keep what was promised after a drill.</summary>
    KeepDrillPromise,

    /// <summary>说明目标: account for a target after its term.</summary>
    AccountForTarget,

    /// <summary>对表扬或者问责作说明: answer a proposal. A window: who says nothing is not late.</summary>
    ReplyToReckoning,

    /// <summary>决定表扬或者问责.</summary>
    DecideReckoning,

    /// <summary>申诉: appeal. A window too.</summary>
    AppealReckoning,

    /// <summary>决定申诉.</summary>
    DecideAppeal,

    /// <summary>改正.</summary>
    CorrectAfterReckoning,

    /// <summary>对作风核查作说明: answer what was put to the unit. A window: who says nothing is not late.</summary>
    ReplyToConduct,

    /// <summary>批准试点: approve a pilot or turn it down.</summary>
    ApprovePilot,

    /// <summary>查看试点的停止条件.</summary>
    LookAtPilot,

    /// <summary>评估试点.</summary>
    AssessPilot,

    /// <summary>核对经验: read a practice card and release it or send it back.</summary>
    ReleasePractice,

    /// <summary>核对给居民看的内容: read what a colleague wrote for residents and release it or send it back.</summary>
    ReleaseForResidents,

    /// <summary>公布征求意见的答复: publish what was made of the answers to a consultation.</summary>
    PublishAnswers,

    /// <summary>公布恳谈会纪要: publish the minutes of a meeting.</summary>
    PublishMinutes,

    /// <summary>兑现恳谈会上的承诺: keep what was promised at a meeting.</summary>
    KeepMeetingPromise,

    /// <summary>说明志愿任务的结果: say what came of a task that residents took.</summary>
    CloseTask,

    /// <summary>落实复盘的改进: do what an after-action note says is changed, or say why not.</summary>
    ChangeAfterAction,

    /// <summary>核对启示: compare a lesson with the verdict and release it or send it back.</summary>
    ReleaseLesson,
}

/// <summary>A clock of a unit in a joint file. When overdue it goes up level by level, as every clock of a matter does.</summary>
/// <param name="Id">Key.</param>
/// <param name="For">What has to be done.</param>
/// <param name="Unit">Code of the unit that it binds.</param>
/// <param name="Subject">The call that it belongs to, if any.</param>
/// <param name="Clock">The clock; instants are UTC.</param>
/// <param name="GoneUpTo">Code of the unit that it has gone up to; null while it has not.</param>
public sealed record Duty(Guid Id, DutyFor For, string Unit, Guid? Subject, Clock Clock, string? GoneUpTo = null)
{
    /// <summary>Whether it still waits.</summary>
    [JsonIgnore]
    public bool IsOpen => Clock.IsOpen;

    /// <summary>A running one under the rule in force on the local day of <paramref name="now"/>.</summary>
    public static Duty Start(
        Jurisdiction jurisdiction,
        string rule,
        DutyFor what,
        string unit,
        DateTimeOffset now,
        Guid? subject = null
    ) =>
        new(
            Guid.CreateVersion7(now),
            what,
            unit,
            subject,
            Clock.Start(jurisdiction.ClockRules.RuleFor(rule, jurisdiction.Calendar.DayOf(now)), now, jurisdiction.Calendar)
        );

    /// <summary>A running one that ends with a local day which somebody named, under the rule in force today.</summary>
    public static Duty Until(
        Jurisdiction jurisdiction,
        string rule,
        DutyFor what,
        string unit,
        DateOnly day,
        DateTimeOffset now,
        Guid? subject = null
    ) =>
        new(
            Guid.CreateVersion7(now),
            what,
            unit,
            subject,
            Clock.Until(jurisdiction.ClockRules.RuleFor(rule, jurisdiction.Calendar.DayOf(now)), now, day, jurisdiction.Calendar)
        );
}

/// <summary>Lists of duties. None is ever dropped: it is met, or stopped with a reason, and stays readable.</summary>
public static class Duties
{
    /// <summary>The open one for a purpose and subject, or null.</summary>
    public static Duty? Open(this ImmutableArray<Duty> duties, DutyFor what, Guid? subject = null) =>
        duties.FirstOrDefault(d => d.IsOpen && d.For == what && d.Subject == subject);

    /// <summary>The list with the open ones of a purpose and subject met.</summary>
    public static ImmutableArray<Duty> Met(
        this ImmutableArray<Duty> duties,
        DutyFor what,
        DateTimeOffset at,
        Guid? subject = null
    ) =>
        [
            .. duties.Select(d =>
                d.IsOpen && d.For == what && d.Subject == subject
                    ? d with
                    {
                        Clock = Changed(d.Clock.Meet(at)),
                        GoneUpTo = null,
                    }
                    : d
            ),
        ];

    /// <summary>The list with every open duty stopped, since what they were for is over.</summary>
    /// <param name="duties">The list.</param>
    /// <param name="at">When (UTC).</param>
    /// <param name="why">A word for the reason.</param>
    /// <param name="subject">Only those of one call; null for all.</param>
    public static ImmutableArray<Duty> Stopped(
        this ImmutableArray<Duty> duties,
        DateTimeOffset at,
        string why,
        Guid? subject = null
    ) =>
        [
            .. duties.Select(d =>
                d.IsOpen && (subject is null || d.Subject == subject)
                    ? d with
                    {
                        Clock = ClockOf.Stopped(d.Clock, at, why),
                        GoneUpTo = null,
                    }
                    : d
            ),
        ];

    private static Clock Changed(ClockDecision decision) =>
        decision is ClockDecision.Changed changed
            ? changed.Clock
            : throw new InvalidOperationException(((ClockDecision.Refused)decision).Refusal.Code);
}
