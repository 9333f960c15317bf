using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Confidentiality;

/// <summary>Who a sealed reporter is, apart from the matter and under keys of its own.</summary>
[NotPersonal(
    "a key, wrapped under the identity key, and that key's id",
    nameof(SealedIdentityRow.KeyId),
    nameof(SealedIdentityRow.Key)
)]
internal sealed class SealedIdentityRow
{
    public ParticipantId Person { get; init; }
    public MatterId MatterId { get; init; }

    /// <summary>Which identity key it is sealed under.</summary>
    public required string KeyId { get; init; }

    /// <summary>The key of this identity, wrapped; null once erased.</summary>
    public byte[]? Key { get; set; }

    [PersonalField(PersonalItem.SealedIdentity, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Matter)]
    public string? Name { get; set; }

    [PersonalField(PersonalItem.SealedIdentity, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Matter)]
    public string? Phone { get; set; }

    [PersonalField(PersonalItem.SealedIdentity, FieldPurpose.Telling, LegalBasis.Consent, KeptFor.Matter)]
    public string? Email { get; set; }
}

/// <summary>An asking to open a sealed identity. The body is the whole of it; the columns are what lists ask for.</summary>
[NotPersonal("the code of a unit", nameof(IdentityOpeningRow.Unit))]
internal sealed class IdentityOpeningRow
{
    public Guid Id { get; init; }
    public MatterId MatterId { get; init; }
    public required string Unit { get; init; }
    public OpeningState State { get; set; }
    public DateTimeOffset AskedAt { get; init; }

    [PersonalField(PersonalItem.InternalWords, FieldPurpose.Accounting, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public required string Body { get; set; }
}

internal sealed class SealedIdentityMaps
    : IEntityTypeConfiguration<SealedIdentityRow>,
        IEntityTypeConfiguration<IdentityOpeningRow>
{
    public void Configure(EntityTypeBuilder<SealedIdentityRow> builder)
    {
        builder.ToTable("SealedIdentity");
        builder.HasKey(i => i.Person);
        builder.Property(i => i.Person).ValueGeneratedNever();
        builder.HasOne<ParticipantRow>().WithMany().HasForeignKey(i => i.Person).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(i => i.MatterId);
    }

    public void Configure(EntityTypeBuilder<IdentityOpeningRow> builder)
    {
        builder.ToTable("IdentityOpening");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(o => o.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(o => o.MatterId);
        builder.HasIndex(o => new { o.State, o.AskedAt });
    }
}
