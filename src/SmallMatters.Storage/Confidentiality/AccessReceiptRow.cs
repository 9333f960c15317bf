using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Confidentiality;

/// <summary>A receipt of access: the first opening of a matter by an account for a purpose on a local day.</summary>
[NotPersonal("the code of a unit", nameof(AccessReceiptRow.Unit))]
internal sealed class AccessReceiptRow
{
    public MatterId MatterId { get; init; }
    public Guid Account { get; init; }
    public required string Unit { get; init; }
    public AccessPurpose Purpose { get; init; }
    public DateOnly Day { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class AccessReceiptMap : IEntityTypeConfiguration<AccessReceiptRow>
{
    public void Configure(EntityTypeBuilder<AccessReceiptRow> builder)
    {
        builder.ToTable("AccessReceipt");
        builder.HasKey(r => new
        {
            r.MatterId,
            r.Account,
            r.Unit,
            r.Purpose,
            r.Day,
        });
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(r => r.MatterId).OnDelete(DeleteBehavior.Restrict);
    }
}
