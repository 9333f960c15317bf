using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Supervision;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Supervision;

/// <summary>A step of a hard problem, as its address says it.</summary>
public enum HardStep
{
    Plan,
    Review,
    Claim,
    Confirm,
}

/// <summary>What the page of a hard problem and the pages of its steps share.</summary>
public abstract class HardPage(Desk desk) : JointPageModel<HardProblem>(desk)
{
    /// <summary>The steps that the reader may take; the rules decide when one is sent.</summary>
    public IEnumerable<HardStep> Buttons => Enum.GetValues<HardStep>().Where(Offered);

    protected bool Offered(HardStep step)
    {
        var works = Deals && State.Stage == HardStage.Listed && State.File.Unit == Scope.Unit;
        return step switch
        {
            HardStep.Plan or HardStep.Review => works,
            HardStep.Claim => works && State.Plan is not null,
            HardStep.Confirm => Deals
                && State.Stage == HardStage.Claimed
                && State.File.Confirms == Scope.Unit
                && State.File.Leader != Scope.Id
                && State.Claim!.By != Scope.Id,
            _ => throw new UnreachableException(),
        };
    }
}

/// <summary>Steps in words.</summary>
internal static class HardSteps
{
    public static Bilingual Said(this HardStep step) =>
        step switch
        {
            HardStep.Plan => new("写方案", "Write the plan"),
            HardStep.Review => new("写复查", "Write a review"),
            HardStep.Claim => new("提交：已经解决", "Say that it is solved"),
            HardStep.Confirm => new("确认是否解决", "Confirm that it is solved"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Done(this HardStep step) =>
        step switch
        {
            HardStep.Plan => new("方案已保存。", "The plan is kept."),
            HardStep.Review => new(
                "复查已记录，下次复查的时限已开始。",
                "The review is recorded; the clock of the next one runs."
            ),
            HardStep.Claim => new("已提交，由别人确认。", "Said; somebody else confirms it."),
            HardStep.Confirm => new("已记录。", "It is recorded."),
            _ => throw new UnreachableException(),
        };
}
