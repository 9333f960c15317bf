using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters.Rows;

/// <summary>A submission's key: the same one twice is one matter. Holds a hash, not what was submitted.</summary>
[NotPersonal("a hash", nameof(SubmissionRow.Key))]
internal sealed class SubmissionRow
{
    /// <summary>SHA-256 of channel and key.</summary>
    public required byte[] Key { get; init; }
    public MatterId MatterId { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class SubmissionMap : IEntityTypeConfiguration<SubmissionRow>
{
    public void Configure(EntityTypeBuilder<SubmissionRow> builder)
    {
        builder.ToTable("Submission");
        builder.HasKey(s => s.Key);
    }
}

/// <summary>A photo. What people are shown has no metadata; the original, where it is kept, is sealed under the person's key.</summary>
[NotPersonal("the kind of file, and a hash", nameof(PhotoRow.ContentType), nameof(PhotoRow.OriginalHash))]
internal sealed class PhotoRow
{
    public Guid Id { get; init; }

    /// <summary>Null until the matter that it came with is raised.</summary>
    public MatterId? MatterId { get; set; }
    public ParticipantId? Of { get; set; }
    public DateTimeOffset At { get; init; }
    public required string ContentType { get; init; }
    public int Width { get; init; }
    public int Height { get; init; }

    /// <summary>SHA-256 of the original file, hexadecimal.</summary>
    public required string OriginalHash { get; init; }

    /// <summary>The metadata-free photo; null once erased.</summary>
    [PersonalField(PersonalItem.Photos, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public byte[]? Bytes { get; set; }
}

internal sealed class PhotoMap : IEntityTypeConfiguration<PhotoRow>
{
    public void Configure(EntityTypeBuilder<PhotoRow> builder)
    {
        builder.ToTable("Photo");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.MatterId);
        builder.HasIndex(p => p.At);
    }
}
