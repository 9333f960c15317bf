using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Quality;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Satisfaction;

namespace SmallMatters.Storage.Quality;

/// <summary>The draw of one month's answers that are read.</summary>
[NotPersonal(
    "seed, hash of the frame, and how many were drawn of how many",
    nameof(QualityDrawRow.Type),
    nameof(QualityDrawRow.Body)
)]
internal sealed class QualityDrawRow
{
    /// <summary>First local day of the month whose closings were drawn from.</summary>
    public DateOnly Month { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

/// <summary>A quality check: which closing, who reads, how it stands. It holds codes and no words.</summary>
[NotPersonal(
    "codes of the jurisdiction, and what was said to each question as codes",
    nameof(QualityCheckRow.Unit),
    nameof(QualityCheckRow.Handled),
    nameof(QualityCheckRow.Area),
    nameof(QualityCheckRow.Category),
    nameof(QualityCheckRow.Checker),
    nameof(QualityCheckRow.Said)
)]
internal sealed class QualityCheckRow : IOfDrawnClosing
{
    /// <summary>Year and month, then the place in the list, in which the second readings are mixed with the first: 202611 000001.</summary>
    public long Number { get; init; }
    public MatterId MatterId { get; init; }

    /// <summary>Which closing of the matter.</summary>
    public int Nth { get; init; }
    public DateTimeOffset ClosedAt { get; init; }

    /// <summary>Whether it is the second reading, which is not counted and only compared with the first.</summary>
    public bool Second { get; init; }

    /// <summary>The unit that closed it.</summary>
    public required string Unit { get; init; }

    /// <summary>Every unit that dealt with it, parted by commas: whoever works for one of them does not read it.</summary>
    public required string Handled { get; init; }
    public required string Area { get; init; }
    public required string Category { get; init; }

    /// <summary>The unit that reads; empty where no unit is neutral.</summary>
    public required string Checker { get; init; }
    public QualityStage Stage { get; set; }

    /// <summary>The last local day for it.</summary>
    public DateOnly OpenUntil { get; init; }

    /// <summary>Whether nothing is lacking; null until it was read.</summary>
    public bool? Holds { get; set; }

    /// <summary>Version of the questions; null until it was read.</summary>
    public int? Sheet { get; set; }

    /// <summary>What was said to the questions, in their order, parted by commas; null until it was read.</summary>
    public string? Said { get; set; }

    /// <summary>The account that read it; null until then. Nobody reads both checks of one closing: the database holds that.</summary>
    public Guid? Reader { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a check. Appended, never edited.</summary>
[NotPersonal(
    "what was said to each question as codes; no words",
    nameof(QualityCheckFactRow.Unit),
    nameof(QualityCheckFactRow.Type),
    nameof(QualityCheckFactRow.Body)
)]
internal sealed class QualityCheckFactRow : IFactOfDrawnClosing
{
    public long Number { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The account that read; null when the draw or the end of the time did it. Told to nobody.</summary>
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

internal sealed class QualityMaps
    : IEntityTypeConfiguration<QualityDrawRow>,
        IEntityTypeConfiguration<QualityCheckRow>,
        IEntityTypeConfiguration<QualityCheckFactRow>
{
    public void Configure(EntityTypeBuilder<QualityDrawRow> builder)
    {
        builder.ToTable("QualityDraw");
        builder.HasKey(d => d.Month);
    }

    public void Configure(EntityTypeBuilder<QualityCheckRow> builder)
    {
        builder.ToTable("QualityCheck");
        builder.HasKey(c => c.Number);
        builder.Property(c => c.Number).ValueGeneratedNever();
        builder.Property(c => c.HeadSeq).IsConcurrencyToken();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(c => c.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(c => new
            {
                c.MatterId,
                c.Nth,
                c.Second,
            })
            .IsUnique();
        builder
            .HasIndex(c => new
            {
                c.MatterId,
                c.Nth,
                c.Reader,
            })
            .IsUnique();
        builder.HasIndex(c => new
        {
            c.Checker,
            c.Stage,
            c.Number,
        });
        builder.HasIndex(c => new { c.ClosedAt, c.Second });
        builder.HasIndex(c => new { c.Unit, c.Number });
    }

    public void Configure(EntityTypeBuilder<QualityCheckFactRow> builder)
    {
        builder.ToTable("QualityCheckFact");
        builder.HasKey(f => new { f.Number, f.Seq });
        builder.HasOne<QualityCheckRow>().WithMany().HasForeignKey(f => f.Number).OnDelete(DeleteBehavior.Restrict);
    }
}
