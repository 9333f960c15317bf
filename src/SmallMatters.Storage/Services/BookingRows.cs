using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Storage.DataProtection;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Services;

/// <summary>One time of a service and how much of it is taken.</summary>
[NotPersonal("the code of a unit", nameof(ServiceSlotRow.Unit))]
internal sealed class ServiceSlotRow
{
    public Guid Id { get; init; }
    public Guid ServiceId { get; init; }
    public required string Unit { get; init; }
    public ServiceWay Way { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset Until { get; init; }
    public int Places { get; init; }
    public int Taken { get; set; }
}

/// <summary>
/// A booking as lists need it. It leads to a matter, where the person's data stand under their own key; nothing here counts
/// what somebody did before.
/// </summary>
[NotPersonal("the code of a unit", nameof(BookingRow.Unit))]
internal sealed class BookingRow
{
    public Guid Id { get; init; }
    public Guid SlotId { get; set; }
    public Guid ServiceId { get; init; }
    public MatterId MatterId { get; init; }

    /// <summary>Who is told of it.</summary>
    public ParticipantId Person { get; init; }
    public required string Unit { get; init; }
    public DateTimeOffset From { get; set; }
    public BookingStage Stage { get; set; }

    /// <summary>Whether they were reminded of the time that is booked now.</summary>
    public bool Reminded { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a booking. Appended, never edited.</summary>
[NotPersonal(
    "times, and why a unit called one off, in which numbers of persons are refused",
    nameof(BookingFactRow.Unit),
    nameof(BookingFactRow.Type),
    nameof(BookingFactRow.Body)
)]
internal sealed class BookingFactRow
{
    public Guid BookingId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The account that acted; null when the resident did.</summary>
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

internal sealed class BookingMaps
    : IEntityTypeConfiguration<ServiceSlotRow>,
        IEntityTypeConfiguration<BookingRow>,
        IEntityTypeConfiguration<BookingFactRow>
{
    public void Configure(EntityTypeBuilder<ServiceSlotRow> builder)
    {
        builder.ToTable("ServiceSlot");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasOne<RegisterEntryRow>().WithMany().HasForeignKey(s => s.ServiceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.ServiceId, s.From });
    }

    public void Configure(EntityTypeBuilder<BookingRow> builder)
    {
        builder.ToTable("Booking");
        builder.HasKey(b => b.Id);
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.HeadSeq).IsConcurrencyToken();
        builder.HasOne<ServiceSlotRow>().WithMany().HasForeignKey(b => b.SlotId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(b => b.MatterId).OnDelete(DeleteBehavior.Restrict);
        // One matter has one booking that stands.
        builder.HasIndex(b => b.MatterId).IsUnique().HasFilter("stage = 'Made'");
        builder.HasIndex(b => new { b.Unit, b.From });
    }

    public void Configure(EntityTypeBuilder<BookingFactRow> builder)
    {
        builder.ToTable("BookingFact");
        builder.HasKey(f => new { f.BookingId, f.Seq });
        builder.HasOne<BookingRow>().WithMany().HasForeignKey(f => f.BookingId).OnDelete(DeleteBehavior.Restrict);
    }
}
