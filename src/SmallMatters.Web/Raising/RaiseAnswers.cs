using System.Text.Json.Serialization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;

namespace SmallMatters.Web.Raising;

/// <summary>What a resident has answered so far. Kept as ciphertext that only their browser can open.</summary>
public sealed class RaiseAnswers
{
    /// <summary>Nobody is in danger now.</summary>
    public bool Safe { get; set; }

    /// <summary>What it is about: a category (<c>c:code</c>) or one of <see cref="Subject"/>'s other answers.</summary>
    public string? Subject { get; set; }

    /// <summary>For conduct: code of the unit that it is about.</summary>
    public string? UnitConcerned { get; set; }

    public string? Words { get; set; }

    /// <summary>Answers to the category's own questions.</summary>
    public Dictionary<string, string[]> More { get; set; } = [];

    public string? Area { get; set; }

    public string? Estate { get; set; }

    public string? Building { get; set; }

    public string? Entrance { get; set; }

    public string? Door { get; set; }

    public string? WhereWords { get; set; }

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    public CoordinateSystem System { get; set; }

    public string? Name { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }

    public Tongue? Tongue { get; set; }

    /// <summary>Nobody who deals with it is to learn who they are.</summary>
    public bool SealIdentity { get; set; }

    /// <summary>The secret part of the link of the matter that came of it. With it, everything else is gone.</summary>
    public string? Sent { get; set; }

    [JsonIgnore]
    public PositionGiven? Position =>
        Latitude is { } latitude && Longitude is { } longitude ? PositionGiven.From(latitude, longitude, System) : null;

    [JsonIgnore]
    public Place? Place => Place.TryType(Estate, Building, Entrance, out var place, out _) ? place : null;

    /// <summary>Kind and category that follow from what it is about; null while that is not known, or no longer offered.</summary>
    public (Kind Kind, Category Category)? Sorted(Jurisdiction jurisdiction) => Subjects.Sort(Subject, jurisdiction);
}

/// <summary>What a matter can be about, as residents are asked.</summary>
public static class Subjects
{
    public const string Category = "c:";
    public const string Unsure = "unsure";
    public const string Praise = "praise";
    public const string Suggestion = "suggestion";
    public const string Conduct = "conduct";
    public const string Dispute = "dispute";
    public const string Offence = "offence";

    /// <summary>Whether there is anything to choose: an area and a category that is offered.</summary>
    public static bool AreSetUp(Jurisdiction jurisdiction) =>
        jurisdiction.Areas.Count > 0 && jurisdiction.Categories.Values.Any(c => c.Offered);

    /// <summary>The category for what nobody could sort yet: the one with the code <c>other</c>, else the last that is offered.</summary>
    public static Category Unsorted(Jurisdiction jurisdiction) =>
        jurisdiction.Categories.GetValueOrDefault("other") ?? jurisdiction.Categories.Values.Last(c => c.Offered);

    /// <summary>Categories to choose from, by their headings.</summary>
    public static IEnumerable<IGrouping<Bilingual, Category>> Groups(Jurisdiction jurisdiction)
    {
        // What has a choice of its own elsewhere on the page.
        string[] elsewhere =
        [
            Unsorted(jurisdiction).Code,
            .. new[] { Kind.Praise, Kind.Suggestion, Kind.Conduct }.Select(kind => Of(kind, jurisdiction).Code),
        ];
        return jurisdiction
            .Categories.Values.Where(c =>
                c.Offered && !elsewhere.Contains(c.Code) && c.Kind is not (Kind.Dispute or Kind.MinorCase)
            )
            .GroupBy(c => c.Group);
    }

    /// <summary>The kind that is not taken here; it has a page with the right door.</summary>
    public static Kind? OtherDoor(string? subject) =>
        subject switch
        {
            Offence => Kind.MinorCase,
            _ => null,
        };

    internal static (Kind, Category)? Sort(string? subject, Jurisdiction jurisdiction)
    {
        switch (subject)
        {
            case Unsure:
                return (Unsorted(jurisdiction).Kind, Unsorted(jurisdiction));
            case Praise:
                return (Kind.Praise, Of(Kind.Praise, jurisdiction));
            case Suggestion:
                return (Kind.Suggestion, Of(Kind.Suggestion, jurisdiction));
            case Conduct:
                return (Kind.Conduct, Of(Kind.Conduct, jurisdiction));
            case Dispute:
                return (Kind.Dispute, Of(Kind.Dispute, jurisdiction));
            case { } code
                when code.StartsWith(Category, StringComparison.Ordinal)
                    && jurisdiction.Categories.GetValueOrDefault(code[Category.Length..]) is { Offered: true } chosen:
                return (chosen.Kind, chosen);
            default:
                return null;
        }
    }

    /// <summary>The category of a choice that names a kind: the one with the kind's own name, else the first of the kind.</summary>
    private static Category Of(Kind kind, Jurisdiction jurisdiction)
    {
        var all = jurisdiction.Categories.Values.Where(c => c.Offered && c.Kind == kind).ToList();
        return all.Find(c => c.Code.Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase))
            ?? all.FirstOrDefault()
            ?? Unsorted(jurisdiction);
    }
}
