using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Domain.Matters;

/// <summary>A dated promise of a unit to the resident (承诺).</summary>
/// <param name="Id">Key.</param>
/// <param name="Unit">Code of the unit that promised; its promise, whoever owns the matter later.</param>
/// <param name="What">What was promised, as it was said.</param>
/// <param name="DueOn">The promised day, local.</param>
/// <param name="FollowOn">Whether it stands for what remained of a partly solved matter: stays open after closing.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Changes">How often the day was moved, each time with a reason that the resident was told.</param>
public sealed record Promise(
    Guid Id,
    string Unit,
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText What,
    DateOnly DueOn,
    bool FollowOn,
    PromiseState State,
    int Changes = 0
)
{
    /// <summary>The part that it is about; null when it is about the whole matter.</summary>
    public Guid? Part { get; init; }
}

/// <summary>Where a promise stands.</summary>
public enum PromiseState
{
    /// <summary>Not yet kept.</summary>
    Open,

    /// <summary>Kept by its day.</summary>
    Kept,

    /// <summary>Kept after its day.</summary>
    KeptLate,

    /// <summary>Given up, with a reason that the resident was told.</summary>
    GivenUp,
}

/// <summary>One question to the resident (请您补充). It pauses no legal clock.</summary>
/// <param name="Id">Key.</param>
/// <param name="Text">The question.</param>
/// <param name="AskedBy">Who asked; the matter comes back to them.</param>
/// <param name="State">Where it stands.</param>
public sealed record Question(
    Guid Id,
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Text,
    StaffId AskedBy,
    QuestionState State
);

/// <summary>Where a question stands.</summary>
public enum QuestionState
{
    /// <summary>Waiting for the resident.</summary>
    Waiting,

    /// <summary>Answered.</summary>
    Answered,

    /// <summary>Came back by itself after five calendar days.</summary>
    Lapsed,
}

/// <summary>A hand-over that waits for the proposed next owner (移交). Until it is accepted the sender owns the matter.</summary>
/// <param name="Id">Key.</param>
/// <param name="From">Code of the sending unit.</param>
/// <param name="To">Code of the proposed next owner.</param>
/// <param name="Reason">Why it is theirs.</param>
public sealed record HandOver(
    Guid Id,
    string From,
    string To,
    [property: PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Reason
)
{
    /// <summary>Code of the dispatch catalogue's reason; null for hand-overs from before there was a catalogue.</summary>
    public string? Ground { get; init; }
}
