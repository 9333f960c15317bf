namespace SmallMatters.Domain.Matters;

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

/// <summary>Who brought a matter in (来源).</summary>
public enum Origin
{
    /// <summary>The resident.</summary>
    Resident,

    /// <summary>Somebody on the resident's behalf, a relative or a window clerk.</summary>
    OnBehalf,

    /// <summary>Transferred from 110, 12345 or another system.</summary>
    Transferred,

    /// <summary>A liaison volunteer.</summary>
    Volunteer,

    /// <summary>Found by staff. Never feeds pattern analysis.</summary>
    Staff,
}

/// <summary>The way by which a matter came.</summary>
public enum Channel
{
    /// <summary>The resident's pages.</summary>
    Web,

    /// <summary>A window or a visit, typed in by staff.</summary>
    Window,

    /// <summary>A telephone call, typed in by staff.</summary>
    Phone,

    /// <summary>A chat message pasted by staff.</summary>
    Chat,

    /// <summary>Open311 GeoReport v2.</summary>
    Open311,

    /// <summary>A transfer file of 110 or 12345.</summary>
    TransferFile,

    /// <summary>An imported table.</summary>
    Import,
}
