using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Dispatching;

/// <summary>One change of the dispatch catalogue. Appended, never edited.</summary>
[NotPersonal(
    "lines of the dispatch catalogue and why they were made",
    nameof(DispatchFactRow.Unit),
    nameof(DispatchFactRow.Type),
    nameof(DispatchFactRow.Body)
)]
internal sealed class DispatchFactRow
{
    /// <summary>1, 2, 3 …; two changes at once cannot have the same.</summary>
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? Staff { get; init; }
    public string? Unit { get; init; }

    /// <summary>The fact's type name.</summary>
    public required string Type { get; init; }
    public required string Body { get; init; }

    /// <summary>The row of a fact, and the setting by which every node learns that the configuration has changed.</summary>
    public static (DispatchFactRow Fact, SettingRow Version) Of(int seq, DispatchFact fact, Actor by, DateTimeOffset at) =>
        (
            new DispatchFactRow
            {
                Seq = seq,
                At = at,
                Staff = (by as Actor.Staff)?.Id.Value,
                Unit = by.UnitCode,
                Type = PlainFacts<DispatchFact>.NameOf(fact),
                Body = PlainFacts<DispatchFact>.Write(fact),
            },
            new SettingRow { Name = JurisdictionSource.VersionSetting, Value = Guid.CreateVersion7(at).ToString("N") }
        );
}

internal sealed class DispatchFactMap : IEntityTypeConfiguration<DispatchFactRow>
{
    public void Configure(EntityTypeBuilder<DispatchFactRow> builder)
    {
        builder.ToTable("DispatchFact");
        builder.HasKey(f => f.Seq);
        builder.Property(f => f.Seq).ValueGeneratedNever();
    }
}
