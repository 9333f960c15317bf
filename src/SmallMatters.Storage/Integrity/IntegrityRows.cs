using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Integrity;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Integrity;

/// <summary>The key of one month's marks, wrapped under the installation's. It goes when the month is over.</summary>
[NotPersonal("a random key", nameof(MarkKeyRow.Key))]
internal sealed class MarkKeyRow
{
    /// <summary>Twelve times the year and the month less one.</summary>
    public int Month { get; init; }
    public required byte[] Key { get; init; }
}

/// <summary>
/// Where one verdict came from and what words it had, as digests under the month's key: equal ones can be counted, and what they
/// were made of cannot be found, nor whose verdict or which matter it was. Once the month's key is gone they are random numbers.
/// </summary>
[NotPersonal(
    "digests under a key that is thrown away with the month, tied to no matter and no person",
    nameof(VerdictMarkRow.Id),
    nameof(VerdictMarkRow.Unit),
    nameof(VerdictMarkRow.Device),
    nameof(VerdictMarkRow.Words)
)]
internal sealed class VerdictMarkRow
{
    public required byte[] Id { get; init; }
    public required string Unit { get; init; }
    public int Month { get; init; }
    public required byte[] Device { get; init; }
    public byte[]? Words { get; init; }
}

/// <summary>One fact of the auditor's queue. Appended, never edited.</summary>
[NotPersonal(
    "which records stood out and what auditors wrote of them; the form says to name nobody",
    nameof(IntegrityFactRow.Unit),
    nameof(IntegrityFactRow.About),
    nameof(IntegrityFactRow.Type),
    nameof(IntegrityFactRow.Body)
)]
internal sealed class IntegrityFactRow
{
    /// <summary>1, 2, 3 …</summary>
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }

    /// <summary>The quarter that the finding is of, such as 2026Q3.</summary>
    public required string About { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }

    public KeptFact<IntegrityFact> ToKept() => new(Seq, At, Staff, Unit, PlainFacts<IntegrityFact>.Read(Type, Body));
}

internal sealed class IntegrityMaps
    : IEntityTypeConfiguration<MarkKeyRow>,
        IEntityTypeConfiguration<VerdictMarkRow>,
        IEntityTypeConfiguration<IntegrityFactRow>
{
    public void Configure(EntityTypeBuilder<MarkKeyRow> builder)
    {
        builder.ToTable("MarkKey");
        builder.HasKey(k => k.Month);
        builder.Property(k => k.Month).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<VerdictMarkRow> builder)
    {
        builder.ToTable("VerdictMark");
        builder.HasKey(m => m.Id);
        builder.HasIndex(m => m.Month);
    }

    public void Configure(EntityTypeBuilder<IntegrityFactRow> builder)
    {
        builder.ToTable("IntegrityFact");
        builder.HasKey(f => f.Seq);
        builder.Property(f => f.Seq).ValueGeneratedNever();
        builder.HasIndex(f => f.About);
    }
}
