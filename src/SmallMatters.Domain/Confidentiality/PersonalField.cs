namespace SmallMatters.Domain.Confidentiality;

/// <summary>
/// Declares a field that holds something personal, where the field itself stands: what it is for, on what basis it is held, how
/// long, and who reads it. Pages, the administrator's table and the document of sharing are made from these declarations; a
/// personal field without one does not start.
/// </summary>
/// <param name="item">What of a person it is. Who may read the item is declared once, in <see cref="PersonalItems"/>.</param>
/// <param name="purpose">What it is for.</param>
/// <param name="basis">The lawful basis.</param>
/// <param name="kept">How long it is kept.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalFieldAttribute(PersonalItem item, FieldPurpose purpose, LegalBasis basis, KeptFor kept) : Attribute
{
    /// <summary>What of a person it is.</summary>
    public PersonalItem Item { get; } = item;

    /// <summary>What it is for.</summary>
    public FieldPurpose Purpose { get; } = purpose;

    /// <summary>The lawful basis.</summary>
    public LegalBasis Basis { get; } = basis;

    /// <summary>How long it is kept.</summary>
    public KeptFor Kept { get; } = kept;
}

/// <summary>
/// Declares columns that hold nothing personal, each by its name, with the reason: codes, names of things, hashes, and words that
/// staff write about places and work. A column that is added later is not covered.
/// </summary>
/// <param name="why">Why nothing personal is in them.</param>
/// <param name="fields">The properties.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class NotPersonalAttribute(string why, params string[] fields) : Attribute
{
    /// <summary>Why nothing personal is in them.</summary>
    public string Why { get; } = why;

    /// <summary>The properties.</summary>
    public IReadOnlyList<string> Fields { get; } = fields;
}

/// <summary>What a personal field is for.</summary>
public enum FieldPurpose
{
    /// <summary>办理: to deal with what was raised.</summary>
    Handling,

    /// <summary>告知: to tell the resident what happens.</summary>
    Telling,

    /// <summary>评价和复查: to have the result judged and looked at again.</summary>
    Judging,

    /// <summary>安全: to protect somebody who was threatened.</summary>
    Safety,

    /// <summary>权利: to answer what a resident asks of their own data.</summary>
    Rights,

    /// <summary>留痕: to show later what was done and that nobody rewrote it.</summary>
    Accounting,

    /// <summary>填写: to keep what a resident has begun to write.</summary>
    Writing,

    /// <summary>登录: to let staff in and nobody else.</summary>
    SigningIn,

    /// <summary>检查: to inspect premises for hazards and have these mended.</summary>
    Inspecting,

    /// <summary>联络员: to appoint volunteers and to speak with them.</summary>
    Volunteering,

    /// <summary>参与: to let residents propose and support, each once.</summary>
    TakingPart,

    /// <summary>学习: to let staff learn from what a resident said, with their consent and without who they are.</summary>
    Learning,
}

/// <summary>The lawful basis on which a field is held.</summary>
public enum LegalBasis
{
    /// <summary>同意: the resident gave it freely and may leave it out (个人信息保护法第十三条第一款第一项).</summary>
    Consent,

    /// <summary>履行法定职责: what the law charges the unit with needs it (个人信息保护法第十三条第一款第三项).</summary>
    StatutoryDuty,

    /// <summary>网络日志: the law wants a record of what was done (网络安全法2025年修正第二十三条第三项).</summary>
    DutyToLog,
}

/// <summary>How long a field is kept; the numbers are the retention rules' (<c>rules/retention-rules.json</c>).</summary>
public enum KeptFor
{
    /// <summary>As long as its matter needs its people.</summary>
    Matter,

    /// <summary>While it is being written.</summary>
    Draft,

    /// <summary>As long as somebody wants the news.</summary>
    Subscription,

    /// <summary>Until it was sent, and a while to show that it was.</summary>
    Notice,

    /// <summary>As long as somebody is on the staff, and what they did is answered for.</summary>
    Account,

    /// <summary>As long as logs are kept.</summary>
    Log,

    /// <summary>As long as the mirror of a minor case is kept after it was closed and sealed.</summary>
    Case,

    /// <summary>As long as the premises stand on the register.</summary>
    Premises,

    /// <summary>As long as a volunteer's role lasts.</summary>
    Liaison,

    /// <summary>As long as a priority is being dealt with, or what somebody takes part in is not over.</summary>
    Priority,
}
