using System.ComponentModel;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Views;

namespace SmallMatters.Web.Api;

/// <summary>A name in both languages.</summary>
public sealed record NameAnswer(string Zh, string En)
{
    internal static NameAnswer Of(Bilingual name) => new(name.Zh, name.En);
}

/// <summary>An area.</summary>
public sealed record AreaAnswer(string Code, NameAnswer Name)
{
    internal static AreaAnswer Of(Area area) => new(area.Code, NameAnswer.Of(area.Name));
}

/// <summary>A category.</summary>
public sealed record CategoryAnswer(
    string Code,
    NameAnswer Name,
    NameAnswer Group,
    NameAnswer Hint,
    [property: Description("Whether positions of its matters are public.")] bool PublicSpace,
    [property: Description("Whether it can be raised now.")] bool Offered
)
{
    internal static CategoryAnswer Of(Category category) =>
        new(
            category.Code,
            NameAnswer.Of(category.Name),
            NameAnswer.Of(category.Group),
            NameAnswer.Of(category.Hint),
            category.PublicSpace,
            category.Offered
        );
}

/// <summary>A matter as everybody may see it.</summary>
public sealed record MatterAnswer(
    [property: Description("Twelve digits.")] string Reference,
    string Category,
    string Area,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Stage>))] Stage Stage,
    [property: JsonConverter(typeof(JsonStringEnumConverter<OutcomeCode>))] OutcomeCode? Outcome,
    [property: Description("Code of the unit that owns it.")] string Owner,
    [property: Description("Name of that unit.")] NameAnswer? OwnerName,
    DateTimeOffset RaisedAt,
    DateTimeOffset ChangedAt,
    DateTimeOffset? ClosedAt,
    [property: Description("The local day by which the result is promised.")] DateOnly? PromisedOn,
    [property: Description("Degrees, WGS 84; only for categories of public space.")] double? Latitude,
    [property: Description("Degrees, WGS 84; only for categories of public space.")] double? Longitude,
    [property: Description("Words that were released for everybody.")] string? Text,
    [property: Description("How many people take part.")] int Affected
)
{
    internal static MatterAnswer Of(PublicMatter matter, Jurisdiction jurisdiction) =>
        new(
            matter.Number.ToString("D12", System.Globalization.CultureInfo.InvariantCulture),
            matter.Category,
            matter.Area,
            matter.Stage,
            matter.Outcome,
            matter.OwnerUnit,
            jurisdiction.Units.TryGetValue(matter.OwnerUnit, out var owner) ? NameAnswer.Of(owner.Name) : null,
            matter.RaisedAt,
            matter.ChangedAt,
            matter.ClosedAt,
            matter.PromisedOn,
            matter.Latitude,
            matter.Longitude,
            matter.PublicText,
            matter.Affected
        );
}

/// <summary>A part of a list of matters, newest first.</summary>
public sealed record MattersAnswer(
    IReadOnlyList<MatterAnswer> Matters,
    [property: Description("What to send as before for the next part; null at the end.")] string? Next
);

/// <summary>What was raised and closed in a year, and how long it took.</summary>
public sealed record FiguresAnswer(
    string? Area,
    string? Category,
    [property: Description("The first day that is counted.")] DateOnly Since,
    [property: Description("Matters raised since then.")] int Raised,
    [property: Description("Of these, not closed yet or under review.")] int Open,
    [property: Description("Of these, closed.")] int Closed,
    [property: Description("How many closed matters the days below are taken from: the newest, at most 10,000.")] int Sample,
    [property: Description("Half were closed within so many days; null for fewer than ten matters.")] double? HalfWithinDays,
    [property: Description("Nine in ten were closed within so many days; null for fewer than ten matters.")]
        double? NineInTenWithinDays
);
