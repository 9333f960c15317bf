using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Publishing;

namespace SmallMatters.Storage.Publishing;

/// <summary>
/// A publication as lists need it. Title and words are there once it is released and as long as it is out; before that they
/// are in the sealed draft, whose key goes with the release, so that what was blacked out is nowhere any more.
/// </summary>
internal sealed class PublicationRow
{
    public Guid Id { get; init; }
    public PublicationKind Kind { get; init; }
    public required string Unit { get; init; }
    public string? Area { get; init; }
    public long? Matter { get; init; }
    public PublicationStage Stage { get; set; }
    public string? Title { get; set; }
    public string? Words { get; set; }
    public DateOnly? Until { get; set; }

    /// <summary>The draft's own key, wrapped; a new one with each redaction, none once it is released or given up.</summary>
    public byte[]? Key { get; set; }

    /// <summary>The manuscript, as ciphertext.</summary>
    public string? Draft { get; set; }
    public string? Reason { get; set; }
    public DateTimeOffset DraftedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
    public DateTimeOffset? ReleasedAt { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a publication. Appended, never edited; none holds the words of a draft.</summary>
internal sealed class PublicationFactRow
{
    public Guid PublicationId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

/// <summary>The photo of a publication as it stands: what was painted over was never kept beside it.</summary>
internal sealed class PublicationPhotoRow
{
    public Guid PublicationId { get; init; }
    public required string ContentType { get; set; }
    public required byte[] Bytes { get; set; }
    public required string Sha256 { get; set; }
    public int Width { get; set; }
    public int Height { get; set; }
}

/// <summary>Somebody who wants to be told of what is published for an area. The address is ciphertext under their own key.</summary>
internal sealed class SubscriptionRow
{
    public Guid Id { get; init; }

    /// <summary>Code of the area, or null for all.</summary>
    public string? Area { get; init; }
    public Tongue Tongue { get; init; }
    public required byte[] Key { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; set; }
}

internal sealed class PublicationMaps
    : IEntityTypeConfiguration<PublicationRow>,
        IEntityTypeConfiguration<PublicationFactRow>,
        IEntityTypeConfiguration<PublicationPhotoRow>,
        IEntityTypeConfiguration<SubscriptionRow>
{
    public void Configure(EntityTypeBuilder<PublicationRow> builder)
    {
        builder.ToTable("Publication");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.HeadSeq).IsConcurrencyToken();
        builder.HasIndex(p => new { p.Stage, p.ReleasedAt });
        builder.HasIndex(p => new { p.Unit, p.ChangedAt });
    }

    public void Configure(EntityTypeBuilder<PublicationFactRow> builder)
    {
        builder.ToTable("PublicationFact");
        builder.HasKey(f => new { f.PublicationId, f.Seq });
        builder.HasOne<PublicationRow>().WithMany().HasForeignKey(f => f.PublicationId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PublicationPhotoRow> builder)
    {
        builder.ToTable("PublicationPhoto");
        builder.HasKey(p => p.PublicationId);
        builder.Property(p => p.PublicationId).ValueGeneratedNever();
        builder
            .HasOne<PublicationRow>()
            .WithOne()
            .HasForeignKey<PublicationPhotoRow>(p => p.PublicationId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SubscriptionRow> builder)
    {
        builder.ToTable("Subscription");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new { s.ConfirmedAt, s.Area });
    }
}
