using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters.Rows;

/// <summary>The lawful route of a matter. Read only for a matter that has a clock of one.</summary>
internal sealed class PetitionRouteRow
{
    public MatterId MatterId { get; init; }

    /// <summary>The whole of it, personal words as ciphertext.</summary>
    [PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public required string Body { get; set; }
}

internal sealed class PetitionRouteMap : IEntityTypeConfiguration<PetitionRouteRow>
{
    public void Configure(EntityTypeBuilder<PetitionRouteRow> builder)
    {
        builder.ToTable("PetitionRoute");
        builder.HasKey(r => r.MatterId);
        builder.Property(r => r.MatterId).ValueGeneratedNever();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(r => r.MatterId).OnDelete(DeleteBehavior.Restrict);
    }
}
