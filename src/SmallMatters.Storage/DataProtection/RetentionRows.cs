using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.DataProtection;

/// <summary>One run of a retention rule that removed something: which rule, how many, when. Appended, never edited.</summary>
internal sealed class RetentionTraceRow
{
    public Guid Id { get; init; }
    public KeptFor Rule { get; init; }
    public int Version { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>What had started before this instant was kept long enough.</summary>
    public DateTimeOffset Before { get; init; }
    public int Removed { get; init; }
    public int Held { get; init; }
}

/// <summary>A matter whose data stay for now, with the reason (保全).</summary>
[NotPersonal("the code of a unit, and why staff keep it", nameof(LegalHoldRow.Unit), nameof(LegalHoldRow.Reason))]
internal sealed class LegalHoldRow
{
    public Guid Id { get; init; }
    public MatterId MatterId { get; init; }
    public Guid By { get; init; }
    public required string Unit { get; init; }
    public required string Reason { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public Guid? EndedBy { get; set; }
}

internal sealed class RetentionMaps : IEntityTypeConfiguration<RetentionTraceRow>, IEntityTypeConfiguration<LegalHoldRow>
{
    public void Configure(EntityTypeBuilder<RetentionTraceRow> builder)
    {
        builder.ToTable("RetentionTrace");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<LegalHoldRow> builder)
    {
        builder.ToTable("LegalHold");
        builder.HasKey(h => h.Id);
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(h => h.MatterId).OnDelete(DeleteBehavior.Restrict);
    }
}
