using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Meetings;

/// <summary>A step of a meeting, as its address says it.</summary>
public enum MeetingStep
{
    Release,
    Move,
    Minutes,
    Publish,
    CallOff,
    Raise,
    Promise,
}

/// <summary>What the page of a meeting and the pages of its steps share.</summary>
public abstract class MeetingPage(Desk desk) : JointPageModel<Meeting>(desk)
{
    /// <summary>The local day.</summary>
    public DateOnly Today => Jurisdiction.Calendar.DayOf(Now);

    /// <summary>The steps of the whole that the reader may take; those of a line stand beside it.</summary>
    public IEnumerable<MeetingStep> Buttons =>
        Enum.GetValues<MeetingStep>().Where(s => s is not (MeetingStep.Raise or MeetingStep.Promise) && Offered(s));

    /// <summary>Whether the reader may write it again.</summary>
    public bool MayRewrite => State.Stage == MeetingStage.SentBack && Works;

    /// <summary>Whether the reader deals with it.</summary>
    public bool Works => Scope.Unit == State.Lead && (Scope.Is(StaffRole.Handler) || Leads);

    private bool Leads => Scope.Unit == State.Lead && Scope.Is(StaffRole.Supervisor);

    protected bool Offered(MeetingStep step)
    {
        var called = State.Stage == MeetingStage.Called;
        return step switch
        {
            MeetingStep.Release => State.Stage == MeetingStage.Written && Leads && Scope.Actor.Id != State.Paper.Writer,
            MeetingStep.Move => called && Works && Now < State.Paper.From,
            MeetingStep.Minutes => called && Works && State.Prepared is null && Now >= State.Paper.Until,
            MeetingStep.Publish => State.Prepared is { } minutes && Leads && Scope.Actor.Id != minutes.By,
            MeetingStep.CallOff => Leads && State.Stage is not (MeetingStage.Held or MeetingStage.CalledOff),
            MeetingStep.Raise or MeetingStep.Promise => Works && State.Minutes is not null,
            _ => throw new UnreachableException(),
        };
    }
}

/// <summary>Steps in words.</summary>
internal static class MeetingSteps
{
    public static Bilingual Said(this MeetingStep step) =>
        step switch
        {
            MeetingStep.Release => new("核对：公开或者退回", "Read it: let it out or send it back"),
            MeetingStep.Move => new("改期", "Move it"),
            MeetingStep.Minutes => new("写纪要", "Write the minutes"),
            MeetingStep.Publish => new("核对纪要：公布或者退回", "Read the minutes: publish or send back"),
            MeetingStep.CallOff => new("取消", "Call it off"),
            MeetingStep.Raise => new("转为诉求", "Make it a matter"),
            MeetingStep.Promise => new("承诺的结果", "What came of the promise"),
            _ => throw new UnreachableException(),
        };
}
