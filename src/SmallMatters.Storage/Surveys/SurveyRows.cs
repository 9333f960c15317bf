using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Surveys;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Surveys;

/// <summary>A wave as lists need it.</summary>
[NotPersonal("the code of a unit", nameof(SurveyWaveRow.Unit))]
internal sealed class SurveyWaveRow
{
    public int Number { get; init; }
    public required string Unit { get; init; }
    public bool IsOpen { get; set; }
    public int HeadSeq { get; set; }
}

/// <summary>One fact of a wave. Appended, never edited.</summary>
[NotPersonal(
    "seed, hashes, days and counts by area",
    nameof(SurveyFactRow.ByUnit),
    nameof(SurveyFactRow.Type),
    nameof(SurveyFactRow.Body)
)]
internal sealed class SurveyFactRow
{
    public int Wave { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid Staff { get; init; }
    public required string ByUnit { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }

    public KeptFact<SurveyFact> ToKept() => new(Seq, At, Staff, ByUnit, PlainFacts<SurveyFact>.Read(Type, Body));
}

/// <summary>A letter of a wave that is open. It goes when the wave is closed; its code goes when it is used.</summary>
[NotPersonal(
    "the address of a dwelling and the code of its area: the list holds nobody's name, and the row goes when the wave is closed",
    nameof(SurveyLetterRow.Address),
    nameof(SurveyLetterRow.Area)
)]
[NotPersonal("the hash of a random code", nameof(SurveyLetterRow.Code))]
internal sealed class SurveyLetterRow
{
    public int Wave { get; init; }
    public int Number { get; init; }
    public required string Area { get; init; }
    public required string Address { get; init; }
    public SurveyOutcome Outcome { get; set; }
    public byte[]? Code { get; set; }
}

/// <summary>One answer. Its key is a random number, so that not even the order of answers is kept.</summary>
[NotPersonal("a random number", nameof(SurveyAnswerRow.Id))]
[NotPersonal("the code of an area and choices of lists", nameof(SurveyAnswerRow.Area), nameof(SurveyAnswerRow.Choices))]
internal sealed class SurveyAnswerRow
{
    public required byte[] Id { get; init; }
    public int Wave { get; init; }
    public required string Area { get; init; }
    public SurveyMode Mode { get; init; }

    /// <summary>The Monday of the local week in which it was taken.</summary>
    public DateOnly Week { get; init; }

    /// <summary>Codes of what was chosen, in the order of the questionnaire, commas between.</summary>
    public required string Choices { get; init; }
}

internal sealed class SurveyMaps
    : IEntityTypeConfiguration<SurveyWaveRow>,
        IEntityTypeConfiguration<SurveyFactRow>,
        IEntityTypeConfiguration<SurveyLetterRow>,
        IEntityTypeConfiguration<SurveyAnswerRow>
{
    public void Configure(EntityTypeBuilder<SurveyWaveRow> builder)
    {
        builder.ToTable("SurveyWave");
        builder.HasKey(w => w.Number);
        builder.Property(w => w.Number).ValueGeneratedNever();
        builder.Property(w => w.HeadSeq).IsConcurrencyToken();
        // Two waves are never open at once, whoever draws at the same moment.
        builder.HasIndex(w => w.IsOpen).IsUnique().HasFilter("is_open");
    }

    public void Configure(EntityTypeBuilder<SurveyFactRow> builder)
    {
        builder.ToTable("SurveyFact");
        builder.HasKey(f => new { f.Wave, f.Seq });
        builder.HasOne<SurveyWaveRow>().WithMany().HasForeignKey(f => f.Wave).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SurveyLetterRow> builder)
    {
        builder.ToTable("SurveyLetter");
        builder.HasKey(l => new { l.Wave, l.Number });
        builder.HasIndex(l => l.Code).IsUnique();
        builder.HasOne<SurveyWaveRow>().WithMany().HasForeignKey(l => l.Wave).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SurveyAnswerRow> builder)
    {
        builder.ToTable("SurveyAnswer");
        builder.HasKey(a => a.Id);
        builder.HasIndex(a => a.Wave);
        builder.HasOne<SurveyWaveRow>().WithMany().HasForeignKey(a => a.Wave).OnDelete(DeleteBehavior.Restrict);
    }
}
