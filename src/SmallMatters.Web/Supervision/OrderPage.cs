using System.Diagnostics;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Supervision;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Supervision;

/// <summary>A step of an order, as its address says it.</summary>
public enum OrderStep
{
    Reply,
    Judge,
    Back,
}

/// <summary>What the page of an order and the pages of its steps share.</summary>
public abstract class OrderPage(Desk desk) : JointPageModel<SupervisionOrder>(desk)
{
    /// <summary>The steps that the reader may take; the rules decide when one is sent.</summary>
    public IEnumerable<OrderStep> Buttons => Enum.GetValues<OrderStep>().Where(Offered);

    protected bool Offered(OrderStep step)
    {
        var leads = State.File.By == Scope.Unit && Scope.Is(StaffRole.Supervisor);
        return step switch
        {
            OrderStep.Reply => State.Stage == OrderStage.Given && State.File.To == Scope.Unit && Deals,
            OrderStep.Judge => State.Stage == OrderStage.Replied && leads,
            OrderStep.Back => !State.IsOver && leads,
            _ => throw new UnreachableException(),
        };
    }
}

/// <summary>Steps in words.</summary>
internal static class OrderSteps
{
    public static Bilingual Said(this OrderStep step) =>
        step switch
        {
            OrderStep.Reply => new("答复督办", "Reply to the order"),
            OrderStep.Judge => new("认定答复", "Judge the reply"),
            OrderStep.Back => new("撤回督办", "Take the order back"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Done(this OrderStep step) =>
        step switch
        {
            OrderStep.Reply => new("已答复，等负责人认定。", "Replied; the leader judges it."),
            OrderStep.Judge => new("已记录。", "It is recorded."),
            OrderStep.Back => new("已撤回。", "Taken back."),
            _ => throw new UnreachableException(),
        };
}
