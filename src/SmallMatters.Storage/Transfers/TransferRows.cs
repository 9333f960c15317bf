using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Transfers;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Transfers;

/// <summary>A system that matters are passed on from by file.</summary>
[NotPersonal(
    "codes and the name of an authority, and a sealed random key",
    nameof(CounterpartRow.Code),
    nameof(CounterpartRow.Name),
    nameof(CounterpartRow.Unit),
    nameof(CounterpartRow.SealedKey)
)]
internal sealed class CounterpartRow
{
    public required string Code { get; init; }
    public required string Name { get; set; }

    /// <summary>Code of the unit whose supervisors carry its files in and out.</summary>
    public required string Unit { get; set; }

    /// <summary>What the present key is bound to.</summary>
    public Guid KeyId { get; set; }

    /// <summary>The key that both sides sign with, under the installation's key.</summary>
    public required string SealedKey { get; set; }
    public DateTimeOffset KeySince { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A transfer that was taken in or sent out.</summary>
[NotPersonal(
    "a code, a hash, and numbers with what became of them",
    nameof(TransferRow.Counterpart),
    nameof(TransferRow.Hash),
    nameof(TransferRow.Fates),
    nameof(TransferRow.Cover),
    nameof(TransferRow.Signature)
)]
internal sealed class TransferRow
{
    public Guid Id { get; init; }
    public required string Counterpart { get; init; }
    public TransferKind Kind { get; init; }
    public int Sequence { get; init; }

    /// <summary>
    /// SHA-256, hexadecimal, of the cover sheet that came: of the transfer itself, or of the receipt for one that went out. Null
    /// until there is one.
    /// </summary>
    public string? Hash { get; set; }
    public DateTimeOffset At { get; init; }
    public int Rows { get; init; }

    /// <summary>How many rows became matters here, or were accepted by the other side.</summary>
    public int Taken { get; set; }
    public int Refused { get; set; }

    /// <summary>What became of each row, as JSON, so that a lost receipt can be made again.</summary>
    public required string Fates { get; set; }

    /// <summary>When the other side's receipt for one that went out was read.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>The cover sheet of one that went out, to the letter; null for others.</summary>
    public string? Cover { get; init; }

    /// <summary>Its signature with the key of that day, in hexadecimal.</summary>
    public string? Signature { get; init; }

    /// <summary>Its rows, a line each, answers as ciphertext; null for those that came in.</summary>
    [PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
    public string? Body { get; init; }
}

/// <summary>A matter's number at the system that it was passed on from. A number becomes one matter for ever.</summary>
[NotPersonal(
    "the code of a system, its number of a matter, and where that stands",
    nameof(TransferredMatterRow.Counterpart),
    nameof(TransferredMatterRow.Number),
    nameof(TransferredMatterRow.FoundBy),
    nameof(TransferredMatterRow.ToldAs)
)]
internal sealed class TransferredMatterRow
{
    public required string Counterpart { get; init; }
    public required string Number { get; init; }

    /// <summary>The number as it is looked for, in the spelling of <see cref="FoundAs"/>.</summary>
    public required string FoundBy { get; init; }
    public MatterId MatterId { get; init; }

    /// <summary>Number of the last fact when the other side was told of the matter; null while it has not been.</summary>
    public int? Told { get; set; }

    /// <summary>Where the matter stood by what the other side was told, in the words of <see cref="Standing.Said"/>.</summary>
    public string? ToldAs { get; set; }

    /// <summary>The one spelling of a number in which it is found, however its letters and signs were typed.</summary>
    public static string FoundAs(string number) => NarrowSigns.Of(number).Trim().ToUpperInvariant();
}

/// <summary>How the fates of a transfer's rows are kept.</summary>
internal static class KeptFates
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(ImmutableArray<RowFate> fates) => JsonSerializer.Serialize(fates, Json);

    public static ImmutableArray<RowFate> Read(string fates) => JsonSerializer.Deserialize<ImmutableArray<RowFate>>(fates, Json);
}

internal sealed class CounterpartMap : IEntityTypeConfiguration<CounterpartRow>
{
    public void Configure(EntityTypeBuilder<CounterpartRow> builder)
    {
        builder.ToTable("Counterpart");
        builder.HasKey(c => c.Code);
    }
}

internal sealed class TransferMap : IEntityTypeConfiguration<TransferRow>
{
    public void Configure(EntityTypeBuilder<TransferRow> builder)
    {
        builder.ToTable("Transfer");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder
            .HasIndex(t => new
            {
                t.Counterpart,
                t.Kind,
                t.Sequence,
            })
            .IsUnique();
    }
}

internal sealed class TransferredMatterMap : IEntityTypeConfiguration<TransferredMatterRow>
{
    public void Configure(EntityTypeBuilder<TransferredMatterRow> builder)
    {
        builder.ToTable("TransferredMatter");
        builder.HasKey(t => new { t.Counterpart, t.Number });
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(t => t.MatterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => t.MatterId);
        builder.HasIndex(t => t.FoundBy);
    }
}
