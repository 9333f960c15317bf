using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Tasks;

/// <summary>A step of a task, as its address says it.</summary>
public enum TaskStep
{
    Release,
    End,
    CallOff,
}

/// <summary>What the page of a task and the pages of its steps share.</summary>
public abstract class TaskPage(Desk desk) : JointPageModel<VolunteerTask>(desk)
{
    /// <summary>The steps that the reader may take; the rules decide when one is sent.</summary>
    public IEnumerable<TaskStep> Buttons => Enum.GetValues<TaskStep>().Where(Offered);

    /// <summary>Whether the reader may write it again.</summary>
    public bool MayRewrite => State.Stage == TaskStage.SentBack && Works;

    /// <summary>Whether the reader deals with it.</summary>
    public bool Works => Scope.Unit == State.Lead && (Scope.Is(StaffRole.Handler) || Leads);

    private bool Leads => Scope.Unit == State.Lead && Scope.Is(StaffRole.Supervisor);

    protected bool Offered(TaskStep step) =>
        step switch
        {
            TaskStep.Release => State.Stage == TaskStage.Written && Leads && Scope.Actor.Id != State.Paper.Writer,
            TaskStep.End => State.Stage == TaskStage.Open && Works && Now >= State.Paper.Until,
            TaskStep.CallOff => !State.IsOver && Works,
            _ => throw new UnreachableException(),
        };
}

/// <summary>Steps in words.</summary>
internal static class TaskSteps
{
    public static Bilingual Said(this TaskStep step) =>
        step switch
        {
            TaskStep.Release => new("核对：公开或者退回", "Read it: let it out or send it back"),
            TaskStep.End => new("说明结果", "Say what came of it"),
            TaskStep.CallOff => new("取消", "Call it off"),
            _ => throw new UnreachableException(),
        };
}
