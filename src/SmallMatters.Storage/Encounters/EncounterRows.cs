using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Encounters;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Encounters;

/// <summary>
/// A link that was sent and not used yet: whose unit, and until when. It holds no person and no matter, and the row goes when the link is
/// used, so that nothing leads from an answer to a message.
/// </summary>
[NotPersonal("the hash of a random number", nameof(EncounterLinkRow.Hash))]
[NotPersonal(
    "codes of the jurisdiction",
    nameof(EncounterLinkRow.Unit),
    nameof(EncounterLinkRow.Area),
    nameof(EncounterLinkRow.Neutral)
)]
internal sealed class EncounterLinkRow
{
    public required byte[] Hash { get; init; }
    public required string Unit { get; init; }
    public required string Area { get; init; }
    public required string Neutral { get; init; }
    public EncounterKind Kind { get; init; }
    public DateOnly ExpiresOn { get; init; }
}

/// <summary>One answer: marks, the unit and the month. Its key is a random number, so that not even the order of answers is kept.</summary>
[NotPersonal("a random number", nameof(EncounterAnswerRow.Id))]
[NotPersonal("the code of a unit", nameof(EncounterAnswerRow.Unit))]
internal sealed class EncounterAnswerRow
{
    public required byte[] Id { get; init; }
    public required string Unit { get; init; }
    public EncounterKind Kind { get; init; }

    /// <summary>First local day of the month in which it was given.</summary>
    public DateOnly Month { get; init; }
    public EncounterMark Identity { get; init; }
    public EncounterMark Rights { get; init; }
    public EncounterMark NextStep { get; init; }
    public EncounterMark OnTime { get; init; }
    public EncounterOverall Overall { get; init; }
}

/// <summary>How many links were sent about a unit in a month: the denominator of the response.</summary>
[NotPersonal("the code of a unit", nameof(EncounterSentRow.Unit))]
internal sealed class EncounterSentRow
{
    public required string Unit { get; init; }

    /// <summary>First local day of the month.</summary>
    public DateOnly Month { get; init; }
    public int Sent { get; set; }
}

/// <summary>Up to when encounters of a kind were looked at.</summary>
internal sealed class EncounterMarkRow
{
    public EncounterKind Kind { get; init; }
    public DateTimeOffset Until { get; set; }
}

/// <summary>A theme as lists need it.</summary>
[NotPersonal("codes of units and a quarter", nameof(ThemeRow.Unit), nameof(ThemeRow.Neutral), nameof(ThemeRow.Quarter))]
internal sealed class ThemeRow
{
    public Guid Id { get; init; }
    public required string Unit { get; init; }
    public required string Neutral { get; init; }
    public EncounterItem Item { get; init; }
    public required string Quarter { get; init; }
    public ThemeStage Stage { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a theme. Appended, never edited.</summary>
[NotPersonal(
    "counts, days and choices of lists; no words",
    nameof(ThemeFactRow.ByUnit),
    nameof(ThemeFactRow.Type),
    nameof(ThemeFactRow.Body)
)]
internal sealed class ThemeFactRow
{
    public Guid ThemeId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid Staff { get; init; }
    public required string ByUnit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }

    public KeptFact<ThemeFact> ToKept() => new(Seq, At, Staff, ByUnit, PlainFacts<ThemeFact>.Read(Type, Body));
}

internal sealed class EncounterMaps
    : IEntityTypeConfiguration<EncounterLinkRow>,
        IEntityTypeConfiguration<EncounterAnswerRow>,
        IEntityTypeConfiguration<EncounterSentRow>,
        IEntityTypeConfiguration<EncounterMarkRow>,
        IEntityTypeConfiguration<ThemeRow>,
        IEntityTypeConfiguration<ThemeFactRow>
{
    public void Configure(EntityTypeBuilder<EncounterLinkRow> builder)
    {
        builder.ToTable("EncounterLink");
        builder.HasKey(l => l.Hash);
        builder.HasIndex(l => l.ExpiresOn);
    }

    public void Configure(EntityTypeBuilder<EncounterAnswerRow> builder)
    {
        builder.ToTable("EncounterAnswer");
        builder.HasKey(a => a.Id);
        builder.HasIndex(a => new { a.Month, a.Unit });
    }

    public void Configure(EntityTypeBuilder<EncounterSentRow> builder)
    {
        builder.ToTable("EncounterSent");
        builder.HasKey(s => new { s.Month, s.Unit });
    }

    public void Configure(EntityTypeBuilder<EncounterMarkRow> builder)
    {
        builder.ToTable("EncounterMark");
        builder.HasKey(m => m.Kind);
    }

    public void Configure(EntityTypeBuilder<ThemeRow> builder)
    {
        builder.ToTable("Theme");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.HeadSeq).IsConcurrencyToken();
        builder
            .HasIndex(t => new
            {
                t.Unit,
                t.Quarter,
                t.Item,
            })
            .IsUnique();
    }

    public void Configure(EntityTypeBuilder<ThemeFactRow> builder)
    {
        builder.ToTable("ThemeFact");
        builder.HasKey(f => new { f.ThemeId, f.Seq });
        builder.HasOne<ThemeRow>().WithMany().HasForeignKey(f => f.ThemeId).OnDelete(DeleteBehavior.Restrict);
    }
}
