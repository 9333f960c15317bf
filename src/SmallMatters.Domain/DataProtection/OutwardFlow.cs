using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.DataProtection;

/// <summary>A way by which residents' data, or what was made of them, leaves the units that deal with matters.</summary>
public enum OutwardFlowKind
{
    /// <summary>伙伴推送: a partner's subscription, by which a system outside is told of matters or parts.</summary>
    PartnerSubscription,

    /// <summary>共享单: a sharing slip, by which another agency reads named fields.</summary>
    SharingSlip,

    /// <summary>开放数据: a set of open data.</summary>
    OpenData,

    /// <summary>移交回传: files by which a system that passed matters on is told what became of them.</summary>
    Transfer,
}

/// <summary>One outward flow, as its own module names it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Code">
/// Its stable code within the kind, such as the partner's code or the data set's; letters, digits, dots and dashes.
/// </param>
public sealed record OutwardFlow(OutwardFlowKind Kind, string Code)
{
    /// <summary>Longest code.</summary>
    public const int LongestCode = 80;

    /// <summary>Kind and code as one word, for rows: <c>OpenData:areas</c>.</summary>
    public string Key => $"{Kind}:{Code.Trim().ToLowerInvariant()}";
}

/// <summary>
/// Whether an outward flow may be on (个人信息保护法第五十五条: assess before sharing, entrusting or publishing). Nothing goes out
/// on the strength of one person.
/// </summary>
public static class OutwardFlowRule
{
    /// <summary>Null when an assessment that holds today was approved by a second person; else why the flow stays off.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="assessments">All assessments of that flow.</param>
    /// <param name="today">The local day.</param>
    public static Refusal? Decide(OutwardFlow flow, IEnumerable<Assessment> assessments, DateOnly today)
    {
        var own = assessments.Where(a => a.File.Flow.Key == flow.Key).ToList();
        if (own.Exists(a => a.Holds(today)))
        {
            return null;
        }
        if (own.Exists(a => a.Stage == AssessmentStage.Written))
        {
            return Refusal.Of(
                "assessment-not-approved",
                $"“{flow.Code}”的个人信息保护影响评估还在等另一个人批准，批准前不能开通。",
                $"The impact assessment of “{flow.Code}” waits for a second person's approval; until then it stays off."
            );
        }
        if (own.Exists(a => a.Stage == AssessmentStage.Approved))
        {
            return Refusal.Of(
                "assessment-expired",
                $"“{flow.Code}”的个人信息保护影响评估已经到期，请重新评估。",
                $"The impact assessment of “{flow.Code}” has run out; write a new one."
            );
        }
        return Refusal.Of(
            "assessment-missing",
            $"“{flow.Code}”还没有有效的个人信息保护影响评估，不能开通。请先写评估，并由另一个人批准。",
            $"“{flow.Code}” has no impact assessment that holds, so it stays off. Write one and have a second person approve it."
        );
    }
}
