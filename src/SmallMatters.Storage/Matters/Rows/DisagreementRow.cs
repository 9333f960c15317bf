using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters.Rows;

/// <summary>That units do not agree whose a matter is. Read only for a matter that has a clock of a hand-over.</summary>
internal sealed class DisagreementRow
{
    public MatterId MatterId { get; init; }

    /// <summary>The whole of it, personal words as ciphertext; null once they agree.</summary>
    [PersonalField(PersonalItem.InternalWords, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public required string? Body { get; set; }
}

internal sealed class DisagreementMap : IEntityTypeConfiguration<DisagreementRow>
{
    public void Configure(EntityTypeBuilder<DisagreementRow> builder)
    {
        builder.ToTable("Disagreement");
        builder.HasKey(d => d.MatterId);
        builder.Property(d => d.MatterId).ValueGeneratedNever();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(d => d.MatterId).OnDelete(DeleteBehavior.Restrict);
    }
}
