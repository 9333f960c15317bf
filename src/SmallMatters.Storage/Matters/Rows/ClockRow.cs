using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters.Rows;

/// <summary>A clock of a matter. The body is the whole clock; the columns are what the sweep and lists ask for.</summary>
[NotPersonal("the code of a unit", nameof(ClockRow.Unit))]
internal sealed class ClockRow
{
    public Guid Id { get; init; }
    public MatterId MatterId { get; init; }
    public ClockFor Purpose { get; init; }
    public required string Unit { get; set; }
    public DateTimeOffset DueAt { get; set; }

    /// <summary>When the sweep must look at it next; null once it has ended.</summary>
    public DateTimeOffset? NextLookAt { get; set; }
    public bool Provisional { get; set; }

    /// <summary>How it stands when it binds a unit that was asked for a part; null for every other clock.</summary>
    public CooperationDeadline? Cooperation { get; set; }

    [PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public required string Body { get; set; }
}

internal sealed class ClockMap : IEntityTypeConfiguration<ClockRow>
{
    public void Configure(EntityTypeBuilder<ClockRow> builder)
    {
        builder.ToTable("MatterClock");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(c => c.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.NextLookAt);
        builder.HasIndex(c => c.Provisional);
        builder
            .HasIndex(c => new
            {
                c.DueAt,
                c.Unit,
                c.Cooperation,
                c.MatterId,
            })
            .HasFilter("cooperation IS NOT NULL")
            .HasDatabaseName("ix_matter_clock_cooperation");
    }
}
