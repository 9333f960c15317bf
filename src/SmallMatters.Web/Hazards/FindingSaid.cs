using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;

namespace SmallMatters.Web.Hazards;

/// <summary>What happens to findings, in words.</summary>
public static class FindingSaid
{
    /// <summary>What a fact says; null for another file's.</summary>
    public static Bilingual? Fact(JointFact fact) =>
        fact switch
        {
            FindingMade => new("检查发现", "Found in an inspection"),
            FindingFedBack { Said.From: FeedbackFrom.OnTheSpot, Recheck: null } => new(
                "当场改正，已销案",
                "Corrected on the spot, and closed"
            ),
            FindingFedBack { Said.From: FeedbackFrom.OnTheSpot } => new(
                "当场改正，待复查",
                "Corrected on the spot; to be looked at again"
            ),
            FindingFedBack { Said.From: FeedbackFrom.Link } => new(
                "责任方反馈已整改",
                "The responsible party says it is put right"
            ),
            FindingFedBack => new("代记责任方的反馈", "The responsible party's answer was noted"),
            RectificationOrdered ordered => new(
                $"发出整改通知 {ordered.Notice.Number}",
                $"Notice of rectification {ordered.Notice.Number} given"
            ),
            RectificationExtended => new("批准延长整改期限", "More time was approved"),
            RectificationLinkGiven => new("给责任方发了链接", "The responsible party was given a link"),
            FindingRechecked { Look.Passed: true } => new("复查合格，已销案", "Looked at again: put right, and closed"),
            FindingRechecked => new("复查不合格", "Looked at again: not put right"),
            FindingHandedOver sent => new($"移交{sent.Letter.To}", $"Handed over to {sent.Letter.To}"),
            HandOverReceipted receipt => new($"收到移交回执 {receipt.Number}", $"Receipt {receipt.Number} came"),
            HandOverReturned => new("移交被退回", "The hand-over came back"),
            MajorReported reported => new($"书面报告{reported.Report.To}", $"Reported in writing to {reported.Report.To}"),
            MajorPlanned => new("写明五项落实", "The five parts were planned"),
            _ => null,
        };

    /// <summary>What was written with a fact, or null.</summary>
    public static string? Written(JointFact fact) =>
        fact switch
        {
            FindingMade made => made.File.What,
            FindingFedBack said => said.Said.Words,
            RectificationOrdered ordered => ordered.Notice.What,
            RectificationExtended extended => extended.Why,
            FindingRechecked looked => looked.Look.Words,
            HandOverReturned back => back.Why,
            _ => null,
        };
}
