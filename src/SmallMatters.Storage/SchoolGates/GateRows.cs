using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.SchoolGates;
using SmallMatters.Storage.Hazards;
using SmallMatters.Storage.JointHandling;

namespace SmallMatters.Storage.SchoolGates;

/// <summary>What lists need of the work with a school; what happened is in its facts.</summary>
[NotPersonal("the hash of a random secret", nameof(CampusRoomRow.LinkHash))]
internal sealed class CampusRoomRow
{
    public Guid FileId { get; init; }
    public Guid PremisesId { get; init; }

    /// <summary>The last local day whose shifts are planned; null once it has ended.</summary>
    public DateOnly? PlannedUntil { get; set; }
    public string? LinkHash { get; set; }
}

/// <summary>A shift as lists need it. A day's slot of a school is there once, whichever node plans it.</summary>
[NotPersonal(
    "codes, and the gate with its time",
    nameof(GateShiftRow.Unit),
    nameof(GateShiftRow.Area),
    nameof(GateShiftRow.Slot)
)]
internal sealed class GateShiftRow
{
    public Guid FileId { get; init; }
    public Guid RoomId { get; init; }
    public required string Unit { get; init; }
    public required string Area { get; init; }
    public DateOnly Day { get; init; }
    public required string Slot { get; init; }
    public DateTimeOffset StartsAt { get; init; }
    public ShiftStage Stage { get; set; }

    /// <summary>Whether the alarm has been given and nobody has answered it.</summary>
    public bool AlarmOpen { get; set; }
}

/// <summary>What has to be written beside the facts of the work with a school, in their transaction.</summary>
internal static class GateRows
{
    public static async Task KeepAsync(Db db, JointFileRow file, Domain.JointHandling.JointFile after, CancellationToken cancel)
    {
        if (after is CampusRoom room)
        {
            var row = await db.Set<CampusRoomRow>().FirstOrDefaultAsync(r => r.FileId == file.Id, cancel);
            if (row is null)
            {
                row = new CampusRoomRow { FileId = file.Id, PremisesId = room.File.Premises };
                db.Add(row);
            }
            row.LinkHash = room.Link;
            // The first roster is planned from its own day on; what was planned is not planned again.
            row.PlannedUntil =
                room.Ended ? null
                : room.Rosters.IsEmpty ? null
                : row.PlannedUntil ?? room.Rosters[0].From.AddDays(-1);
        }
        if (after is GateShift shift)
        {
            var row = await db.Set<GateShiftRow>().FirstOrDefaultAsync(r => r.FileId == file.Id, cancel);
            if (row is null)
            {
                row = new GateShiftRow
                {
                    FileId = file.Id,
                    RoomId = shift.File.Room,
                    Unit = shift.File.Unit,
                    Area = shift.File.Area,
                    Day = shift.File.Day,
                    Slot = shift.File.Slot,
                    StartsAt = shift.File.StartsAt,
                };
                db.Add(row);
            }
            (row.Stage, row.AlarmOpen) = (shift.Stage, shift.AlarmOpen);
        }
    }
}

internal sealed class GateMaps : IEntityTypeConfiguration<CampusRoomRow>, IEntityTypeConfiguration<GateShiftRow>
{
    public void Configure(EntityTypeBuilder<CampusRoomRow> builder)
    {
        builder.ToTable("CampusRoom");
        builder.HasKey(r => r.FileId);
        builder.Property(r => r.FileId).ValueGeneratedNever();
        builder.HasOne<JointFileRow>().WithMany().HasForeignKey(r => r.FileId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PremisesEntryRow>().WithMany().HasForeignKey(r => r.PremisesId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.PremisesId);
        builder.HasIndex(r => r.PlannedUntil);
        builder.HasIndex(r => r.LinkHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<GateShiftRow> builder)
    {
        builder.ToTable("GateShift");
        builder.HasKey(s => s.FileId);
        builder.Property(s => s.FileId).ValueGeneratedNever();
        builder.HasOne<JointFileRow>().WithMany().HasForeignKey(s => s.FileId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasIndex(s => new
            {
                s.RoomId,
                s.Day,
                s.Slot,
            })
            .IsUnique();
        builder.HasIndex(s => new { s.Unit, s.Day });
        builder.HasIndex(s => new { s.Area, s.Day });
        builder.HasIndex(s => s.AlarmOpen);
    }
}
