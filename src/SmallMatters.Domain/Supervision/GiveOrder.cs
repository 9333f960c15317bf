using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Supervision;

/// <summary>Give an order on a matter.</summary>
/// <param name="What">What is ordered, in one line.</param>
/// <param name="Asked">What is to be done and reported.</param>
/// <param name="Pace">How soon; null when nothing was chosen.</param>
public sealed record GiveOrder(string? What, string? Asked, OrderPace? Pace)
{
    /// <summary>The longest line.</summary>
    public const int LongestLine = 80;
}

/// <summary>A leader gave an order on a matter.</summary>
public sealed record OrderGiven(OrderFile File, string Asked, Duty Reply) : JointFact
{
    /// <inheritdoc/>
    public override JointFile Apply(JointFile? before) =>
        before is null
            ? new SupervisionOrder(File, OrderStage.Given, [new OrderRound(Asked)]) { Duties = [Reply] }
            : throw DoesNotFit(before);
}

/// <summary>Decides on orders.</summary>
public static class GiveOrderRule
{
    /// <summary>
    /// A supervisor of the owner or of a unit above it orders, while the matter is not settled. Matters of conduct are a
    /// reviewer's and take no orders. Whoever answers for the handling replies: the owner, also while a reviewer looks at it.
    /// </summary>
    public static JointDecision Decide(
        Matter matter,
        GiveOrder command,
        Guid id,
        Actor.Staff by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var file = matter.File;
        if (!MayGive(file, by, jurisdiction))
        {
            return Refusal.Of(
                "only-a-leader-orders",
                "只有主办单位或其上级的负责人可以督办。",
                "Only a supervisor of the owner or of a unit above it gives an order."
            );
        }
        if (matter is Matter.Settled || file.Kind == Kind.Conduct)
        {
            return Refusal.Of(
                "no-order-on-this-matter",
                "这件诉求已经了结，或者由复查单位独立办理，不能督办。",
                "This matter is settled, or a reviewer deals with it alone; no order is given on it."
            );
        }
        var (what, noLine) = Between.Words(
            command.What,
            nameof(command.What),
            GiveOrder.LongestLine,
            "请用一句话写明督办什么。",
            "Say in one line what is ordered."
        );
        var (asked, nothing) = Between.Words(
            command.Asked,
            nameof(command.Asked),
            OrderMay.LongestWords,
            "请写明要做什么、要报告什么。",
            "Say what is to be done and reported."
        );
        var paceless =
            command.Pace is { } chosen && Enum.IsDefined(chosen)
                ? null
                : Refusals.Missing(nameof(command.Pace), "请选择时限。", "Choose how soon.");
        if (Refusal.All(noLine, nothing, paceless) is { } missing)
        {
            return missing;
        }
        var pace = command.Pace!.Value;
        return new OrderGiven(
            new OrderFile(id, file.Reference.Value, what!, by.Unit, by.Id, file.Owner, file.Area, pace, now),
            asked!,
            Duty.Start(jurisdiction, OrderMay.ClockOf(pace), DutyFor.ReplyToOrder, file.Owner, now)
        );
    }

    /// <summary>Whether somebody leads the owner of a matter or a unit above it.</summary>
    public static bool MayGive(MatterFile file, Actor.Staff by, Jurisdiction jurisdiction) =>
        by.Is(StaffRole.Supervisor) && jurisdiction.Above(file.Owner).Contains(by.Unit);
}
