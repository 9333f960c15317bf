using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Hazards;
using SmallMatters.Storage.JointHandling;

namespace SmallMatters.Storage.Hazards;

/// <summary>One inspection, under the key that its sender made. Written once, never edited.</summary>
[NotPersonal(
    "codes, hashes, and which items of a checklist passed at a place; who inspected stands there by account",
    nameof(InspectionRow.Unit),
    nameof(InspectionRow.Hash),
    nameof(InspectionRow.Type),
    nameof(InspectionRow.Body),
    nameof(InspectionRow.Link)
)]
internal sealed class InspectionRow
{
    public Guid Id { get; init; }
    public Guid PremisesId { get; init; }
    public Guid Staff { get; init; }
    public required string Unit { get; init; }
    public InspectionCause Cause { get; init; }

    /// <summary>When it counts from.</summary>
    public DateTimeOffset At { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public int Failed { get; init; }

    /// <summary>SHA-256 of what was sent, hexadecimal: the same key with other content is another thing.</summary>
    public required string Hash { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }

    /// <summary>SHA-256 of what is kept, as a chain of one fact.</summary>
    public byte[] Link { get; set; } = [];
}

/// <summary>Which premises a finding is of, and how long it was open; what it says is in its joint file.</summary>
[NotPersonal("the code of a checklist's item", nameof(FindingRow.Item))]
internal sealed class FindingRow
{
    public Guid FileId { get; init; }
    public Guid PremisesId { get; init; }
    public Guid InspectionId { get; init; }
    public PremisesKind Kind { get; init; }
    public required string Item { get; init; }
    public bool Major { get; init; }
    public DateTimeOffset FoundAt { get; init; }
    public FindingStage Stage { get; set; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A photo of a place by the hash of its bytes, without metadata. It goes when the premises leave the register.</summary>
[NotPersonal("the kind of file, and a hash", nameof(PlacePhotoRow.Sha256), nameof(PlacePhotoRow.ContentType))]
internal sealed class PlacePhotoRow
{
    public Guid PremisesId { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
    public DateTimeOffset At { get; init; }
    public required string ContentType { get; init; }

    /// <summary>Whether a fact names it; what none names goes after a while.</summary>
    public bool Named { get; set; }

    [PersonalField(PersonalItem.Photos, FieldPurpose.Inspecting, LegalBasis.StatutoryDuty, KeptFor.Premises)]
    public required byte[] Bytes { get; init; }
}

/// <summary>To which finding a link of a responsible party once belonged.</summary>
[NotPersonal("the hash of a random secret", nameof(RectificationLinkRow.Hash))]
internal sealed class RectificationLinkRow
{
    public required string Hash { get; init; }
    public Guid FileId { get; init; }
}

internal sealed class InspectionMaps
    : IEntityTypeConfiguration<InspectionRow>,
        IEntityTypeConfiguration<FindingRow>,
        IEntityTypeConfiguration<PlacePhotoRow>,
        IEntityTypeConfiguration<RectificationLinkRow>
{
    public void Configure(EntityTypeBuilder<InspectionRow> builder)
    {
        builder.ToTable("Inspection");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.HasOne<PremisesEntryRow>().WithMany().HasForeignKey(i => i.PremisesId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(i => new { i.PremisesId, i.At });
    }

    public void Configure(EntityTypeBuilder<FindingRow> builder)
    {
        builder.ToTable("Finding");
        builder.HasKey(f => f.FileId);
        builder.Property(f => f.FileId).ValueGeneratedNever();
        builder.HasOne<JointFileRow>().WithMany().HasForeignKey(f => f.FileId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PremisesEntryRow>().WithMany().HasForeignKey(f => f.PremisesId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<InspectionRow>().WithMany().HasForeignKey(f => f.InspectionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(f => new { f.PremisesId, f.EndedAt });
        builder.HasIndex(f => f.InspectionId);
    }

    public void Configure(EntityTypeBuilder<PlacePhotoRow> builder)
    {
        builder.ToTable("PlacePhoto");
        builder.HasKey(p => new { p.PremisesId, p.Sha256 });
        builder.HasOne<PremisesEntryRow>().WithMany().HasForeignKey(p => p.PremisesId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.Named, p.At });
    }

    public void Configure(EntityTypeBuilder<RectificationLinkRow> builder)
    {
        builder.ToTable("RectificationLink");
        builder.HasKey(l => l.Hash);
        builder.HasOne<JointFileRow>().WithMany().HasForeignKey(l => l.FileId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(l => l.FileId);
    }
}
