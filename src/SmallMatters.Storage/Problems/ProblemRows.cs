using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Problems;

namespace SmallMatters.Storage.Problems;

/// <summary>A problem as lists need it; what it says is in its facts.</summary>
[NotPersonal("what staff wrote of a place; the form says to name nobody", nameof(ProblemRow.Title))]
[NotPersonal("codes of the jurisdiction", nameof(ProblemRow.Unit), nameof(ProblemRow.Area), nameof(ProblemRow.Category))]
internal sealed class ProblemRow
{
    public Guid Id { get; init; }
    public required string Title { get; init; }
    public required string Unit { get; init; }
    public required string Area { get; init; }
    public required string Category { get; init; }
    public ProblemStage Stage { get; set; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a problem. Appended, never edited.</summary>
[NotPersonal(
    "what staff wrote of a place; the form says to name nobody",
    nameof(ProblemFactRow.Unit),
    nameof(ProblemFactRow.Type),
    nameof(ProblemFactRow.Body)
)]
internal sealed class ProblemFactRow
{
    public Guid ProblemId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

/// <summary>A promise of a joint plan, for lists of what a unit has to do.</summary>
[NotPersonal(
    "what a unit promised to do at a place",
    nameof(CountermeasureRow.What),
    nameof(CountermeasureRow.Unit),
    nameof(CountermeasureRow.Area)
)]
internal sealed class CountermeasureRow
{
    public Guid Id { get; init; }
    public Guid ProblemId { get; init; }
    public required string What { get; init; }
    public required string Unit { get; init; }
    public required string Area { get; init; }
    public DateOnly DueOn { get; init; }
    public CountermeasureState State { get; set; }
}

internal sealed class ProblemMaps
    : IEntityTypeConfiguration<ProblemRow>,
        IEntityTypeConfiguration<ProblemFactRow>,
        IEntityTypeConfiguration<CountermeasureRow>
{
    public void Configure(EntityTypeBuilder<ProblemRow> builder)
    {
        builder.ToTable("Problem");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.HeadSeq).IsConcurrencyToken();
        builder.HasIndex(p => new { p.Stage, p.ChangedAt });
        builder.HasIndex(p => new { p.Area, p.Stage });
    }

    public void Configure(EntityTypeBuilder<ProblemFactRow> builder)
    {
        builder.ToTable("ProblemFact");
        builder.HasKey(f => new { f.ProblemId, f.Seq });
        builder.HasOne<ProblemRow>().WithMany().HasForeignKey(f => f.ProblemId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CountermeasureRow> builder)
    {
        builder.ToTable("Countermeasure");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasOne<ProblemRow>().WithMany().HasForeignKey(c => c.ProblemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new
        {
            c.Area,
            c.State,
            c.DueOn,
        });
    }
}
