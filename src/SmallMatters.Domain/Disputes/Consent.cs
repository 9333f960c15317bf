using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>A party's answer to one step (自愿): given, refused, or taken back later.</summary>
/// <param name="Party">The party.</param>
/// <param name="Step">The step.</param>
/// <param name="Subject">The proposal or session that it is about.</param>
/// <param name="Answer">The answer.</param>
/// <param name="How">How it was said.</param>
/// <param name="At">UTC.</param>
public sealed record Consent(
    ParticipantId Party,
    ConsentStep Step,
    Guid Subject,
    ConsentAnswer Answer,
    ConsentHow How,
    DateTimeOffset At
);

/// <summary>What needs consent.</summary>
public enum ConsentStep
{
    /// <summary>调解: to be mediated at the proposed venue.</summary>
    Mediation,

    /// <summary>调解会: to sit together.</summary>
    Session,

    /// <summary>调解员: to who mediates. A party may ask for somebody else (人民调解法第23条).</summary>
    Mediator,

    /// <summary>协议: to what was written down.</summary>
    Agreement,

    /// <summary>延长调解期限: to a longer time for the mediation.</summary>
    Lengthening,

    /// <summary>共同申请司法确认: to ask the court together.</summary>
    Confirmation,

    /// <summary>移交: to a hand-over to another venue.</summary>
    HandOver,
}

/// <summary>An answer.</summary>
public enum ConsentAnswer
{
    /// <summary>同意.</summary>
    Given,

    /// <summary>不同意.</summary>
    Refused,

    /// <summary>撤回同意.</summary>
    TakenBack,
}

/// <summary>How an answer was given.</summary>
public enum ConsentHow
{
    /// <summary>本人在线: by the party's own link.</summary>
    ByLink,

    /// <summary>当面: said at the desk or at the door, written down by staff.</summary>
    InPerson,

    /// <summary>电话: said on the telephone, written down by staff.</summary>
    ByPhone,

    /// <summary>书面: on paper, kept by staff.</summary>
    OnPaper,
}
