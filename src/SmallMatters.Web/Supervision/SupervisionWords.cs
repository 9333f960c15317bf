using System.Diagnostics;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Supervision;

namespace SmallMatters.Web.Supervision;

/// <summary>Orders, hard problems and their facts in words.</summary>
public static class SupervisionWords
{
    public static Bilingual Said(this OrderStage stage) =>
        stage switch
        {
            OrderStage.Given => new("待答复", "Waits for the reply"),
            OrderStage.Replied => new("已答复，待认定", "Replied; to be judged"),
            OrderStage.Accepted => new("已认定", "Accepted"),
            OrderStage.TakenBack => new("已撤回", "Taken back"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this OrderPace pace) =>
        pace switch
        {
            OrderPace.Ordinary => new("一般（五个工作日内答复）", "Ordinary (reply within five working days)"),
            OrderPace.Urgent => new("加急（一个工作日内答复）", "Urgent (reply within one working day)"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this ReplyJudgement judgement) =>
        judgement switch
        {
            ReplyJudgement.Accept => new("认定，督办结束", "Accept it; the order is over"),
            ReplyJudgement.AskAgain => new("再次督办", "Ask again"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this HardStage stage) =>
        stage switch
        {
            HardStage.Listed => new("正在解决", "Worked on"),
            HardStage.Claimed => new("提交解决，待确认", "Said to be solved; to be confirmed"),
            HardStage.Solved => new("已解决", "Solved"),
            _ => throw new UnreachableException(),
        };

    public static Bilingual Said(this SolvedFinding finding) =>
        finding switch
        {
            SolvedFinding.Confirmed => new("已经解决，销号", "It is solved and leaves the list"),
            SolvedFinding.NotYet => new("还没有解决，退回", "It is not solved; back to the list"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What a fact says; null for another file's.</summary>
    public static Bilingual? Fact(JointFact fact) =>
        fact switch
        {
            OrderGiven => new("下达督办", "The order was given"),
            OrderReplied => new("答复督办", "The unit replied"),
            ReplyAccepted => new("认定答复", "The reply was accepted"),
            OrderAskedAgain => new("再次督办", "It was asked again"),
            OrderTakenBack => new("撤回督办", "The order was taken back"),
            HardProblemListed => new("列入难点清单", "Put on the hard list"),
            HardProblemPlanned => new("写下方案", "The plan was written"),
            HardProblemReviewed => new("复查", "Reviewed"),
            SolvedClaimed => new("提交：已经解决", "Said to be solved"),
            SolvedConfirmed => new("确认解决，销号", "Confirmed as solved; off the list"),
            SolvedNotConfirmed => new("核实没有解决，退回", "Found not solved; back to the list"),
            _ => null,
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Written(JointFact fact) =>
        fact switch
        {
            OrderGiven given => given.Asked,
            OrderReplied replied => replied.Words,
            ReplyAccepted accepted => accepted.Words,
            OrderAskedAgain again => again.Words,
            OrderTakenBack back => back.Reason,
            HardProblemListed listed => listed.File.Why,
            HardProblemPlanned planned => planned.Plan,
            HardProblemReviewed reviewed => reviewed.Review.Words,
            SolvedClaimed claimed => claimed.Claim.Evidence,
            SolvedConfirmed confirmed => confirmed.Words,
            SolvedNotConfirmed not => not.Words,
            _ => null,
        };
}
