using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Sharing;

namespace SmallMatters.Storage.Sharing;

/// <summary>A slip as lists and reads need it; what it says is in its facts.</summary>
[NotPersonal(
    "codes of units, and the hash of a program's key",
    nameof(SlipRow.Giver),
    nameof(SlipRow.Receiver),
    nameof(SlipRow.KeyHash)
)]
internal sealed class SlipRow
{
    public Guid Id { get; init; }
    public required string Giver { get; init; }
    public required string Receiver { get; init; }
    public SlipStage Stage { get; set; }
    public DateOnly Until { get; init; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>SHA-256 of the program's key, or null while there is none.</summary>
    public byte[]? KeyHash { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a slip. Appended, never edited.</summary>
[NotPersonal(
    "which fields are shared, what for and by which unit; nobody's data",
    nameof(SlipFactRow.Unit),
    nameof(SlipFactRow.Type),
    nameof(SlipFactRow.Body)
)]
internal sealed class SlipFactRow
{
    public Guid SlipId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

/// <summary>One read by a slip, given or refused.</summary>
[NotPersonal("the code of a refusal", nameof(SlipReadRow.Refused))]
internal sealed class SlipReadRow
{
    public Guid Id { get; init; }
    public Guid SlipId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Code of the refusal, or null when it was given.</summary>
    public string? Refused { get; init; }
    public int Matters { get; init; }
}

internal sealed class SlipMaps
    : IEntityTypeConfiguration<SlipRow>,
        IEntityTypeConfiguration<SlipFactRow>,
        IEntityTypeConfiguration<SlipReadRow>
{
    public void Configure(EntityTypeBuilder<SlipRow> builder)
    {
        builder.ToTable("Slip");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.HeadSeq).IsConcurrencyToken();
        builder.HasIndex(s => s.Giver);
        builder.HasIndex(s => s.Receiver);
    }

    public void Configure(EntityTypeBuilder<SlipFactRow> builder)
    {
        builder.ToTable("SlipFact");
        builder.HasKey(f => new { f.SlipId, f.Seq });
        builder.HasOne<SlipRow>().WithMany().HasForeignKey(f => f.SlipId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SlipReadRow> builder)
    {
        builder.ToTable("SlipRead");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<SlipRow>().WithMany().HasForeignKey(r => r.SlipId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.SlipId, r.At });
    }
}
