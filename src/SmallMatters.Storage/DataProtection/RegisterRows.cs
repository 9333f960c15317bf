using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Storage.DataProtection;

/// <summary>The registers of entries that are chains of plain facts.</summary>
internal enum Register
{
    Assessment,
    Incident,
    Knowledge,
    Service,
}

/// <summary>An entry of a register as lists need it; what it says is in its facts.</summary>
[NotPersonal(
    "codes of flows, units and categories, which organisation receives, and what an entry is called",
    nameof(RegisterEntryRow.Subject),
    nameof(RegisterEntryRow.Title),
    nameof(RegisterEntryRow.Unit),
    nameof(RegisterEntryRow.Stage)
)]
internal sealed class RegisterEntryRow
{
    public Guid Id { get; init; }
    public Register Register { get; init; }

    /// <summary>What it is found by: the key of an outward flow, the category of an answer.</summary>
    public required string Subject { get; init; }

    /// <summary>Who receives by an outward flow, or what is answered; nothing for an incident, whose words are in its facts.</summary>
    public required string Title { get; init; }
    public required string Unit { get; init; }
    public required string Stage { get; set; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The end of the clock that runs; null when none does.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of an entry. Appended, never edited.</summary>
[NotPersonal(
    "what staff wrote of flows, incidents and their own answers and services; each form refuses numbers of persons",
    nameof(RegisterFactRow.Unit),
    nameof(RegisterFactRow.Type),
    nameof(RegisterFactRow.Body)
)]
internal sealed class RegisterFactRow
{
    public Guid EntryId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

internal sealed class RegisterMaps : IEntityTypeConfiguration<RegisterEntryRow>, IEntityTypeConfiguration<RegisterFactRow>
{
    public void Configure(EntityTypeBuilder<RegisterEntryRow> builder)
    {
        builder.ToTable("RegisterEntry");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.HeadSeq).IsConcurrencyToken();
        builder.HasIndex(e => new { e.Register, e.ChangedAt });
        builder.HasIndex(e => new { e.Register, e.Subject });
        builder.HasIndex(e => e.DueAt).HasFilter("due_at IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<RegisterFactRow> builder)
    {
        builder.ToTable("RegisterFact");
        builder.HasKey(f => new { f.EntryId, f.Seq });
        builder.HasOne<RegisterEntryRow>().WithMany().HasForeignKey(f => f.EntryId).OnDelete(DeleteBehavior.Restrict);
    }
}
