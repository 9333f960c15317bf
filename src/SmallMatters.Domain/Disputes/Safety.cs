using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Disputes;

/// <summary>What a party is asked alone before mediation, with its answers. They are under its own key.</summary>
/// <param name="Violence">Has there been violence?</param>
/// <param name="Threat">Has somebody threatened?</param>
/// <param name="Dependency">Does one of you depend on the other, for money, care or a home?</param>
/// <param name="Children">Are children affected?</param>
/// <param name="Fear">Would you be afraid to say what you think with the other in the room?</param>
public sealed record SafetyAnswers(
    SafetyAnswer Violence,
    SafetyAnswer Threat,
    SafetyAnswer Dependency,
    SafetyAnswer Children,
    SafetyAnswer Fear
)
{
    /// <summary>Only a plain no to violence, threat and fear counts as safe; who would rather not say may have reason to.</summary>
    public bool FeelsSafe =>
        Violence == SafetyAnswer.No
        && Threat == SafetyAnswer.No
        && Fear == SafetyAnswer.No
        && !(Dependency == SafetyAnswer.Yes && Children == SafetyAnswer.Yes);
}

/// <summary>An answer to a question about safety.</summary>
public enum SafetyAnswer
{
    /// <summary>没有.</summary>
    No,

    /// <summary>有.</summary>
    Yes,

    /// <summary>不想说.</summary>
    RatherNotSay,
}

/// <summary>Somebody may be in danger. While a flag stands nothing leads to a joint session.</summary>
/// <param name="Id">Key.</param>
/// <param name="Party">The party whose answers raised it; null when staff did.</param>
/// <param name="By">The member of staff who raised it; null when a party's answers did.</param>
/// <param name="Duty">Whether the law makes reporting a duty.</param>
/// <param name="At">UTC.</param>
/// <param name="LiftedAt">When it was lifted, UTC; null while it stands.</param>
public sealed record SafetyFlag(
    Guid Id,
    ParticipantId? Party,
    StaffId? By,
    ReportDuty Duty,
    DateTimeOffset At,
    DateTimeOffset? LiftedAt = null
)
{
    /// <summary>When the police were told, UTC; null while that is owed, or where it is no duty.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>Who of a party of many answered; null where the party is one, or staff wrote the answers down.</summary>
    public ParticipantId? AnsweredBy { get; init; }
}

/// <summary>Whether the law makes it a duty to report.</summary>
public enum ReportDuty
{
    /// <summary>没有强制报告义务.</summary>
    None,

    /// <summary>可能引起治安案件、刑事案件: to the police (人民调解法第25条).</summary>
    PublicOrder,

    /// <summary>无民事行为能力人、限制民事行为能力人遭受家庭暴力: to the police (反家庭暴力法第14条).</summary>
    WithoutFullCapacity,

    /// <summary>侵害未成年人: to the police and the civil-affairs or education authority (未成年人保护法第11条).</summary>
    Minor,
}

/// <summary>A safety flag was raised; sessions that were set do not take place.</summary>
public sealed record SafetyFlagRaised(
    SafetyFlag Flag,
    [property: PersonalField(PersonalItem.OfficeWords, FieldPurpose.Safety, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText? Words
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute)
    {
        var with = Some(dispute).With(f => f with { Flags = f.Flags.Add(Flag) });
        return with is Dispute.Mediating or Dispute.Agreed ? with.WithMediation(SessionRule.NoneLeft) : with;
    }
}

/// <summary>A safety flag was lifted, with the reason.</summary>
public sealed record SafetyFlagLifted(
    Guid Flag,
    [property: PersonalField(PersonalItem.OfficeWords, FieldPurpose.Safety, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Words,
    DateTimeOffset At
) : DisputeFact
{
    /// <inheritdoc/>
    public override Dispute Apply(Dispute? dispute) =>
        Some(dispute)
            .With(f => f with { Flags = [.. f.Flags.Select(flag => flag.Id == Flag ? flag with { LiftedAt = At } : flag)] });
}
