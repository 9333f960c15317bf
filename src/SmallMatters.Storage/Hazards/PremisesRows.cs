using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Hazards;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Hazards;

/// <summary>Premises as lists need them; what happened to them is in their facts.</summary>
[NotPersonal(
    "codes, and the name and address of a place: the form says that nobody's name belongs there and refuses numbers of persons",
    nameof(PremisesEntryRow.Code),
    nameof(PremisesEntryRow.Name),
    nameof(PremisesEntryRow.Address),
    nameof(PremisesEntryRow.Area),
    nameof(PremisesEntryRow.Unit)
)]
[NotPersonal("a key, wrapped under the master key", nameof(PremisesEntryRow.Key))]
internal sealed class PremisesEntryRow
{
    public Guid Id { get; init; }
    public required string Code { get; set; }
    public required string Name { get; set; }
    public PremisesKind Kind { get; set; }
    public required string Address { get; set; }
    public required string Area { get; set; }
    public required string Unit { get; set; }
    public bool Withdrawn { get; set; }

    /// <summary>The version of the contacts that holds; 0 for nobody.</summary>
    public int Contacts { get; set; }

    /// <summary>The key of the contacts, wrapped; null once the premises left the register, or had no contact yet.</summary>
    public byte[]? Key { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public int HeadSeq { get; set; }

    public PremisesDetails Details => new(Code, Name, Kind, Address, Area, Unit);

    public Premises State => new(Details, Contacts, Withdrawn);
}

/// <summary>
/// One version of who is reached at premises, sealed. Earlier ones are kept only as long as an import may be undone that
/// replaced them; all go when the premises leave the register.
/// </summary>
internal sealed class PremisesContactRow
{
    public Guid PremisesId { get; init; }

    /// <summary>The number of the fact that brought it.</summary>
    public int Seq { get; init; }

    [PersonalField(PersonalItem.PremisesContact, FieldPurpose.Inspecting, LegalBasis.StatutoryDuty, KeptFor.Premises)]
    public required string Words { get; init; }
}

/// <summary>One fact of premises. Appended, never edited.</summary>
[NotPersonal(
    "what is said of a place; of its contacts only that they changed",
    nameof(PremisesFactRow.StaffUnit),
    nameof(PremisesFactRow.Type),
    nameof(PremisesFactRow.Body)
)]
internal sealed class PremisesFactRow
{
    public Guid PremisesId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? Staff { get; init; }
    public string? StaffUnit { get; init; }

    /// <summary>The import that did it or was undone by it.</summary>
    public int? Import { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }

    public KeptFact<PremisesFact> ToKept() => new(Seq, At, Staff, StaffUnit, PlainFacts<PremisesFact>.Read(Type, Body));
}

/// <summary>One import of premises, or its undoing. Appended, never edited.</summary>
[NotPersonal(
    "of a file its rows' lines, codes and fates and the names of the fields that changed, and why an import was undone",
    nameof(PremisesFileFactRow.StaffUnit),
    nameof(PremisesFileFactRow.Type),
    nameof(PremisesFileFactRow.Body)
)]
internal sealed class PremisesFileFactRow
{
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? Staff { get; init; }
    public string? StaffUnit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }

    public KeptFact<PremisesFileFact> ToKept() => new(Seq, At, Staff, StaffUnit, PlainFacts<PremisesFileFact>.Read(Type, Body));
}

/// <summary>The first opening of premises' contacts by an account on a local day.</summary>
[NotPersonal("the code of a unit", nameof(PremisesOpeningRow.StaffUnit))]
internal sealed class PremisesOpeningRow
{
    public Guid PremisesId { get; init; }
    public Guid Account { get; init; }
    public required string StaffUnit { get; init; }
    public DateOnly Day { get; init; }
    public DateTimeOffset At { get; init; }
}

internal sealed class PremisesMaps
    : IEntityTypeConfiguration<PremisesEntryRow>,
        IEntityTypeConfiguration<PremisesContactRow>,
        IEntityTypeConfiguration<PremisesFactRow>,
        IEntityTypeConfiguration<PremisesFileFactRow>,
        IEntityTypeConfiguration<PremisesOpeningRow>
{
    public void Configure(EntityTypeBuilder<PremisesEntryRow> builder)
    {
        builder.ToTable("Premises");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.HeadSeq).IsConcurrencyToken();
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasIndex(p => new { p.Unit, p.Area });
        builder.Ignore(p => p.Details);
        builder.Ignore(p => p.State);
    }

    public void Configure(EntityTypeBuilder<PremisesContactRow> builder)
    {
        builder.ToTable("PremisesContact");
        builder.HasKey(c => new { c.PremisesId, c.Seq });
        builder.HasOne<PremisesEntryRow>().WithMany().HasForeignKey(c => c.PremisesId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PremisesFactRow> builder)
    {
        builder.ToTable("PremisesFact");
        builder.HasKey(f => new { f.PremisesId, f.Seq });
        builder.HasIndex(f => f.Import);
        builder.HasOne<PremisesEntryRow>().WithMany().HasForeignKey(f => f.PremisesId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PremisesFileFactRow> builder)
    {
        builder.ToTable("PremisesFileFact");
        builder.HasKey(f => f.Seq);
        builder.Property(f => f.Seq).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<PremisesOpeningRow> builder)
    {
        builder.ToTable("PremisesOpening");
        builder.HasKey(o => new
        {
            o.PremisesId,
            o.Account,
            o.StaffUnit,
            o.Day,
        });
        builder.HasOne<PremisesEntryRow>().WithMany().HasForeignKey(o => o.PremisesId).OnDelete(DeleteBehavior.Restrict);
    }
}
