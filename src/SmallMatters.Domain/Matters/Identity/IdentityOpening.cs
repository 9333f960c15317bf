using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Domain.Matters;

/// <summary>Why a sealed identity may be opened at all; for nothing else.</summary>
public enum OpeningReason
{
    /// <summary>人身安全: somebody's life or safety is at stake.</summary>
    Safety,

    /// <summary>法律要求: a law or a court asks for it by name.</summary>
    Law,

    /// <summary>本人要求: the resident asked to be reached in person.</summary>
    ResidentAsked,

    /// <summary>核实必需: what was reported cannot be looked into without speaking to them, and asking through the matter did not do.</summary>
    Verification,
}

/// <summary>Where an asking to open a sealed identity stands.</summary>
public enum OpeningState
{
    /// <summary>待批准: a second person decides.</summary>
    Asked,

    /// <summary>可查看一次: may be shown once, for a short time.</summary>
    Approved,

    /// <summary>未批准.</summary>
    Refused,

    /// <summary>已查看: was shown; it is not shown again.</summary>
    Shown,
}

/// <summary>Somebody asks to open a sealed identity.</summary>
/// <param name="Id">Key.</param>
/// <param name="Person">Whose identity.</param>
/// <param name="By">The account that asked, and that alone may look.</param>
/// <param name="Unit">Code of its unit.</param>
/// <param name="Reason">Why, from the list.</param>
/// <param name="Words">Why, in words; the resident reads them.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="State">Where it stands.</param>
public sealed record IdentityOpening(
    Guid Id,
    ParticipantId Person,
    StaffId By,
    string Unit,
    OpeningReason Reason,
    [property: PersonalField(PersonalItem.InternalWords, FieldPurpose.Accounting, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Words,
    DateTimeOffset AskedAt,
    OpeningState State
)
{
    /// <summary>How long after it was approved it may be shown.</summary>
    public static readonly TimeSpan ShownWithin = TimeSpan.FromMinutes(30);

    /// <summary>The last instant at which it may be shown, UTC; null before it was approved.</summary>
    public DateTimeOffset? ShowBy { get; init; }
}
