using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Participation;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Participation.Consultations;

/// <summary>A step of a consultation, as its address says it.</summary>
public enum ConsultationStep
{
    Release,
    Paper,
    Answer,
    Publish,
    CallOff,
}

/// <summary>What the page of a consultation and the pages of its steps share.</summary>
public abstract class ConsultationPage(Desk desk) : JointPageModel<Consultation>(desk)
{
    /// <summary>The local day.</summary>
    public DateOnly Today => Jurisdiction.Calendar.DayOf(Now);

    /// <summary>The steps that the reader may take; the rules decide when one is sent.</summary>
    public IEnumerable<ConsultationStep> Buttons => Enum.GetValues<ConsultationStep>().Where(Offered);

    /// <summary>Whether the reader may write it again.</summary>
    public bool MayRewrite => State.Stage == ConsultationStage.SentBack && Works;

    /// <summary>Whether the reader may sort the answers.</summary>
    public bool MaySort => State.Stage == ConsultationStage.Open && State.Prepared is null && Works;

    protected bool Works => Scope.Unit == State.Lead && (Scope.Is(StaffRole.Handler) || Leads);

    private bool Leads => Scope.Unit == State.Lead && Scope.Is(StaffRole.Supervisor);

    protected bool Offered(ConsultationStep step) =>
        step switch
        {
            ConsultationStep.Release => State.Stage == ConsultationStage.Written && Leads && Scope.Actor.Id != State.Paper.Writer,
            ConsultationStep.Paper => MaySort,
            ConsultationStep.Answer => State.IsClosed(Today) && State.Prepared is null && Works,
            ConsultationStep.Publish => State.Prepared is { } answer && Leads && Scope.Actor.Id != answer.By,
            ConsultationStep.CallOff => !State.IsOver && Leads,
            _ => throw new UnreachableException(),
        };
}

/// <summary>Steps in words.</summary>
internal static class ConsultationSteps
{
    public static Bilingual Said(this ConsultationStep step) =>
        step switch
        {
            ConsultationStep.Release => new("核对：公开或者退回", "Read it: let it out or send it back"),
            ConsultationStep.Paper => new("录入纸上的意见", "Type in an answer from paper"),
            ConsultationStep.Answer => new("写答复", "Write the answer"),
            ConsultationStep.Publish => new("核对答复：公布或者退回", "Read the answer: publish it or send it back"),
            ConsultationStep.CallOff => new("取消", "Call it off"),
            _ => throw new UnreachableException(),
        };
}
