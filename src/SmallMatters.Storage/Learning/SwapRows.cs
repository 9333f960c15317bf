using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Storage.Learning;

/// <summary>
/// One sentence of a unit's handlers in a quarter. It holds neither who wrote it nor about which matter nor when; its key is a random
/// number, so that not even the order is kept.
/// </summary>
[NotPersonal("a random number", nameof(SwapSentenceRow.Id))]
[NotPersonal("the code of a unit and a quarter", nameof(SwapSentenceRow.Unit), nameof(SwapSentenceRow.Quarter))]
[NotPersonal("words about work, without names, numbers or a resident's wording", nameof(SwapSentenceRow.Words))]
internal sealed class SwapSentenceRow
{
    public required byte[] Id { get; init; }
    public required string Unit { get; init; }
    public required string Quarter { get; init; }
    public required string Words { get; init; }
}

/// <summary>Somebody has written theirs: a mark that nobody makes without the master key, so that the table names nobody.</summary>
[NotPersonal("a keyed hash", nameof(SwapDoneRow.Mark))]
internal sealed class SwapDoneRow
{
    public required string Mark { get; init; }
}

internal sealed class SwapMaps : IEntityTypeConfiguration<SwapSentenceRow>, IEntityTypeConfiguration<SwapDoneRow>
{
    public void Configure(EntityTypeBuilder<SwapSentenceRow> builder)
    {
        builder.ToTable("SwapSentence");
        builder.HasKey(s => s.Id);
        builder.HasIndex(s => new { s.Unit, s.Quarter });
    }

    public void Configure(EntityTypeBuilder<SwapDoneRow> builder)
    {
        builder.ToTable("SwapDone");
        builder.HasKey(d => d.Mark);
    }
}
