using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Rows;
using SmallMatters.Storage.Patterns;

namespace SmallMatters.Storage.Partners;

/// <summary>One change of the register of partners. Appended, never edited.</summary>
[NotPersonal(
    "names of partners, and what staff wrote of them",
    nameof(PartnerFactRow.Unit),
    nameof(PartnerFactRow.Type),
    nameof(PartnerFactRow.Body)
)]
internal sealed class PartnerFactRow
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
    public static (PartnerFactRow Fact, SettingRow Version) Of(int seq, PartnerFact fact, Actor by, DateTimeOffset at) =>
        (
            new PartnerFactRow
            {
                Seq = seq,
                At = at,
                Staff = (by as Actor.Staff)?.Id.Value,
                Unit = by.UnitCode,
                Type = PlainFacts<PartnerFact>.NameOf(fact),
                Body = PlainFacts<PartnerFact>.Write(fact),
            },
            new SettingRow { Name = JurisdictionSource.VersionSetting, Value = Guid.CreateVersion7(at).ToString("N") }
        );
}

/// <summary>Which part a partner's link is for. Whether it is good for anything still is in the matter.</summary>
[NotPersonal("the code of a partner, and the hash of a link", nameof(PartnerLinkRow.Hash), nameof(PartnerLinkRow.Partner))]
internal sealed class PartnerLinkRow
{
    /// <summary>SHA-256 of the link's secret, which is 16 random bytes.</summary>
    public required byte[] Hash { get; init; }
    public Guid Link { get; init; }
    public MatterId MatterId { get; init; }
    public Guid Part { get; init; }

    /// <summary>Code of the partner.</summary>
    public required string Partner { get; init; }
}

/// <summary>A key of a partner's program; only its hash is kept.</summary>
[NotPersonal("the code of a partner, and the hash of its key", nameof(PartnerKeyRow.Partner), nameof(PartnerKeyRow.Hash))]
internal sealed class PartnerKeyRow
{
    public Guid Id { get; init; }

    /// <summary>Code of the partner whose parts it opens, and no other's.</summary>
    public required string Partner { get; init; }

    /// <summary>SHA-256 of the key, which is 32 random bytes.</summary>
    public required byte[] Hash { get; init; }
    public DateTimeOffset IssuedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A request of a partner's program that was done, so that the same one again is not done twice.</summary>
[NotPersonal("hashes of what a partner sent, to know it again", nameof(PartnerRequestRow.Key), nameof(PartnerRequestRow.Body))]
internal sealed class PartnerRequestRow
{
    /// <summary>Keyed hash of the partner and the key that its program gave the request.</summary>
    public required byte[] Key { get; init; }

    /// <summary>SHA-256 of what was asked.</summary>
    public required byte[] Body { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid Part { get; init; }

    /// <summary>Where the part stood then.</summary>
    public PartState State { get; init; }
}

internal sealed class PartnerFactMap : IEntityTypeConfiguration<PartnerFactRow>
{
    public void Configure(EntityTypeBuilder<PartnerFactRow> builder)
    {
        builder.ToTable("PartnerFact");
        builder.HasKey(f => f.Seq);
        builder.Property(f => f.Seq).ValueGeneratedNever();
    }
}

internal sealed class PartnerLinkMap : IEntityTypeConfiguration<PartnerLinkRow>
{
    public void Configure(EntityTypeBuilder<PartnerLinkRow> builder)
    {
        builder.ToTable("PartnerLink");
        builder.HasKey(l => l.Hash);
        builder.HasOne<MatterRow>().WithMany().HasForeignKey(l => l.MatterId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PartnerKeyMap : IEntityTypeConfiguration<PartnerKeyRow>
{
    public void Configure(EntityTypeBuilder<PartnerKeyRow> builder)
    {
        builder.ToTable("PartnerKey");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.HasIndex(k => k.Hash).IsUnique();
    }
}

internal sealed class PartnerRequestMap : IEntityTypeConfiguration<PartnerRequestRow>
{
    public void Configure(EntityTypeBuilder<PartnerRequestRow> builder)
    {
        builder.ToTable("PartnerRequest");
        builder.HasKey(r => r.Key);
        builder.HasIndex(r => r.At);
    }
}
