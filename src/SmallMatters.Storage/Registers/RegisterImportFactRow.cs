using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Registers;

/// <summary>One import of a register, or its undoing. Appended, never edited.</summary>
[NotPersonal(
    "entries of the registers of units and areas, of a refused row its line, code and reason, and why an import was undone",
    nameof(RegisterImportFactRow.Unit),
    nameof(RegisterImportFactRow.Type),
    nameof(RegisterImportFactRow.Body)
)]
internal sealed class RegisterImportFactRow
{
    /// <summary>1, 2, 3 …; two imports at once cannot have the same.</summary>
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The account, or null for the command line.</summary>
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }

    /// <summary>The fact's type name.</summary>
    public required string Type { get; init; }
    public required string Body { get; init; }

    public KeptFact<RegisterFact> ToKept() => new(Seq, At, Staff, Unit, PlainFacts<RegisterFact>.Read(Type, Body));
}

internal sealed class RegisterImportFactMap : IEntityTypeConfiguration<RegisterImportFactRow>
{
    public void Configure(EntityTypeBuilder<RegisterImportFactRow> builder)
    {
        builder.ToTable("RegisterImportFact");
        builder.HasKey(f => f.Seq);
        builder.Property(f => f.Seq).ValueGeneratedNever();
    }
}
