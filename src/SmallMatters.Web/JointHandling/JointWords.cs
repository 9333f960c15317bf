using System.Diagnostics;
using SmallMatters.Domain.Accountability;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Performance;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Domain.Supervision;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Accountability;
using SmallMatters.Web.Cards;
using SmallMatters.Web.Conduct;
using SmallMatters.Web.Convenings;
using SmallMatters.Web.Hazards;
using SmallMatters.Web.Learning;
using SmallMatters.Web.Participation;
using SmallMatters.Web.Performance;
using SmallMatters.Web.SchoolGates;
using SmallMatters.Web.Supervision;

namespace SmallMatters.Web.JointHandling;

/// <summary>Joint files, their facts and duties in words, and where their pages are.</summary>
public static class JointWords
{
    /// <summary>The address of a file's page.</summary>
    public static string AddressOf(string kind, Guid id) =>
        kind switch
        {
            nameof(Convening) => $"/staff/convenings/{id:N}",
            nameof(SupervisionOrder) => $"/staff/orders/{id:N}",
            nameof(HardProblem) => $"/staff/hard-list/{id:N}",
            nameof(Finding) => $"/staff/findings/{id:N}",
            nameof(CampusRoom) => GateLinks.Room(id),
            nameof(GateShift) => GateLinks.Shift(id),
            nameof(Target) => $"/staff/targets/{id:N}",
            nameof(Reckoning) => $"/staff/reckonings/{id:N}",
            nameof(ConductReview) => $"/staff/conduct/{id:N}",
            nameof(Praise) => $"/staff/praise#{id:N}",
            nameof(Pilot) => $"/staff/pilots/{id:N}",
            nameof(Practice) => $"/staff/practice/{id:N}",
            nameof(Consultation) or nameof(Meeting) or nameof(VolunteerTask) => TakingPartLinks.Of(kind, id),
            nameof(AfterAction) => $"/staff/afteraction/{id:N}",
            nameof(Lesson) => $"/staff/lessons/{id:N}",
            _ => throw new UnreachableException(),
        };

    /// <summary>What a kind of file is called.</summary>
    public static Bilingual KindSaid(string kind) =>
        kind switch
        {
            nameof(Convening) => new("吹哨", "Convening"),
            nameof(SupervisionOrder) => new("督办", "Supervision order"),
            nameof(HardProblem) => new("难点", "Hard problem"),
            nameof(Finding) => new("隐患", "Hazard"),
            nameof(CampusRoom) => new("校园警务室", "Campus police room"),
            nameof(GateShift) => new("护学岗", "Gate post"),
            nameof(Target) => new("目标", "Target"),
            nameof(Reckoning) => new("表扬和问责", "Credit and accountability"),
            nameof(Praise) => new("表扬", "Praise"),
            nameof(ConductReview) => new("作风核查", "Review of conduct"),
            nameof(Pilot) => new("试点", "Pilot"),
            nameof(Practice) => new("经验", "Practice"),
            nameof(Consultation) => new("征求意见", "Consultation"),
            nameof(Meeting) => new("恳谈会", "Meeting"),
            nameof(VolunteerTask) => new("志愿任务", "Task for volunteers"),
            nameof(Lesson) => new("启示", "Lesson"),
            nameof(AfterAction) => new("复盘", "After-action note"),
            _ => throw new UnreachableException(),
        };

    /// <summary>Where a file stands, from its row.</summary>
    public static Bilingual StandingSaid(string kind, string standing) =>
        kind switch
        {
            nameof(Convening) => Enum.Parse<ConveningStage>(standing).Said(),
            nameof(SupervisionOrder) => Enum.Parse<OrderStage>(standing).Said(),
            nameof(HardProblem) => Enum.Parse<HardStage>(standing).Said(),
            nameof(Finding) => Enum.Parse<FindingStage>(standing).Said(),
            nameof(CampusRoom) => standing == nameof(CampusRoom.Ended) ? new("已结束", "Ended") : new("进行中", "Going on"),
            nameof(GateShift) => Enum.Parse<ShiftStage>(standing).Said(),
            nameof(Target) => Enum.Parse<TargetStage>(standing).Said(),
            nameof(Reckoning) => Enum.Parse<ReckoningStage>(standing).Said(),
            nameof(Praise) => new("已转达", "Passed on"),
            nameof(ConductReview) => Enum.Parse<ConductStage>(standing).Said(),
            nameof(Pilot) => Enum.Parse<PilotStage>(standing).Said(),
            nameof(Practice) => Enum.Parse<PracticeStage>(standing).Said(),
            nameof(Consultation) => Enum.Parse<ConsultationStage>(standing).Said(),
            nameof(Meeting) => Enum.Parse<MeetingStage>(standing).Said(),
            nameof(VolunteerTask) => Enum.Parse<TaskStage>(standing).Said(),
            nameof(Lesson) => Enum.Parse<LessonStage>(standing).Said(),
            nameof(AfterAction) => Enum.Parse<AfterActionStage>(standing).Said(),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this DutyFor what) =>
        what switch
        {
            DutyFor.AnswerCall => new("答复吹哨", "Answer the whistle"),
            DutyFor.AnswerOtherTime => new("答复改期请求", "Answer the request for another time"),
            DutyFor.RuleOnCall => new("裁定是否应当到场", "Rule whether the unit must come"),
            DutyFor.Rate => new("互评", "Rate each other"),
            DutyFor.ReplyToOrder => new("答复督办", "Reply to the order"),
            DutyFor.JudgeReply => new("认定督办答复", "Judge the reply"),
            DutyFor.ReviewHardProblem => new("复查难点", "Review the hard problem"),
            DutyFor.ConfirmSolved => new("确认是否解决", "Confirm that it is solved"),
            DutyFor.SettleFinding => new("处理隐患", "Settle a finding"),
            DutyFor.HandOverFinding => new("移交隐患", "Hand a finding over"),
            DutyFor.Rectify => new("督促整改", "See to it that it is put right"),
            DutyFor.Recheck => new("复查隐患", "Look again"),
            DutyFor.HandOverReceipt => new("取得移交回执", "Get the receipt"),
            DutyFor.ReportMajor => new("书面报告重大隐患", "Report a major hazard in writing"),
            DutyFor.StandAtGate => new("护学岗到岗", "Stand at the school gate"),
            DutyFor.HoldDrill => new("举行演练", "Hold the drill"),
            DutyFor.KeepDrillPromise => new("兑现演练后的承诺", "Keep what was promised after the drill"),
            DutyFor.AccountForTarget => new("说明目标完成得怎样", "Account for a target"),
            DutyFor.ReplyToReckoning => new("单位可以说明", "The unit may answer"),
            DutyFor.DecideReckoning => new("决定表扬或者问责", "Decide on credit or accountability"),
            DutyFor.AppealReckoning => new("单位可以申诉", "The unit may appeal"),
            DutyFor.DecideAppeal => new("决定申诉", "Decide on the appeal"),
            DutyFor.CorrectAfterReckoning => new("改正", "Put it right"),
            DutyFor.ReplyToConduct => new("单位可以对作风核查作说明", "The unit may answer in the review of conduct"),
            DutyFor.ApprovePilot => new("批准试点", "Approve a pilot"),
            DutyFor.LookAtPilot => new("查看试点的停止条件", "Look at a pilot’s stop rule"),
            DutyFor.AssessPilot => new("评估试点", "Assess a pilot"),
            DutyFor.ReleasePractice => new("核对经验", "Check a practice card"),
            DutyFor.ReleaseForResidents => new("核对给居民看的内容", "Read what a colleague wrote for residents"),
            DutyFor.PublishAnswers => new("公布征求意见的答复", "Answer the consultation in public"),
            DutyFor.PublishMinutes => new("公布恳谈会纪要", "Publish the minutes of the meeting"),
            DutyFor.KeepMeetingPromise => new("兑现恳谈会上的承诺", "Keep what was promised at the meeting"),
            DutyFor.CloseTask => new("说明志愿任务的结果", "Say what came of the task"),
            DutyFor.ReleaseLesson => new("核对启示", "Compare a lesson with the verdict"),
            DutyFor.ChangeAfterAction => new("落实复盘的改进", "Do what the after-action note changes"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What a fact says of what happened.</summary>
    public static Bilingual Said(this JointFact fact, Jurisdiction jurisdiction) =>
        fact switch
        {
            DutyStepped stepped => Of(stepped, jurisdiction),
            _ => ConveningWords.Fact(fact)
                ?? SupervisionWords.Fact(fact)
                ?? FindingSaid.Fact(fact)
                ?? GateSaid.Fact(fact)
                ?? TargetWords.Fact(fact)
                ?? ReckoningWords.Fact(fact)
                ?? ConductWords.Fact(fact)
                ?? LearningWords.Fact(fact)
                ?? TakingPartWords.Fact(fact)
                ?? AfterActionWords.Fact(fact)
                ?? LessonWords.Fact(fact)
                ?? throw new UnreachableException(),
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Words(this JointFact fact) =>
        ConveningWords.Written(fact)
        ?? SupervisionWords.Written(fact)
        ?? FindingSaid.Written(fact)
        ?? GateSaid.Written(fact)
        ?? TargetWords.Written(fact)
        ?? ReckoningWords.Written(fact)
        ?? ConductWords.Written(fact)
        ?? LearningWords.Written(fact)
        ?? TakingPartWords.Written(fact)
        ?? AfterActionWords.Written(fact)
        ?? LessonWords.Written(fact);

    private static Bilingual Of(DutyStepped stepped, Jurisdiction jurisdiction)
    {
        var (what, told) = (stepped.For.Said(), CardWords.Unit(stepped.Told, jurisdiction));
        return stepped.Step.Kind switch
        {
            ClockStepKind.Overdue when stepped.For == DutyFor.StandAtGate => new(
                $"警报：没有人到岗，已通知{told.Zh}",
                $"Alarm: nobody stands there; {told.En} was told"
            ),
            ClockStepKind.Escalate when stepped.For == DutyFor.StandAtGate => new(
                $"再次警报：上报{told.Zh}",
                $"Alarm again: gone up to {told.En}"
            ),
            ClockStepKind.Warn70 or ClockStepKind.Warn90 => new($"{what.Zh}：快到期", $"{what.En}: the time is nearly over"),
            ClockStepKind.Overdue => new($"{what.Zh}：超期", $"{what.En}: overdue"),
            ClockStepKind.Ended => new($"{what.Zh}：期满", $"{what.En}: the time is over"),
            ClockStepKind.Escalate => new($"{what.Zh}：上报{told.Zh}", $"{what.En}: gone up to {told.En}"),
            _ => throw new UnreachableException(),
        };
    }
}
