using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Storage.Drafts;

/// <summary>What a resident has answered so far, as ciphertext under a key that only their browser has.</summary>
[NotPersonal("the hash of a token", nameof(DraftRow.Id))]
internal sealed class DraftRow
{
    /// <summary>SHA-256 of the browser's token.</summary>
    public required byte[] Id { get; init; }
    public DateTimeOffset At { get; set; }

    [PersonalField(PersonalItem.Words, FieldPurpose.Writing, LegalBasis.Consent, KeptFor.Draft)]
    public required byte[] Body { get; set; }
}

/// <summary>A photo of a draft, its particulars included in the ciphertext.</summary>
[NotPersonal("the hash of a token", nameof(DraftPhotoRow.Draft))]
internal sealed class DraftPhotoRow
{
    public Guid Id { get; init; }
    public required byte[] Draft { get; init; }
    public DateTimeOffset At { get; init; }

    [PersonalField(PersonalItem.Photos, FieldPurpose.Writing, LegalBasis.Consent, KeptFor.Draft)]
    public required byte[] Body { get; init; }
}

internal sealed class DraftMaps : IEntityTypeConfiguration<DraftRow>, IEntityTypeConfiguration<DraftPhotoRow>
{
    public void Configure(EntityTypeBuilder<DraftRow> builder)
    {
        builder.ToTable("Draft");
        builder.HasKey(d => d.Id);
        builder.HasIndex(d => d.At);
    }

    public void Configure(EntityTypeBuilder<DraftPhotoRow> builder)
    {
        builder.ToTable("DraftPhoto");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.Draft);
        builder.HasIndex(p => p.At);
    }
}
