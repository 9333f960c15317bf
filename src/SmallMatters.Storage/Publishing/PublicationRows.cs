using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Publishing;

namespace SmallMatters.Storage.Publishing;

/// <summary>
/// A publication as lists need it. Title and words are there once it is released and as long as it is out; before that they
/// are in the sealed draft, whose key goes with the release, so that what was blacked out is nowhere any more.
/// </summary>
[NotPersonal(
    "codes of the jurisdiction, and a key that is wrapped",
    nameof(PublicationRow.Unit),
    nameof(PublicationRow.Area),
    nameof(PublicationRow.Key)
)]
[NotPersonal(
    "words that a second person released for everybody, and why they were recalled",
    nameof(PublicationRow.Title),
    nameof(PublicationRow.Words),
    nameof(PublicationRow.Reason)
)]
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
    [PersonalField(PersonalItem.Draft, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public string? Draft { get; set; }
    public string? Reason { get; set; }
    public DateTimeOffset DraftedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
    public DateTimeOffset? ReleasedAt { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a publication. Appended, never edited; none holds the words of a draft.</summary>
[NotPersonal(
    "who did what with a publication, without its words",
    nameof(PublicationFactRow.Unit),
    nameof(PublicationFactRow.Type),
    nameof(PublicationFactRow.Body)
)]
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
[NotPersonal("the kind of file, and a hash", nameof(PublicationPhotoRow.ContentType), nameof(PublicationPhotoRow.Sha256))]
internal sealed class PublicationPhotoRow
{
    public Guid PublicationId { get; init; }
    public required string ContentType { get; set; }

    [PersonalField(PersonalItem.Draft, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public required byte[] Bytes { get; set; }
    public required string Sha256 { get; set; }
    public int Width { get; set; }
    public int Height { get; set; }
}

/// <summary>Somebody who wants to be told of what is published for an area. The address is ciphertext under their own key.</summary>
[NotPersonal("the code of an area, and a key that is wrapped", nameof(SubscriptionRow.Area), nameof(SubscriptionRow.Key))]
internal sealed class SubscriptionRow
{
    public Guid Id { get; init; }

    /// <summary>Code of the area, or null for all.</summary>
    public string? Area { get; init; }
    public Tongue Tongue { get; init; }
    public required byte[] Key { get; init; }

    [PersonalField(PersonalItem.Subscription, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Subscription)]
    public string? Phone { get; init; }

    [PersonalField(PersonalItem.Subscription, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Subscription)]
    public string? Email { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; set; }
}

/// <summary>
/// That the subscribers are to be told of a release or a recall, written with it; how far that has come is written with each
/// batch of messages, so that nobody is told twice and nobody is left out.
/// </summary>
internal sealed class NewsRoundRow
{
    public Guid Id { get; init; }
    public Guid PublicationId { get; init; }

    /// <summary>Released or recalled.</summary>
    public PublicationStage Stage { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The last subscription that was looked at, in the order of keys; null before the first.</summary>
    public Guid? After { get; set; }

    /// <summary>How many batches were written; the version of the row.</summary>
    public int HeadSeq { get; set; }
    public DateTimeOffset? DoneAt { get; set; }

    public static NewsRoundRow Of(Guid publication, PublicationStage stage, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            PublicationId = publication,
            Stage = stage,
            At = now,
        };
}

internal sealed class PublicationMaps
    : IEntityTypeConfiguration<PublicationRow>,
        IEntityTypeConfiguration<NewsRoundRow>,
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
        builder.HasIndex(p => p.Matter);
    }

    public void Configure(EntityTypeBuilder<NewsRoundRow> builder)
    {
        builder.ToTable("NewsRound");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.HeadSeq).IsConcurrencyToken();
        builder.HasOne<PublicationRow>().WithMany().HasForeignKey(r => r.PublicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.DoneAt, r.At });
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
