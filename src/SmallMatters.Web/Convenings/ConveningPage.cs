using System.Diagnostics;
using SmallMatters.Domain.Convenings;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Convenings;

/// <summary>A step of a convening, as its address says it.</summary>
public enum ConveningStep
{
    Answer,
    Rule,
    Keep,
    Move,
    Hold,
    Owe,
    Rate,
    Off,
}

/// <summary>What the page of a convening and the pages of its steps share.</summary>
public abstract class ConveningPage(Desk desk) : JointPageModel<Convening>(desk)
{
    /// <summary>The call of the reader's unit, or null.</summary>
    public Call? OwnCall => State.CallOf(Scope.Unit);

    /// <summary>The units that the reader's unit may still rate.</summary>
    public IEnumerable<string> ToRate => Deals ? State.StillToRate(Scope.Unit) : [];

    /// <summary>Whether the reader may take a step; the rules decide when it is sent.</summary>
    public bool Offered(ConveningStep step)
    {
        var convenes = Deals && State.File.Unit == Scope.Unit;
        var called = State.Stage == ConveningStage.Called;
        return step switch
        {
            ConveningStep.Answer => Deals && called && OwnCall is { State: CallState.Waiting },
            ConveningStep.Rule => called
                && Scope.Is(StaffRole.Supervisor)
                && State.Calls.Any(c => c.State == CallState.Declined && c.Arbiter == Scope.Unit),
            ConveningStep.Keep => convenes && called && State.Calls.Any(c => c.State == CallState.OtherTime),
            ConveningStep.Move or ConveningStep.Off => convenes && called,
            ConveningStep.Hold => convenes && called && Now >= State.Meets,
            ConveningStep.Owe => convenes && State.Stage == ConveningStage.Held && !State.File.Matters.IsEmpty,
            ConveningStep.Rate => ToRate.Any(),
            _ => throw new UnreachableException(),
        };
    }
}

/// <summary>Steps in words.</summary>
internal static class ConveningSteps
{
    public static Bilingual Said(this ConveningStep step) =>
        step switch
        {
            ConveningStep.Answer => new("答复吹哨", "Answer the whistle"),
            ConveningStep.Rule => new("裁定是否应当到场", "Rule whether they must come"),
            ConveningStep.Keep => new("维持原来的时间", "Keep the time"),
            ConveningStep.Move => new("改期", "Move the meeting"),
            ConveningStep.Hold => new("写会议记录", "Record the meeting"),
            ConveningStep.Owe => new("记会上的承诺", "Note what was promised"),
            ConveningStep.Rate => new("评价对方的作用", "Rate the contribution"),
            ConveningStep.Off => new("取消吹哨", "Call it off"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Done(this ConveningStep step) =>
        step switch
        {
            ConveningStep.Answer => new("已答复。", "Answered."),
            ConveningStep.Rule => new("已裁定，双方都能看到。", "Ruled; both sides read it."),
            ConveningStep.Keep => new("时间不变，请对方重新答复。", "The time stands; the unit answers again."),
            ConveningStep.Move => new("已改期，请各单位重新答复。", "Moved; the units answer again."),
            ConveningStep.Hold => new(
                "会议记录已保存。接着记下会上的承诺，双方互评。",
                "The record is kept. Now note what was promised, and rate each other."
            ),
            ConveningStep.Owe => new("已记在诉求上。", "It is owed on the matter now."),
            ConveningStep.Rate => new("已评价。", "Rated."),
            ConveningStep.Off => new("已取消。", "Called off."),
            _ => throw new UnreachableException(),
        };
}
