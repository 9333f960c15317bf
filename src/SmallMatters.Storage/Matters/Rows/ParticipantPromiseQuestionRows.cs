using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters.Rows;

/// <summary>A person's part in a matter, with their key and, as ciphertext under it, how to reach them.</summary>
[NotPersonal("a key, wrapped under the master key", nameof(ParticipantRow.Key))]
internal sealed class ParticipantRow
{
    public ParticipantId Id { get; init; }
    public MatterId MatterId { get; init; }
    public ParticipantRole Role { get; set; }
    public Tongue Tongue { get; set; }
    public bool Reachable { get; set; }
    public bool Erased { get; set; }

    /// <summary>Whether who they are is kept apart (<see cref="Confidentiality.SealedIdentityRow"/>); name and contact here are null then.</summary>
    public bool Sealed { get; set; }

    /// <summary>The person's key, wrapped under the master key; null once erased.</summary>
    public byte[]? Key { get; set; }

    [PersonalField(PersonalItem.Name, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Matter)]
    public string? Name { get; set; }

    [PersonalField(PersonalItem.Phone, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Matter)]
    public string? Phone { get; set; }

    [PersonalField(PersonalItem.Email, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Matter)]
    public string? Email { get; set; }

    /// <summary>Which issue of the link is valid; a higher one ends all links given before.</summary>
    public int LinkIssue { get; set; }
    public DateTimeOffset JoinedAt { get; init; }
}

internal sealed class ParticipantMap : IEntityTypeConfiguration<ParticipantRow>
{
    public void Configure(EntityTypeBuilder<ParticipantRow> builder)
    {
        builder.ToTable("Participant");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.Erased).HasFilter("erased");
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(p => p.MatterId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>A promise; its words as ciphertext.</summary>
[NotPersonal("the code of a unit", nameof(PromiseRow.Unit))]
internal sealed class PromiseRow
{
    public Guid Id { get; init; }
    public MatterId MatterId { get; init; }
    public required string Unit { get; init; }

    [PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public required string What { get; set; }
    public DateOnly DueOn { get; set; }
    public bool FollowOn { get; init; }
    public PromiseState State { get; set; }
    public int Changes { get; set; }

    /// <summary>The part that it is about; null when it is about the whole matter.</summary>
    public Guid? Part { get; init; }
}

internal sealed class PromiseMap : IEntityTypeConfiguration<PromiseRow>
{
    public void Configure(EntityTypeBuilder<PromiseRow> builder)
    {
        builder.ToTable("Promise");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(p => p.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new
        {
            p.Unit,
            p.State,
            p.DueOn,
        });
        builder.HasIndex(p => p.DueOn);
    }
}

/// <summary>A question to the resident; its words as ciphertext.</summary>
internal sealed class QuestionRow
{
    public Guid Id { get; init; }
    public MatterId MatterId { get; init; }

    [PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public required string Text { get; set; }
    public Guid AskedBy { get; init; }
    public QuestionState State { get; set; }
}

internal sealed class QuestionMap : IEntityTypeConfiguration<QuestionRow>
{
    public void Configure(EntityTypeBuilder<QuestionRow> builder)
    {
        builder.ToTable("Question");
        builder.HasKey(q => q.Id);
        builder.Property(q => q.Id).ValueGeneratedNever();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(q => q.MatterId).OnDelete(DeleteBehavior.Restrict);
    }
}
