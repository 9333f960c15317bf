using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.MinorCases;

namespace SmallMatters.Storage.MinorCases;

/// <summary>What staff opened a case for.</summary>
public enum CasePurpose
{
    /// <summary>办理.</summary>
    Handling,

    /// <summary>督促办理.</summary>
    Overseeing,

    /// <summary>依法查询封存记录.</summary>
    OpeningSealed,

    /// <summary>回访、上门、答复评价.</summary>
    Serving,
}

/// <summary>Which police stations deal with minor cases here.</summary>
/// <param name="Units">Codes of the units; every other unit is let in nowhere.</param>
public sealed record CaseStations(ImmutableArray<string> Units);

/// <summary>How a reporter or victim is reached.</summary>
/// <param name="Name">How they are addressed; null once erased.</param>
/// <param name="Phone">Their number, or null.</param>
[ProjectionFor(Audience.Station, Audience.CasePerson)]
public sealed record CaseContact(
    [property: Shows(PersonalItem.CaseIdentity)] string? Name,
    [property: Shows(PersonalItem.CaseIdentity)] string? Phone
);

/// <summary>A case in the station's list; no words.</summary>
/// <param name="Reference">Its number.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Area">Code of its area.</param>
/// <param name="DueOn">The local day by which the next thing is due.</param>
/// <param name="ReportedAt">When it was reported (UTC).</param>
[ProjectionFor(Audience.Station)]
[ShowsNothingPersonal(nameof(CaseEntry.Area))]
public sealed record CaseEntry(
    Reference Reference,
    CaseKind Kind,
    CaseStage Stage,
    string Area,
    DateOnly? DueOn,
    DateTimeOffset ReportedAt
);

/// <summary>How many cases of a station are overdue, for the units above it.</summary>
/// <param name="Station">Code of the station.</param>
/// <param name="Cases">How many.</param>
/// <param name="Since">The earliest local day that was missed.</param>
public sealed record StationOverdue(string Station, int Cases, DateOnly Since);

/// <summary>A fact with who acted.</summary>
/// <param name="Fact">What happened.</param>
/// <param name="At">When it was entered (UTC).</param>
/// <param name="Staff">Whose account, for staff.</param>
[ProjectionFor(Audience.Station, Audience.CasePerson)]
public sealed record CaseEvent([property: Shows(PersonalItem.CaseWords)] CaseFact Fact, DateTimeOffset At, Guid? Staff);

/// <summary>Something that was handed in.</summary>
/// <param name="Sha256">Hash of the original.</param>
/// <param name="MediaType">What it is, by its content.</param>
/// <param name="Length">Bytes of the original.</param>
/// <param name="At">When it was handed in (UTC).</param>
/// <param name="By">Who handed it in.</param>
[ProjectionFor(Audience.Station, Audience.CasePerson)]
[ShowsNothingPersonal(nameof(CaseEvidenceEntry.Sha256), nameof(CaseEvidenceEntry.MediaType))]
public sealed record CaseEvidenceEntry(string Sha256, string MediaType, int Length, DateTimeOffset At, ParticipantId By);

/// <summary>A case as its station reads it, once the receipt is written. Sealed records have their words only when they were opened.</summary>
/// <param name="Case">The case.</param>
/// <param name="People">How its people are reached; of a sealed case only those to whom something is owed.</param>
/// <param name="Story">What happened.</param>
/// <param name="Evidence">What was handed in.</param>
/// <param name="Seen">Number of the last fact.</param>
/// <param name="Readable">Whether the words are there.</param>
[ProjectionFor(Audience.Station)]
public sealed record CasePage(
    [property: Shows(PersonalItem.CaseWords)] MinorCase Case,
    [property: Shows(PersonalItem.CaseIdentity)] IReadOnlyDictionary<ParticipantId, CaseContact> People,
    [property: Shows(PersonalItem.CaseWords)] IReadOnlyList<CaseEvent> Story,
    [property: Shows(PersonalItem.CaseEvidence)] IReadOnlyList<CaseEvidenceEntry> Evidence,
    int Seen,
    bool Readable
);

/// <summary>A case as a reporter or victim reads it by their own link: staff's words and their own, nobody else's.</summary>
/// <param name="Case">The case; words of others are null.</param>
/// <param name="Me">The reader.</param>
/// <param name="Contact">What is kept of them.</param>
/// <param name="Story">What happened.</param>
/// <param name="Evidence">What they handed in.</param>
/// <param name="Opened">Which unit read it, what for, and on which day.</param>
[ProjectionFor(Audience.CasePerson)]
[ShowsNothingPersonal(nameof(CasePersonPage.Opened))]
public sealed record CasePersonPage(
    [property: Shows(PersonalItem.CaseWords)] MinorCase Case,
    CasePerson Me,
    [property: Shows(PersonalItem.CaseIdentity)] CaseContact Contact,
    [property: Shows(PersonalItem.CaseWords)] IReadOnlyList<CaseEvent> Story,
    [property: Shows(PersonalItem.CaseEvidence)] IReadOnlyList<CaseEvidenceEntry> Evidence,
    IReadOnlyList<(string Unit, CasePurpose Purpose, DateOnly Day)> Opened
);

/// <summary>When and where it happened, as far as patterns may know.</summary>
/// <param name="Estate">The estate, or null.</param>
/// <param name="Building">The building, or null.</param>
/// <param name="From">When it can have happened first (UTC).</param>
/// <param name="To">When it can have happened last (UTC).</param>
public sealed record CaseOccurrence(string? Estate, string? Building, DateTimeOffset From, DateTimeOffset To);

/// <summary>One line of a file of milestones.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Number">Number in the police system.</param>
/// <param name="Step">Code of the step, or <c>filed</c>.</param>
/// <param name="On">When it was taken (UTC); null when the cell is no time.</param>
/// <param name="Document">Number of the document, or null.</param>
public sealed record MilestoneLine(int Line, string Number, string Step, DateTimeOffset? On, string? Document);

/// <summary>What became of a line; it repeats none of its words.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Fate"><c>taken</c>, <c>known</c>, <c>no-case</c>, or the code of a refusal.</param>
public sealed record MilestoneFate(int Line, string Fate);
