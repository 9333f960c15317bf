using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters.Rows;

/// <summary>One fact of a matter. Appended, never edited. Chained: the hash covers the hash before it.</summary>
[NotPersonal(
    "keys and codes of who acted and what they did",
    nameof(HistoryRow.Actor),
    nameof(HistoryRow.Unit),
    nameof(HistoryRow.Type)
)]
[NotPersonal("a hash", nameof(HistoryRow.Hash))]
internal sealed class HistoryRow
{
    public MatterId MatterId { get; init; }

    /// <summary>1, 2, 3 … within the matter.</summary>
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public string? Unit { get; init; }

    /// <summary>The fact's type name.</summary>
    public required string Type { get; init; }

    /// <summary>The fact, personal words as ciphertext.</summary>
    [PersonalField(PersonalItem.Words, FieldPurpose.Accounting, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public required string Body { get; init; }
    public required byte[] Hash { get; init; }
}

internal sealed class HistoryMap : IEntityTypeConfiguration<HistoryRow>
{
    public void Configure(EntityTypeBuilder<HistoryRow> builder)
    {
        builder.ToTable("History");
        builder.HasKey(h => new { h.MatterId, h.Seq });
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(h => h.MatterId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>A signed statement about which facts existed. It binds all matters together: a removed matter shows.</summary>
[NotPersonal(
    "hashes and a signature",
    nameof(CheckpointRow.Root),
    nameof(CheckpointRow.Signature),
    nameof(CheckpointRow.KeyName)
)]
internal sealed class CheckpointRow
{
    public int Number { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Facts changed before this instant are covered.</summary>
    public DateTimeOffset UpTo { get; init; }
    public int Leaves { get; init; }
    public required byte[] Root { get; init; }
    public required byte[] Signature { get; set; }
    public required string KeyName { get; init; }
}

/// <summary>The head of one matter's chain as a checkpoint saw it.</summary>
[NotPersonal("a hash", nameof(CheckpointLeafRow.Hash))]
internal sealed class CheckpointLeafRow
{
    public int Checkpoint { get; init; }
    public MatterId MatterId { get; init; }
    public int Seq { get; init; }
    public required byte[] Hash { get; init; }
}

internal sealed class CheckpointMap : IEntityTypeConfiguration<CheckpointRow>
{
    public void Configure(EntityTypeBuilder<CheckpointRow> builder)
    {
        builder.ToTable("Checkpoint");
        builder.HasKey(c => c.Number);
        builder.Property(c => c.Number).ValueGeneratedNever();
    }
}

internal sealed class CheckpointLeafMap : IEntityTypeConfiguration<CheckpointLeafRow>
{
    public void Configure(EntityTypeBuilder<CheckpointLeafRow> builder)
    {
        builder.ToTable("CheckpointLeaf");
        builder.HasKey(l => new { l.Checkpoint, l.MatterId });
        builder.HasIndex(l => new { l.MatterId, l.Seq });
    }
}
