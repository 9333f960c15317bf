using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Seeding;

/// <summary>The fictional neighbourhood as the files in <c>data/demo</c> describe it. All people and places are made up.</summary>
internal sealed class DemoFiles
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    private DemoFiles()
    {
        Jurisdiction = Read<JurisdictionFile>("jurisdiction.json");
        Categories = Read<ImmutableArray<CategoryFile>>("categories.json");
        Estates = Read<ImmutableArray<Estate>>("estates.json");
        Staff = Read<ImmutableArray<DemoPost>>("staff.json");
        Words = Read<WordsFile>("words.json");
        if (!GeoJson.TryRead(Text("areas.geojson"), out var features, out var why))
        {
            throw new InvalidDataException($"demo/areas.geojson: {why.Sentence.En}");
        }
        Shapes = features.ToDictionary(f => f.Id!, f => ((Geometry.OfPolygon)f.Geometry).Polygon);
    }

    public static DemoFiles Load() => new();

    public JurisdictionFile Jurisdiction { get; }
    public ImmutableArray<CategoryFile> Categories { get; }
    public ImmutableArray<Estate> Estates { get; }
    public ImmutableArray<DemoPost> Staff { get; }
    public WordsFile Words { get; }
    public IReadOnlyDictionary<string, Polygon> Shapes { get; }

    private static T Read<T>(string name) =>
        JsonSerializer.Deserialize<T>(Text(name), Reading) ?? throw new InvalidDataException($"demo/{name} is empty");

    private static string Text(string name)
    {
        using var stream =
            typeof(DemoFiles).Assembly.GetManifestResourceStream($"demo/{name}")
            ?? throw new InvalidDataException($"demo/{name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

internal sealed record JurisdictionFile(
    string Code,
    Bilingual Name,
    ImmutableArray<AreaFile> Areas,
    ImmutableArray<UnitFile> Units,
    ImmutableArray<RouteFile> Routes
);

internal sealed record AreaFile(string Code, string Zh, string En, string Intake);

internal sealed record UnitFile(string Code, string Zh, string En, string? Parent, bool Reviews, bool Fallback)
{
    public ImmutableArray<string>? Mediates { get; init; }
}

internal sealed record RouteFile(int Id, string Category, string Unit, DateOnly ValidFrom);

/// <summary>An estate, or a street where buildings is 0.</summary>
internal sealed record Estate(string Name, string Area, double Latitude, double Longitude, int Buildings, int Entrances);

/// <summary>Somebody of the fictional staff, and what they may do where.</summary>
/// <param name="UserName">What they sign in with.</param>
/// <param name="Name">Their name.</param>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Role">What they may do for it.</param>
public sealed record DemoPost(string UserName, string Name, string Unit, StaffRole Role);

/// <summary>
/// A category and how matters of it come about and end: how often compared with the others, when in the year (flat, summer,
/// winter, rain), the day (day, morning, evening, night, commute) and the week (any, weekday, weekend, monday); what residents
/// write, what is done and promised, and why it sometimes cannot be done (empty for the general reasons).
/// </summary>
internal sealed record CategoryFile(
    string Code,
    string Zh,
    string En,
    string Group,
    string GroupEn,
    string Hint,
    string HintEn,
    string Rule,
    bool PublicSpace,
    Kind Kind,
    double Weight,
    string Season,
    string Hours,
    string Days,
    ImmutableArray<QuestionFile> Questions,
    ImmutableArray<string> Texts,
    ImmutableArray<string> Done,
    ImmutableArray<string> Promise,
    ImmutableArray<string> Cannot,
    bool SealsIdentity = false
)
{
    public Category ToCategory() =>
        new(Code, new Bilingual(Zh, En), new Bilingual(Group, GroupEn), new Bilingual(Hint, HintEn), Rule, PublicSpace, Kind)
        {
            SealsIdentity = SealsIdentity,
            Questions =
            [
                .. Questions.Select(q => new CategoryQuestion(
                    q.Code,
                    new Bilingual(q.Zh, q.En),
                    q.Datatype,
                    q.Required,
                    [.. q.Values.Select(v => (v.Key, new Bilingual(v.Zh, v.En)))]
                )),
            ],
        };
}

internal sealed record QuestionFile(
    string Code,
    string Zh,
    string En,
    string Datatype,
    bool Required,
    ImmutableArray<ValueFile> Values
);

internal sealed record ValueFile(string Key, string Zh, string En);

/// <summary>Sentences that fit any category.</summary>
internal sealed record WordsFile(
    ImmutableArray<string> Since,
    ImmutableArray<string> When,
    ImmutableArray<string> Openings,
    ImmutableArray<string> Closings,
    ImmutableArray<string> FirstReplies,
    ImmutableArray<string> Questions,
    ImmutableArray<string> Answers,
    ImmutableArray<string> Notes,
    ImmutableArray<string> KeepHow,
    ImmutableArray<string> ChangeReasons,
    ImmutableArray<ImmutableArray<string>> Parts,
    ImmutableArray<string> PartMessages,
    ImmutableArray<string> PartDone,
    ImmutableArray<string> PartCannot,
    ImmutableArray<string> PartReturns,
    ImmutableArray<string> HandOverReasons,
    ImmutableArray<string> HandOverRefusals,
    ImmutableArray<string> Remains,
    ImmutableArray<ImmutableArray<string>> Elsewhere,
    ImmutableArray<ImmutableArray<string>> Doors,
    ImmutableArray<string> Cannot,
    ImmutableArray<string> Withdrawals,
    ImmutableArray<string> PraiseWords,
    ImmutableArray<string> BadWords,
    ImmutableArray<string> PartlyWords,
    ImmutableArray<string> ReopenReasons,
    ImmutableArray<string> ReopenTodo,
    ImmutableArray<string> StandReasons,
    ImmutableArray<string> ReviewWords,
    ImmutableArray<string> JoinWords,
    ImmutableArray<string> AddWords,
    ImmutableArray<string> ExtendReasons,
    ImmutableArray<string> Surnames,
    ImmutableArray<string> Titles,
    ImmutableArray<ImmutableArray<string>> English
);
