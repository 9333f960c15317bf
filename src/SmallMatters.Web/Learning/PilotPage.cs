using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>A step of a pilot, as its address says it.</summary>
public enum PilotStep
{
    Approve,
    Start,
    Look,
    End,
    Stop,
    Assess,
}

/// <summary>What the page of a pilot and the pages of its steps share.</summary>
public abstract class PilotPage(Desk desk) : JointPageModel<Pilot>(desk)
{
    /// <summary>The figure: as it was assessed, or as it is counted now.</summary>
    public MeasuredEffect Effect { get; private set; } = null!;

    public DateOnly Today => Jurisdiction.Calendar.DayOf(Now);

    /// <summary>The steps that the reader may take; the rules decide when one is sent.</summary>
    public IEnumerable<PilotStep> Buttons => Enum.GetValues<PilotStep>().Where(Offered);

    /// <summary>Whether the reader may still change the plan.</summary>
    public bool MayChange => State.Stage is PilotStage.Proposed or PilotStage.Approved && Runs;

    private bool Runs => Scope.Unit == State.Plan.Unit && Scope.Is(StaffRole.Supervisor);

    protected bool Offered(PilotStep step)
    {
        var decides = Scope.Unit == State.Plan.Decides && Scope.Is(StaffRole.Supervisor) && Scope.Actor.Id != State.Plan.Proposer;
        return step switch
        {
            PilotStep.Approve => State.Stage == PilotStage.Proposed && decides,
            PilotStep.Start => State.Stage == PilotStage.Approved && Runs,
            PilotStep.Look => State is { Stage: PilotStage.Running, Look: null }
                && (Runs || decides)
                && Today >= State.Plan.Stop.LookOn,
            PilotStep.End => State is { Stage: PilotStage.Running, Look: not null } && Runs && Today > State.Plan.Compared.Until,
            PilotStep.Stop => State.Stage == PilotStage.Running && (Runs || decides),
            PilotStep.Assess => State.Stage is PilotStage.Stopped or PilotStage.Ended && decides,
            _ => throw new UnreachableException(),
        };
    }

    protected async Task<bool> CountAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return false;
        }
        var until = State.OverAt is { } over ? Jurisdiction.Calendar.DayOf(over) : Today;
        Effect =
            State.Assessment?.Effect
            ?? await EffectOfAreas.ReadAsync(Desk.Db, Desk.Scope, State.Plan.Compared, until, Jurisdiction.Calendar, cancel);
        return true;
    }
}

/// <summary>Steps in words.</summary>
internal static class PilotSteps
{
    public static Bilingual Said(this PilotStep step) =>
        step switch
        {
            PilotStep.Approve => new("批准或者不批准", "Approve it or turn it down"),
            PilotStep.Start => new("开始试点", "Start the pilot"),
            PilotStep.Look => new("查看停止条件", "Look at the stop rule"),
            PilotStep.End => new("到期结束", "End the pilot"),
            PilotStep.Stop => new("停止试点", "Stop the pilot"),
            PilotStep.Assess => new("评估", "Assess it"),
            _ => throw new UnreachableException(),
        };
}
