using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Storage.Importing;

/// <summary>How far the import of one file by one mapping has come. Written in the same transaction as the matters.</summary>
[NotPersonal(
    "the name and hash of a file, and counts",
    nameof(ImportRunRow.Id),
    nameof(ImportRunRow.Source),
    nameof(ImportRunRow.Notes)
)]
internal sealed class ImportRunRow
{
    /// <summary>SHA-256 over the file and the mapping, hexadecimal.</summary>
    public required string Id { get; init; }
    public required string Source { get; init; }
    public ImportRunState State { get; set; }

    /// <summary>Rows of the file that have met their fate.</summary>
    public int RowsDone { get; set; }
    public int Imported { get; set; }
    public int AlreadyThere { get; set; }
    public int Refused { get; set; }

    /// <summary>What was noted about imported rows, with how often, as JSON.</summary>
    public required string Notes { get; set; }

    /// <summary>Length of the file of refused rows by then.</summary>
    public long RejectsBytes { get; set; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>Where an import stands.</summary>
internal enum ImportRunState
{
    /// <summary>Under way, or broken off: the same command goes on.</summary>
    Running,

    /// <summary>Every row has met its fate.</summary>
    Finished,
}

internal sealed class ImportRunMap : IEntityTypeConfiguration<ImportRunRow>
{
    public void Configure(EntityTypeBuilder<ImportRunRow> builder)
    {
        builder.ToTable("ImportRun").HasKey(r => r.Id);
    }
}
