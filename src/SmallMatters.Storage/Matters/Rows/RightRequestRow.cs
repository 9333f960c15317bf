using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters.Rows;

/// <summary>
/// A request of somebody about their own data. The body is the whole of it, words as ciphertext; the columns are what the list of
/// the unit asks for. Read only for a matter that has a clock of one.
/// </summary>
[NotPersonal("codes of units", nameof(RightRequestRow.Unit), nameof(RightRequestRow.EscalatedTo))]
internal sealed class RightRequestRow
{
    public Guid Id { get; init; }
    public MatterId MatterId { get; init; }

    /// <summary>The owner of the matter, who answers.</summary>
    public required string Unit { get; set; }
    public RightKind Kind { get; init; }
    public RightState State { get; set; }

    /// <summary>The end of its clock; null once it was answered.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public string? EscalatedTo { get; set; }

    [PersonalField(PersonalItem.Words, FieldPurpose.Rights, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public required string Body { get; set; }
}

internal sealed class RightRequestMap : IEntityTypeConfiguration<RightRequestRow>
{
    public void Configure(EntityTypeBuilder<RightRequestRow> builder)
    {
        builder.ToTable("RightRequest");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(r => r.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new
        {
            r.Unit,
            r.State,
            r.DueAt,
        });
        builder.HasIndex(r => new { r.EscalatedTo, r.DueAt }).HasFilter("escalated_to IS NOT NULL");
    }
}
