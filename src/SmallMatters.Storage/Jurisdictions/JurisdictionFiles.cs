using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Jurisdictions;

/// <summary>
/// A jurisdiction as an operator writes it down: <c>jurisdiction.json</c> (areas, units, routing), beside it
/// <c>categories.json</c> and, where there are shapes, <c>areas.geojson</c>, whose features carry an area's code as their id.
/// It is read whole or not at all: every mistake is named with its file, so that one reading finds them all.
/// </summary>
public sealed record JurisdictionFiles(
    string Code,
    Bilingual Name,
    ImmutableArray<Area> Areas,
    ImmutableArray<Unit> Units,
    ImmutableArray<Category> Categories,
    ImmutableArray<RoutingRule> Routes
)
{
    private const string CategoriesName = "categories.json";
    private const string ShapesName = "areas.geojson";

    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Reads the files.</summary>
    /// <param name="path">The file <c>jurisdiction.json</c>.</param>
    /// <param name="clocks">The clock rules that categories may name.</param>
    /// <param name="today">The local day on which these must hold.</param>
    /// <returns>The jurisdiction, or everything that is wrong with it.</returns>
    public static (JurisdictionFiles? Files, ImmutableArray<Refusal> Wrong) Read(
        string path,
        ClockRuleBook clocks,
        DateOnly today
    )
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var wrong = ImmutableArray.CreateBuilder<Refusal>();
        var top = Parse<Top>(path, wrong);
        var categories = Parse<ImmutableArray<OfCategory>?>(Path.Combine(folder, CategoriesName), wrong);
        var shapes = Shapes(Path.Combine(folder, ShapesName), wrong);
        if (wrong.Count > 0)
        {
            return (null, wrong.ToImmutable());
        }
        var files = new JurisdictionFiles(
            top!.Code,
            top.Name,
            [.. top.Areas.Select(a => new Area(a.Code, new Bilingual(a.Zh, a.En), a.Intake, shapes.GetValueOrDefault(a.Code)))],
            [
                .. top.Units.Select(u => new Unit(u.Code, new Bilingual(u.Zh, u.En), u.Parent, u.Reviews, u.Fallback)
                {
                    Mediates = u.Mediates ?? [],
                }),
            ],
            [.. categories!.Value.Select(c => c.ToCategory())],
            [.. (top.Routes ?? []).Select((r, i) => new RoutingRule(i + 1, r.Category, r.Area, r.Unit, r.ValidFrom, r.ValidTo))]
        );
        JurisdictionCheck.Run(files, shapes.Keys, clocks, today, wrong);
        return wrong.Count > 0 ? (null, wrong.ToImmutable()) : (files, []);
    }

    private static T? Parse<T>(string path, ImmutableArray<Refusal>.Builder wrong)
    {
        var name = Path.GetFileName(path);
        try
        {
            var text = File.ReadAllText(path);
            if (JsonSerializer.Deserialize<T>(text, Reading) is { } read)
            {
                using var document = JsonDocument.Parse(text, new() { CommentHandling = JsonCommentHandling.Skip });
                // The serializer looks at what a list's entries hold, not whether there is one.
                if (NullIn(document.RootElement, "$") is not { } where)
                {
                    return read;
                }
                wrong.Add(
                    Refusal.Of(
                        "jurisdiction-file-null",
                        $"{name}（{where}）：列表里有一项是 null。",
                        $"{name} ({where}): an entry of a list is null."
                    )
                );
                return default;
            }
            wrong.Add(Refusal.Of("jurisdiction-file-empty", $"{name}：文件没有内容。", $"{name}: the file holds nothing."));
        }
        catch (JsonException fault)
        {
            wrong.Add(
                Refusal.Of(
                    "jurisdiction-file-damaged",
                    $"{name} 第 {fault.LineNumber + 1} 行（{fault.Path}）读不懂：{fault.Message}",
                    $"{name}, line {fault.LineNumber + 1} ({fault.Path}) cannot be read: {fault.Message}"
                )
            );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            wrong.Add(NotOpened(name, fault));
        }
        return default;
    }

    private static Refusal NotOpened(string name, Exception fault) =>
        Refusal.Of("jurisdiction-file-missing", $"{name} 打不开：{fault.Message}", $"{name} cannot be opened: {fault.Message}");

    private static string? NullIn(JsonElement element, string where) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element
                .EnumerateArray()
                .Select((e, i) => e.ValueKind == JsonValueKind.Null ? $"{where}[{i}]" : NullIn(e, $"{where}[{i}]"))
                .FirstOrDefault(found => found is not null),
            JsonValueKind.Object => element
                .EnumerateObject()
                .Select(p => NullIn(p.Value, $"{where}.{p.Name}"))
                .FirstOrDefault(found => found is not null),
            _ => null,
        };

    private static Dictionary<string, Polygon> Shapes(string path, ImmutableArray<Refusal>.Builder wrong)
    {
        var shapes = new Dictionary<string, Polygon>();
        if (!File.Exists(path))
        {
            return shapes;
        }
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            wrong.Add(NotOpened(ShapesName, fault));
            return shapes;
        }
        if (!GeoJson.TryRead(text, out var features, out var why))
        {
            wrong.Add(new Refusal(why.Code, new($"{ShapesName}：{why.Sentence.Zh}", $"{ShapesName}: {why.Sentence.En}")));
            return shapes;
        }
        for (var i = 0; i < features.Count; i++)
        {
            if (features[i] is not { Id: { } id, Geometry: Geometry.OfPolygon shape } || !shapes.TryAdd(id, shape.Polygon))
            {
                wrong.Add(
                    Refusal.Of(
                        "jurisdiction-shape",
                        $"{ShapesName}：第 {i + 1} 个要素应为多边形，编号（id）是片区代码，且不重复。",
                        $"{ShapesName}: feature {i + 1} must be a polygon whose id is an area's code, each once."
                    )
                );
            }
        }
        return shapes;
    }

    private sealed record Top(
        string Code,
        Bilingual Name,
        ImmutableArray<OfArea> Areas,
        ImmutableArray<OfUnit> Units,
        ImmutableArray<OfRoute>? Routes = null
    );

    private sealed record OfArea(string Code, string Zh, string En, string Intake);

    private sealed record OfUnit(
        string Code,
        string Zh,
        string En,
        string? Parent = null,
        bool Reviews = false,
        bool Fallback = false,
        ImmutableArray<string>? Mediates = null
    );

    private sealed record OfRoute(
        string Category,
        string Unit,
        DateOnly ValidFrom,
        string? Area = null,
        DateOnly? ValidTo = null
    );

    private sealed record OfQuestion(
        string Code,
        string Zh,
        string En,
        string Datatype,
        bool Required = false,
        ImmutableArray<OfValue>? Values = null
    );

    private sealed record OfValue(string Key, string Zh, string En);

    private sealed record OfCategory(
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
        int ThirdTimeN = 3,
        bool Offered = true,
        ImmutableArray<OfQuestion>? Questions = null,
        bool SealsIdentity = false
    )
    {
        public Category ToCategory() =>
            new(
                Code,
                new Bilingual(Zh, En),
                new Bilingual(Group, GroupEn),
                new Bilingual(Hint, HintEn),
                Rule,
                PublicSpace,
                Kind,
                ThirdTimeN,
                Offered
            )
            {
                SealsIdentity = SealsIdentity,
                Questions =
                [
                    .. (Questions ?? []).Select(q => new CategoryQuestion(
                        q.Code,
                        new Bilingual(q.Zh, q.En),
                        q.Datatype,
                        q.Required,
                        [.. (q.Values ?? []).Select(v => (v.Key, new Bilingual(v.Zh, v.En)))]
                    )),
                ],
            };
    }
}
