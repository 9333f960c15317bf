using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Satisfaction;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Satisfaction;

/// <summary>The draw of one month's satisfaction calls.</summary>
[NotPersonal(
    "seed, hash of the frame, and how many of each unit and category",
    nameof(CallDrawRow.Type),
    nameof(CallDrawRow.Body)
)]
internal sealed class CallDrawRow
{
    /// <summary>First local day of the month whose closings were drawn from.</summary>
    public DateOnly Month { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

/// <summary>
/// A satisfaction call: which closing, who rings, how it stands. What was said stands in the matter under the resident's key.
/// </summary>
[NotPersonal(
    "codes of the jurisdiction",
    nameof(SatisfactionCallRow.Unit),
    nameof(SatisfactionCallRow.Handled),
    nameof(SatisfactionCallRow.Area),
    nameof(SatisfactionCallRow.Category),
    nameof(SatisfactionCallRow.Caller)
)]
internal sealed class SatisfactionCallRow : IOfDrawnClosing
{
    /// <summary>Year and month, then the place in the draw: 202611 000001.</summary>
    public long Number { get; init; }

    /// <summary>First local day of the month of the closing.</summary>
    public DateOnly Month { get; init; }
    public MatterId MatterId { get; init; }

    /// <summary>Which closing of the matter.</summary>
    public int Nth { get; init; }

    /// <summary>The unit that closed it.</summary>
    public required string Unit { get; init; }

    /// <summary>Every unit that dealt with it, parted by commas: whoever works for one of them does not ring.</summary>
    public required string Handled { get; init; }
    public required string Area { get; init; }
    public required string Category { get; init; }

    /// <summary>The unit that rings; empty where no unit is neutral.</summary>
    public required string Caller { get; init; }

    /// <summary>How many closings stood in its stratum.</summary>
    public int Frame { get; init; }

    /// <summary>How many of them were drawn.</summary>
    public int Drawn { get; init; }
    public CallStage Stage { get; set; }

    /// <summary>The next try not before, UTC; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>The last local day for it.</summary>
    public DateOnly OpenUntil { get; init; }
    public YesPartlyNo? Informed { get; set; }
    public YesPartlyNo? Solved { get; set; }
    public YesPartlyNo? Fair { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a call. Appended, never edited.</summary>
[NotPersonal(
    "what came of a try, and the three answers as codes; no words",
    nameof(SatisfactionCallFactRow.Unit),
    nameof(SatisfactionCallFactRow.Type),
    nameof(SatisfactionCallFactRow.Body)
)]
internal sealed class SatisfactionCallFactRow : IFactOfDrawnClosing
{
    public long Number { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The account that rang; null when the draw or the end of the time did it.</summary>
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

internal sealed class CallMaps
    : IEntityTypeConfiguration<CallDrawRow>,
        IEntityTypeConfiguration<SatisfactionCallRow>,
        IEntityTypeConfiguration<SatisfactionCallFactRow>
{
    public void Configure(EntityTypeBuilder<CallDrawRow> builder)
    {
        builder.ToTable("CallDraw");
        builder.HasKey(d => d.Month);
    }

    public void Configure(EntityTypeBuilder<SatisfactionCallRow> builder)
    {
        builder.ToTable("SatisfactionCall");
        builder.HasKey(c => c.Number);
        builder.Property(c => c.Number).ValueGeneratedNever();
        builder.Property(c => c.HeadSeq).IsConcurrencyToken();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(c => c.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.MatterId, c.Nth }).IsUnique();
        builder.HasIndex(c => new
        {
            c.Caller,
            c.Stage,
            c.Number,
        });
        builder.HasIndex(c => c.Month);
    }

    public void Configure(EntityTypeBuilder<SatisfactionCallFactRow> builder)
    {
        builder.ToTable("SatisfactionCallFact");
        builder.HasKey(f => new { f.Number, f.Seq });
        builder.HasOne<SatisfactionCallRow>().WithMany().HasForeignKey(f => f.Number).OnDelete(DeleteBehavior.Restrict);
    }
}
