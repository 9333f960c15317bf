namespace SmallMatters.Domain.Units;

/// <summary>What a resident wants with a matter (诉求类型).</summary>
public enum Kind
{
    /// <summary>咨询: wants to know.</summary>
    Enquiry,

    /// <summary>求助: wants help.</summary>
    Request,

    /// <summary>投诉: is dissatisfied with a service or a situation.</summary>
    Complaint,

    /// <summary>举报: reports a violation.</summary>
    Report,

    /// <summary>建议: proposes something.</summary>
    Suggestion,

    /// <summary>表扬: praises.</summary>
    Praise,

    /// <summary>纠纷: two or more parties disagree.</summary>
    Dispute,

    /// <summary>隐患: something is dangerous.</summary>
    Hazard,

    /// <summary>小案: a minor public-order case; its record lives in the police system.</summary>
    MinorCase,

    /// <summary>对工作人员的意见: how a member of staff behaved. Goes to a reviewer outside the unit concerned.</summary>
    Conduct,
}
