using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Jurisdictions;

/// <summary>An area as a row; its polygon as a GeoJSON geometry.</summary>
[NotPersonal(
    "configuration of the jurisdiction",
    nameof(AreaRow.Code),
    nameof(AreaRow.NameZh),
    nameof(AreaRow.NameEn),
    nameof(AreaRow.IntakeUnit),
    nameof(AreaRow.Shape)
)]
internal sealed class AreaRow
{
    public required string Code { get; init; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }
    public required string IntakeUnit { get; set; }
    public string? Shape { get; set; }
}

[NotPersonal(
    "configuration of the jurisdiction",
    nameof(UnitRow.Code),
    nameof(UnitRow.NameZh),
    nameof(UnitRow.NameEn),
    nameof(UnitRow.Parent),
    nameof(UnitRow.Contact),
    nameof(UnitRow.Mediates)
)]
internal sealed class UnitRow
{
    public required string Code { get; init; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }
    public string? Parent { get; set; }

    /// <summary>The office's public contact, not a person's.</summary>
    public string? Contact { get; set; }
    public bool Reviews { get; set; }
    public bool Fallback { get; set; }

    /// <summary>Codes of the venues of mediation that it holds, with a space between two.</summary>
    public string Mediates { get; set; } = "";
}

[NotPersonal(
    "configuration of the jurisdiction",
    nameof(CategoryRow.Code),
    nameof(CategoryRow.NameZh),
    nameof(CategoryRow.NameEn),
    nameof(CategoryRow.GroupZh),
    nameof(CategoryRow.GroupEn),
    nameof(CategoryRow.HintZh),
    nameof(CategoryRow.HintEn),
    nameof(CategoryRow.ClockRule),
    nameof(CategoryRow.Questions)
)]
internal sealed class CategoryRow
{
    public required string Code { get; init; }
    public int Position { get; set; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }
    public required string GroupZh { get; set; }
    public required string GroupEn { get; set; }
    public required string HintZh { get; set; }
    public required string HintEn { get; set; }
    public required string ClockRule { get; set; }
    public bool PublicSpace { get; set; }
    public Kind Kind { get; set; }
    public int ThirdTimeN { get; set; }
    public bool Offered { get; set; }
    public bool SealsIdentity { get; set; }

    /// <summary>The category's own questions, as JSON.</summary>
    public string? Questions { get; set; }
}

[NotPersonal(
    "configuration of the jurisdiction",
    nameof(RoutingRuleRow.Category),
    nameof(RoutingRuleRow.Area),
    nameof(RoutingRuleRow.Unit)
)]
internal sealed class RoutingRuleRow
{
    public int Id { get; init; }
    public required string Category { get; init; }
    public string? Area { get; init; }
    public required string Unit { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; set; }
}

/// <summary>One named value of the installation: the jurisdiction's code and names, the version of its configuration.</summary>
[NotPersonal("values of the installation", nameof(SettingRow.Name), nameof(SettingRow.Value))]
internal sealed class SettingRow
{
    public required string Name { get; init; }
    public required string Value { get; set; }
}

internal sealed class JurisdictionMaps
    : IEntityTypeConfiguration<AreaRow>,
        IEntityTypeConfiguration<UnitRow>,
        IEntityTypeConfiguration<CategoryRow>,
        IEntityTypeConfiguration<RoutingRuleRow>,
        IEntityTypeConfiguration<SettingRow>
{
    public void Configure(EntityTypeBuilder<AreaRow> builder) => builder.ToTable("Area").HasKey(r => r.Code);

    public void Configure(EntityTypeBuilder<UnitRow> builder) => builder.ToTable("Unit").HasKey(r => r.Code);

    public void Configure(EntityTypeBuilder<CategoryRow> builder) => builder.ToTable("Category").HasKey(r => r.Code);

    public void Configure(EntityTypeBuilder<RoutingRuleRow> builder)
    {
        builder.ToTable("RoutingRule").HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<SettingRow> builder) => builder.ToTable("Setting").HasKey(r => r.Name);
}
