using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Storage.Figures;

/// <summary>Figures of one area and category. The empty code stands for all of them.</summary>
[NotPersonal("codes of the jurisdiction", nameof(AreaFigureRow.Area), nameof(AreaFigureRow.Category))]
internal sealed class AreaFigureRow
{
    public required string Area { get; init; }
    public required string Category { get; init; }

    /// <summary>When they were counted.</summary>
    public DateTimeOffset At { get; init; }
    public int Open { get; set; }
    public int Answered { get; set; }
    public int? TypicalMinutes { get; set; }
    public int? LongMinutes { get; set; }
    public int WithDate { get; set; }
    public int InTime { get; set; }
    public int Solved { get; set; }
    public int PartlySolved { get; set; }
    public int CannotBeSolved { get; set; }
    public int NotOurs { get; set; }
    public int AnotherDoor { get; set; }
    public int Settled { get; set; }
    public int Judged { get; set; }
    public int SaidSolved { get; set; }
    public int SaidPartly { get; set; }
    public int SaidNotSolved { get; set; }
}

internal sealed class AreaFigureMap : IEntityTypeConfiguration<AreaFigureRow>
{
    public void Configure(EntityTypeBuilder<AreaFigureRow> builder)
    {
        builder.ToTable("AreaFigure");
        builder.HasKey(f => new { f.Area, f.Category });
    }
}
