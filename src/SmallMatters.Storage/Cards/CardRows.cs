using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Cards;
using SmallMatters.Domain.Confidentiality;

namespace SmallMatters.Storage.Cards;

/// <summary>A card as lists need it; what it says is in its facts.</summary>
[NotPersonal(
    "codes of rules, places and units",
    nameof(CardRow.Rule),
    nameof(CardRow.Subject),
    nameof(CardRow.Unit),
    nameof(CardRow.Area),
    nameof(CardRow.Category)
)]
internal sealed class CardRow
{
    public Guid Id { get; init; }
    public required string Rule { get; init; }
    public int RuleVersion { get; init; }
    public required string Subject { get; init; }
    public CardAbout About { get; init; }
    public required string Unit { get; init; }
    public required string Area { get; init; }
    public string? Category { get; init; }
    public CardStage Stage { get; set; }
    public CardOutcome? Outcome { get; set; }
    public DateTimeOffset RaisedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a card. Appended, never edited.</summary>
[NotPersonal(
    "what a rule saw of a place, and what staff wrote of it; the form says to name nobody",
    nameof(CardFactRow.Unit),
    nameof(CardFactRow.Type),
    nameof(CardFactRow.Body)
)]
internal sealed class CardFactRow
{
    public Guid CardId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
}

/// <summary>What a replay of history showed of one version of a rule.</summary>
[NotPersonal(
    "figures of a rule",
    nameof(CardRuleFigureRow.Rule),
    nameof(CardRuleFigureRow.LeadDays),
    nameof(CardRuleFigureRow.Low),
    nameof(CardRuleFigureRow.High)
)]
internal sealed class CardRuleFigureRow
{
    public required string Rule { get; init; }
    public int Version { get; init; }
    public DateTimeOffset FromAt { get; init; }
    public DateTimeOffset ToAt { get; init; }
    public int Looks { get; init; }
    public int RightAlarms { get; init; }
    public int FalseAlarms { get; init; }
    public int Pending { get; init; }
    public double? LeadDays { get; init; }
    public double Low { get; init; }
    public double High { get; init; }
    public DateTimeOffset MeasuredAt { get; init; }
}

internal sealed class CardMaps
    : IEntityTypeConfiguration<CardRow>,
        IEntityTypeConfiguration<CardFactRow>,
        IEntityTypeConfiguration<CardRuleFigureRow>
{
    public void Configure(EntityTypeBuilder<CardRow> builder)
    {
        builder.ToTable("Card");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.HeadSeq).IsConcurrencyToken();
        // Two nodes that look at the same time see the same: the second finds the card made.
        builder
            .HasIndex(c => new
            {
                c.Rule,
                c.Subject,
                c.RaisedAt,
            })
            .IsUnique();
        builder.HasIndex(c => new
        {
            c.Unit,
            c.Stage,
            c.RaisedAt,
        });
        builder.HasIndex(c => new { c.Stage, c.ExpiresAt });
        builder.HasIndex(c => new { c.Area, c.RaisedAt });
    }

    public void Configure(EntityTypeBuilder<CardFactRow> builder)
    {
        builder.ToTable("CardFact");
        builder.HasKey(f => new { f.CardId, f.Seq });
        builder.HasOne<CardRow>().WithMany().HasForeignKey(f => f.CardId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CardRuleFigureRow> builder)
    {
        builder.ToTable("CardRuleFigure");
        builder.HasKey(f => new { f.Rule, f.Version });
        builder.Property(f => f.Version).ValueGeneratedNever();
    }
}
