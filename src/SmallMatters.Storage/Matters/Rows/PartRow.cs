using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters.Rows;

/// <summary>
/// A part of a matter. The body is the whole part, personal words as ciphertext; the columns are what the lists of the unit and
/// of the owner ask for. Read only for a matter that has a clock of a part.
/// </summary>
[NotPersonal("codes of units", nameof(PartRow.Unit), nameof(PartRow.Owner), nameof(PartRow.EscalatedTo))]
internal sealed class PartRow
{
    public Guid Id { get; init; }
    public MatterId MatterId { get; init; }

    /// <summary>The unit that was asked.</summary>
    public required string Unit { get; set; }

    /// <summary>The owner of the matter.</summary>
    public required string Owner { get; set; }
    public PartState State { get; set; }

    /// <summary>The end of the clock that runs now: of the answer, then of dealing with it; null once it has ended.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>The unit that an overdue clock of the part has gone up to.</summary>
    public string? EscalatedTo { get; set; }

    [PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public required string Body { get; set; }
}

internal sealed class PartMap : IEntityTypeConfiguration<PartRow>
{
    public void Configure(EntityTypeBuilder<PartRow> builder)
    {
        builder.ToTable("Part");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(p => p.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new
        {
            p.Unit,
            p.State,
            p.DueAt,
        });
        builder.HasIndex(p => new
        {
            p.Owner,
            p.State,
            p.DueAt,
        });
        builder.HasIndex(p => new { p.EscalatedTo, p.DueAt }).HasFilter("escalated_to IS NOT NULL");
    }
}
