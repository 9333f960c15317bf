using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.MinorCases;

namespace SmallMatters.Storage.MinorCases;

/// <summary>A case as lists need it; what it says is in its facts.</summary>
[NotPersonal(
    "codes, a key wrapped under the master key, a building",
    nameof(CaseRow.Unit),
    nameof(CaseRow.Area),
    nameof(CaseRow.Key),
    nameof(CaseRow.Building)
)]
[NotPersonal("a keyed hash of a number of the police system", nameof(CaseRow.ExternalMark))]
internal sealed class CaseRow
{
    public Guid Id { get; init; }
    public long Number { get; init; }
    public required string Unit { get; init; }
    public required string Area { get; init; }
    public CaseKind Kind { get; init; }
    public CaseStage Stage { get; set; }

    /// <summary>A keyed hash of the number in the police system, to find the case by it.</summary>
    public byte[]? ExternalMark { get; set; }
    public string? Building { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset To { get; init; }

    /// <summary>The key of staff's words, wrapped; null once erased.</summary>
    public byte[]? Key { get; set; }

    /// <summary>The local day by which the next thing is due.</summary>
    public DateOnly? DueOn { get; set; }
    public DateTimeOffset? LookAt { get; set; }
    public DateTimeOffset ReportedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>A reporter or victim, with their key and, as ciphertext, how to reach them.</summary>
[NotPersonal("a key, wrapped under the master key", nameof(CasePersonRow.Key))]
internal sealed class CasePersonRow
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public byte[]? Key { get; set; }

    [PersonalField(PersonalItem.CaseIdentity, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Case)]
    public string? Name { get; set; }

    [PersonalField(PersonalItem.CaseIdentity, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Case)]
    public string? Phone { get; set; }
    public bool Erased { get; set; }
}

/// <summary>One fact of a case. Appended, never edited. Chained: the hash covers the hash before it.</summary>
[NotPersonal(
    "codes of who acted and what they did, a hash",
    nameof(CaseFactRow.Actor),
    nameof(CaseFactRow.Unit),
    nameof(CaseFactRow.Type),
    nameof(CaseFactRow.Hash)
)]
internal sealed class CaseFactRow
{
    public Guid CaseId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }

    /// <summary>The fact, personal words as ciphertext under the key of whose they are.</summary>
    [PersonalField(PersonalItem.CaseWords, FieldPurpose.Accounting, LegalBasis.StatutoryDuty, KeptFor.Case)]
    public required string Body { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>Something that was handed in: the original and a copy without metadata, both sealed under the giver's key.</summary>
[NotPersonal("the hash of the original and its type", nameof(CaseEvidenceRow.Sha256), nameof(CaseEvidenceRow.MediaType))]
internal sealed class CaseEvidenceRow
{
    public Guid CaseId { get; init; }

    /// <summary>SHA-256 of the original, lower-case hexadecimal: what is handed in twice lies here once.</summary>
    public required string Sha256 { get; init; }
    public Guid PersonId { get; init; }
    public required string MediaType { get; init; }
    public int Length { get; init; }

    [PersonalField(PersonalItem.CaseEvidence, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
    public byte[]? Original { get; set; }

    [PersonalField(PersonalItem.CaseEvidence, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Case)]
    public byte[]? Clean { get; set; }
    public DateTimeOffset At { get; init; }
}

/// <summary>A receipt of access: the first opening of a case by an account for a purpose on a local day.</summary>
[NotPersonal("the code of a unit", nameof(CaseAccessRow.Unit))]
internal sealed class CaseAccessRow
{
    public Guid CaseId { get; init; }
    public Guid Account { get; init; }
    public required string Unit { get; init; }
    public CasePurpose Purpose { get; init; }
    public DateOnly Day { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>A pattern fact that waits to be moved to the main database, and is then gone from here.</summary>
[NotPersonal("codes and a building", nameof(WaitingPatternRow.Area), nameof(WaitingPatternRow.Building))]
internal sealed class WaitingPatternRow
{
    public Guid Id { get; init; }
    public CaseKind Kind { get; init; }
    public required string Area { get; init; }
    public string? Building { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset To { get; init; }
}

/// <summary>A file of milestones that was taken in, with the fate of each row.</summary>
[NotPersonal(
    "codes, a hash, and what became of each line",
    nameof(CaseImportRow.Unit),
    nameof(CaseImportRow.Hash),
    nameof(CaseImportRow.Rows)
)]
internal sealed class CaseImportRow
{
    public Guid Id { get; init; }
    public required string Unit { get; init; }
    public Guid Account { get; init; }
    public required byte[] Hash { get; init; }
    public required string Rows { get; init; }
    public DateTimeOffset At { get; init; }
}
