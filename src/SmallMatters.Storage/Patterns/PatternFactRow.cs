using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.MinorCases;

namespace SmallMatters.Storage.Patterns;

/// <summary>All that leaves the case wall: kind, area, building and a stretch of whole hours, under a random key.</summary>
[NotPersonal(
    "a code and a building, of which nothing leads back to a case",
    nameof(PatternFactRow.Area),
    nameof(PatternFactRow.Building)
)]
internal sealed class PatternFactRow
{
    public Guid Id { get; init; }
    public CaseKind Kind { get; init; }
    public required string Area { get; init; }
    public string? Building { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset To { get; init; }
}

internal sealed class PatternFactMap : IEntityTypeConfiguration<PatternFactRow>
{
    public void Configure(EntityTypeBuilder<PatternFactRow> builder)
    {
        builder.ToTable("PatternFact");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.From);
    }
}
