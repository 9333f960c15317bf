using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Liaisons;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Liaisons;

/// <summary>The role of a volunteer as lists need it. A test holds the list of these columns: none counts what a volunteer reported.</summary>
[NotPersonal(
    "codes of a unit and an area, and the hash of a random secret",
    nameof(LiaisonRow.Unit),
    nameof(LiaisonRow.Area),
    nameof(LiaisonRow.LinkHash)
)]
[NotPersonal("a key, wrapped under the master key", nameof(LiaisonRow.Key))]
internal sealed class LiaisonRow
{
    public Guid Id { get; init; }
    public required string Unit { get; init; }
    public required string Area { get; init; }
    public LiaisonStage Stage { get; set; }
    public DateOnly Since { get; init; }
    public DateOnly Until { get; set; }
    public bool Named { get; set; }
    public string? LinkHash { get; set; }

    /// <summary>The key of name and telephone, wrapped; null once the role has ended.</summary>
    public byte[]? Key { get; set; }

    /// <summary>Name and telephone, sealed; null once the role has ended.</summary>
    [PersonalField(PersonalItem.LiaisonPerson, FieldPurpose.Volunteering, LegalBasis.Consent, KeptFor.Liaison)]
    public string? Words { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a volunteer's role. Appended, never edited; it names nobody.</summary>
[NotPersonal(
    "days, codes and what became of a role; no words",
    nameof(LiaisonFactRow.Unit),
    nameof(LiaisonFactRow.Type),
    nameof(LiaisonFactRow.Body)
)]
internal sealed class LiaisonFactRow
{
    public Guid LiaisonId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The account that acted; null when the volunteer or the end of the term did.</summary>
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

/// <summary>That a matter came by a volunteer's link, so that they find its answer; it goes when the role ends.</summary>
internal sealed class LiaisonReportRow
{
    public Guid LiaisonId { get; init; }
    public MatterId MatterId { get; init; }
}

internal sealed class LiaisonMaps
    : IEntityTypeConfiguration<LiaisonRow>,
        IEntityTypeConfiguration<LiaisonFactRow>,
        IEntityTypeConfiguration<LiaisonReportRow>
{
    public void Configure(EntityTypeBuilder<LiaisonRow> builder)
    {
        builder.ToTable("Liaison");
        builder.HasKey(l => l.Id);
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.HeadSeq).IsConcurrencyToken();
        builder.HasIndex(l => l.LinkHash).IsUnique();
        builder.HasIndex(l => new
        {
            l.Unit,
            l.Stage,
            l.Until,
        });
        builder.HasIndex(l => new { l.Area, l.Stage });
    }

    public void Configure(EntityTypeBuilder<LiaisonFactRow> builder)
    {
        builder.ToTable("LiaisonFact");
        builder.HasKey(f => new { f.LiaisonId, f.Seq });
        builder.HasOne<LiaisonRow>().WithMany().HasForeignKey(f => f.LiaisonId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<LiaisonReportRow> builder)
    {
        builder.ToTable("LiaisonReport");
        builder.HasKey(r => new { r.LiaisonId, r.MatterId });
        builder.HasOne<LiaisonRow>().WithMany().HasForeignKey(r => r.LiaisonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(r => r.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => r.MatterId);
    }
}
