using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Services;

/// <summary>
/// What a raiser declared to need, as one sealed text under their own key. Withdrawing, erasing and its last day delete the row;
/// there is no history of it.
/// </summary>
internal sealed class DeclaredNeedRow
{
    public ParticipantId Person { get; init; }
    public MatterId MatterId { get; init; }

    /// <summary>The last local day on which it is shown; the row goes after it.</summary>
    public DateOnly Until { get; set; }

    [PersonalField(PersonalItem.Needs, FieldPurpose.Handling, LegalBasis.Consent, KeptFor.Matter)]
    public required string Body { get; set; }
}

internal sealed class DeclaredNeedMap : IEntityTypeConfiguration<DeclaredNeedRow>
{
    public void Configure(EntityTypeBuilder<DeclaredNeedRow> builder)
    {
        builder.ToTable("DeclaredNeed");
        builder.HasKey(n => n.Person);
        builder.Property(n => n.Person).ValueGeneratedNever();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(n => n.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(n => n.MatterId);
        builder.HasIndex(n => n.Until);
    }
}
