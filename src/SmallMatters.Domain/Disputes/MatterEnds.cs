using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>What becomes of a dispute that goes on when its matter ends.</summary>
public static class MatterEndsRule
{
    /// <summary>
    /// Staff end the dispute first, so that nobody is mediated whose matter is closed; one that the raiser withdraws takes its dispute
    /// along. What was agreed is the parties' and holds no matter open.
    /// </summary>
    public static DisputeDecision Decide(Dispute dispute, Actor by, DateTimeOffset now) =>
        dispute is Dispute.Agreed or Dispute.Ended ? new DisputeDecision([], null)
        : by is Actor.Person ? EndDisputeRule.End(dispute, EndedAs.Withdrawn, null, now)
        : Refusal.Of(
            "dispute-goes-on",
            "这件诉求还有一起正在处理的纠纷，请先结束纠纷，再办结诉求。",
            "A dispute of this matter still goes on. End the dispute first, then close the matter."
        );
}
