using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Visits;

/// <summary>
/// A visit as lists need it. It leads to a matter, where everything personal stands under the person's own key. A test holds
/// the list of these columns; one for a person's character, beliefs, relations or possessions is not to come.
/// </summary>
[NotPersonal("codes of units", nameof(VisitRow.Unit), nameof(VisitRow.CallBackUnit))]
internal sealed class VisitRow
{
    public Guid Id { get; init; }
    public MatterId MatterId { get; init; }
    public required string Unit { get; init; }
    public VisitStage Stage { get; set; }

    /// <summary>The agreed local day; once it took place, the day of that.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Since when it is answered, UTC; null before.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Whether a draw for call-backs looked at it, drawn or not.</summary>
    public bool Considered { get; set; }

    /// <summary>Where it was drawn: code of the unit that looks at what the resident says.</summary>
    public string? CallBackUnit { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a visit. Appended, never edited.</summary>
[NotPersonal(
    "days, codes and what became of an appointment; no words",
    nameof(VisitFactRow.Unit),
    nameof(VisitFactRow.Type),
    nameof(VisitFactRow.Body)
)]
internal sealed class VisitFactRow
{
    public Guid VisitId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The account that acted; null when the resident or a draw did.</summary>
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

internal sealed class VisitMaps : IEntityTypeConfiguration<VisitRow>, IEntityTypeConfiguration<VisitFactRow>
{
    public void Configure(EntityTypeBuilder<VisitRow> builder)
    {
        builder.ToTable("Visit");
        builder.HasKey(v => v.Id);
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.HeadSeq).IsConcurrencyToken();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(v => v.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(v => v.MatterId);
        builder.HasIndex(v => new { v.CallBackUnit, v.AnsweredAt });
        builder.HasIndex(v => new
        {
            v.Unit,
            v.Stage,
            v.Day,
        });
    }

    public void Configure(EntityTypeBuilder<VisitFactRow> builder)
    {
        builder.ToTable("VisitFact");
        builder.HasKey(f => new { f.VisitId, f.Seq });
        builder.HasOne<VisitRow>().WithMany().HasForeignKey(f => f.VisitId).OnDelete(DeleteBehavior.Restrict);
    }
}
