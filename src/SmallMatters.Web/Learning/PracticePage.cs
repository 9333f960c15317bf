using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Learning;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>A step of a practice card, as its address says it.</summary>
public enum PracticeStep
{
    Release,
    Copy,
    Judge,
    Withdraw,
}

/// <summary>What the page of a card and the pages of its steps share.</summary>
public abstract class PracticePage(Desk desk) : JointPageModel<Practice>(desk)
{
    /// <summary>The steps that the reader may take; the rules decide when one is sent.</summary>
    public IEnumerable<PracticeStep> Buttons => Enum.GetValues<PracticeStep>().Where(Offered);

    /// <summary>Whether the reader may write it again.</summary>
    public bool MayRewrite => State.Stage == PracticeStage.SentBack && Scope.Unit == State.Card.Unit && Deals;

    /// <summary>The copy of the reader's unit, or null.</summary>
    public PracticeCopy? Own => State.Copies.FirstOrDefault(c => c.Unit == Scope.Unit);

    protected bool Offered(PracticeStep step)
    {
        var (released, leads) = (State.Stage == PracticeStage.Released, Scope.Is(StaffRole.Supervisor));
        return step switch
        {
            PracticeStep.Release => State.Stage == PracticeStage.Written
                && leads
                && Scope.Unit == State.Card.Releases
                && Scope.Actor.Id != State.Card.Writer,
            PracticeStep.Copy => released && leads && Scope.Unit != State.Card.Unit && Own is null,
            PracticeStep.Judge => released && leads && Own is { Outcome: null },
            PracticeStep.Withdraw => released && leads && (Scope.Unit == State.Card.Unit || Scope.Unit == State.Card.Releases),
            _ => throw new UnreachableException(),
        };
    }
}

/// <summary>Steps in words.</summary>
internal static class PracticeSteps
{
    public static Bilingual Said(this PracticeStep step) =>
        step switch
        {
            PracticeStep.Release => new("核对：公开或者退回", "Release it or send it back"),
            PracticeStep.Copy => new("我们照着做", "We copy it"),
            PracticeStep.Judge => new("说说在我们这里有没有效", "Say whether it worked here"),
            PracticeStep.Withdraw => new("撤下", "Take it down"),
            _ => throw new UnreachableException(),
        };
}
