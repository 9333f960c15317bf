using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Disputes;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Disputes;

/// <summary>A dispute as lists need it; what it says is in its facts. Whose it is, its matter says.</summary>
[NotPersonal("keys, wrapped under the master key", nameof(DisputeRow.CommonKey), nameof(DisputeRow.OfficeKey))]
[NotPersonal("the code of a unit", nameof(DisputeRow.GoneUpTo))]
internal sealed class DisputeRow
{
    public Guid Id { get; init; }
    public MatterId MatterId { get; init; }
    public DisputeKind Kind { get; init; }
    public DisputeStage Stage { get; set; }

    /// <summary>Whether a safety flag stands.</summary>
    public bool Flagged { get; set; }

    /// <summary>Whether telling the police is owed on a flag.</summary>
    public bool Untold { get; set; }

    /// <summary>Account of who is invited to mediate or does; null where the handler does.</summary>
    public Guid? Mediator { get; set; }

    /// <summary>The last local day of the mediation that goes on; null where none does or none is set.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>Whether that day may still move with the calendar of a year that is not published.</summary>
    public bool Provisional { get; set; }

    /// <summary>Code of the unit that its being overdue has gone up to.</summary>
    public string? GoneUpTo { get; set; }

    /// <summary>When the sweep looks at its time next, UTC; null when there is nothing to wait for.</summary>
    public DateTimeOffset? NextLookAt { get; set; }

    /// <summary>The local day from which on the next check after an agreement is asked for; null where none waits.</summary>
    public DateOnly? FollowUpOn { get; set; }

    /// <summary>The last local day for it.</summary>
    public DateOnly? FollowUpBy { get; set; }

    /// <summary>The local day from which on the parties are to be reminded of something that is owed; null where nothing waits.</summary>
    public DateOnly? RemindOn { get; set; }

    /// <summary>The key of what all parties read; null once all are erased.</summary>
    public byte[]? CommonKey { get; set; }

    /// <summary>Whose number the key of staff's words has.</summary>
    public Guid Office { get; init; }

    /// <summary>The key of staff's words; null once all parties are erased.</summary>
    public byte[]? OfficeKey { get; set; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>A party of a dispute, or somebody who acts for one, with their key, link and, as ciphertext, how to reach them.</summary>
[NotPersonal("a key, wrapped under the master key", nameof(DisputePersonRow.Key))]
internal sealed class DisputePersonRow
{
    public ParticipantId Id { get; init; }
    public Guid DisputeId { get; init; }

    /// <summary>The party: this person, or the one that they act for.</summary>
    public ParticipantId Party { get; init; }

    /// <summary>Who raised the matter, when this party is them.</summary>
    public ParticipantId? Raiser { get; init; }
    public Tongue Tongue { get; init; }

    /// <summary>The person's key, wrapped under the master key; null once erased.</summary>
    public byte[]? Key { get; set; }

    [PersonalField(PersonalItem.Name, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public string? Name { get; set; }

    [PersonalField(PersonalItem.Phone, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public string? Phone { get; set; }

    /// <summary>Which issue of the link is valid; 0 before one was given.</summary>
    public int LinkIssue { get; set; }
    public bool Erased { get; set; }
}

/// <summary>One fact of a dispute. Appended, never edited. Chained: the hash covers the hash before it.</summary>
[NotPersonal(
    "keys and codes of who acted and what they did",
    nameof(DisputeFactRow.Actor),
    nameof(DisputeFactRow.Unit),
    nameof(DisputeFactRow.Type)
)]
[NotPersonal("a hash", nameof(DisputeFactRow.Hash))]
internal sealed class DisputeFactRow
{
    public Guid DisputeId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }

    /// <summary>The fact, personal words as ciphertext under the key of whose they are.</summary>
    [PersonalField(PersonalItem.PartyWords, FieldPurpose.Accounting, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public required string Body { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>A note that its author alone reads, as ciphertext under a key of its own.</summary>
[NotPersonal("a key, wrapped under the master key", nameof(SealedNoteRow.Key))]
internal sealed class SealedNoteRow
{
    public Guid Id { get; init; }
    public Guid DisputeId { get; init; }

    /// <summary>Whose note it is.</summary>
    public Guid Account { get; init; }
    public NoteKind Kind { get; init; }

    /// <summary>With which party the talk was; null for a plan.</summary>
    public ParticipantId? Party { get; init; }

    /// <summary>The note's own key, wrapped under the master key; null once erased.</summary>
    public byte[]? Key { get; set; }

    [PersonalField(PersonalItem.CaucusWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public string? Body { get; set; }
    public DateTimeOffset At { get; init; }
}

/// <summary>A page of a signed agreement: as it came and a copy without metadata, both sealed under the dispute's common key.</summary>
[NotPersonal("the hash of the original and its type", nameof(SignedPageRow.Sha256), nameof(SignedPageRow.MediaType))]
internal sealed class SignedPageRow
{
    public Guid DisputeId { get; init; }

    /// <summary>SHA-256 of the original, lower-case hexadecimal: what is put in twice lies here once.</summary>
    public required string Sha256 { get; init; }
    public required string MediaType { get; init; }

    /// <summary>Null once the last party was erased.</summary>
    [PersonalField(PersonalItem.SignedPaper, FieldPurpose.Accounting, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public byte[]? Original { get; set; }

    [PersonalField(PersonalItem.SignedPaper, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public byte[]? Clean { get; set; }
    public DateTimeOffset At { get; init; }
}

/// <summary>A mediator in a unit's register.</summary>
[NotPersonal(
    "what an office says of who mediates for it",
    nameof(MediatorRow.Unit),
    nameof(MediatorRow.AppointedBy),
    nameof(MediatorRow.Letter),
    nameof(MediatorRow.Fields),
    nameof(MediatorRow.Languages),
    nameof(MediatorRow.Days)
)]
internal sealed class MediatorRow
{
    public Guid AccountId { get; init; }
    public required string Unit { get; init; }
    public required string AppointedBy { get; set; }
    public required string Letter { get; set; }
    public DateOnly FromOn { get; set; }
    public DateOnly ToOn { get; set; }

    /// <summary>Names of the kinds of dispute, with a space between two; empty for all.</summary>
    public required string Fields { get; set; }
    public DateOnly? TrainedOn { get; set; }

    /// <summary>Names of languages, with a space between two.</summary>
    public required string Languages { get; set; }

    /// <summary>Names of days of the week, with a space between two; empty for all.</summary>
    public required string Days { get; set; }

    /// <summary>Who of the staff wrote it.</summary>
    public Guid ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class DisputeMaps
    : IEntityTypeConfiguration<DisputeRow>,
        IEntityTypeConfiguration<MediatorRow>,
        IEntityTypeConfiguration<SealedNoteRow>,
        IEntityTypeConfiguration<SignedPageRow>,
        IEntityTypeConfiguration<DisputePersonRow>,
        IEntityTypeConfiguration<DisputeFactRow>
{
    public void Configure(EntityTypeBuilder<DisputeRow> builder)
    {
        builder.ToTable("Dispute");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.HeadSeq).IsConcurrencyToken();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(d => d.MatterId).OnDelete(DeleteBehavior.Restrict);
        // One open dispute of a matter, whoever is quicker.
        builder.HasIndex(d => d.MatterId, "IX_Dispute_Open").IsUnique().HasFilter("stage <> 'Ended'");
        builder.HasIndex(d => d.MatterId);
        builder.HasIndex(d => new { d.Stage, d.ChangedAt });
        builder.HasIndex(d => d.NextLookAt);
        builder.HasIndex(d => d.RemindOn);
        builder.HasIndex(d => d.Mediator);
    }

    public void Configure(EntityTypeBuilder<SealedNoteRow> builder)
    {
        builder.ToTable("SealedNote");
        builder.HasKey(n => n.Id);
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.HasOne<DisputeRow>().WithMany().HasForeignKey(n => n.DisputeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(n => n.DisputeId);
    }

    public void Configure(EntityTypeBuilder<SignedPageRow> builder)
    {
        builder.ToTable("SignedPage");
        builder.HasKey(p => new { p.DisputeId, p.Sha256 });
        builder.HasOne<DisputeRow>().WithMany().HasForeignKey(p => p.DisputeId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<MediatorRow> builder)
    {
        builder.ToTable("Mediator");
        builder.HasKey(m => new { m.Unit, m.AccountId });
    }

    public void Configure(EntityTypeBuilder<DisputePersonRow> builder)
    {
        builder.ToTable("DisputePerson");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<DisputeRow>().WithMany().HasForeignKey(p => p.DisputeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.DisputeId);
        builder.HasIndex(p => p.Raiser);
        builder.HasIndex(p => p.Erased).HasFilter("erased");
    }

    public void Configure(EntityTypeBuilder<DisputeFactRow> builder)
    {
        builder.ToTable("DisputeFact");
        builder.HasKey(f => new { f.DisputeId, f.Seq });
        // Where a unit sent its disputes.
        builder.HasIndex(f => f.Unit, "IX_DisputeFact_Sent").HasFilter("type = 'VenueHandOverSent'");
        builder.HasOne<DisputeRow>().WithMany().HasForeignKey(f => f.DisputeId).OnDelete(DeleteBehavior.Restrict);
    }
}
