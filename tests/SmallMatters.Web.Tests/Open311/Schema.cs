using System.Globalization;
using System.Text.Json;
using Xunit;

namespace SmallMatters.Web.Tests.Open311;

/// <summary>
/// JSON Schemas of the standard's answers, as others published them, and a check of the words that they use. A word that is
/// not known here fails, so that nothing is passed over.
/// </summary>
internal sealed class Schema
{
    private static readonly string[] SaysNothing = ["description", "minItems", "uniqueItems"];

    // Whether there is an object or an array at all is said by the word type, or by who asks.
    private static readonly string[] OfAnotherKind = ["items", "properties", "required"];

    private readonly string _folder;
    private readonly JsonElement _root;

    private Schema(string folder, string file)
    {
        _folder = folder;
        _root = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file))).RootElement;
    }

    /// <summary>The schema, or a skipped test where the folder is absent.</summary>
    public static Schema Open(string file)
    {
        var folder = Environment.GetEnvironmentVariable("SMALLMATTERS_OPEN311_SCHEMAS") ?? BesideRepository();
        Assert.SkipWhen(
            folder is null || !File.Exists(Path.Combine(folder, file)),
            $"The schema {file} is not here; set SMALLMATTERS_OPEN311_SCHEMAS to its folder."
        );
        return new Schema(folder!, file);
    }

    /// <summary>What does not fit, each with its place.</summary>
    public List<string> Faults(JsonElement value) => [.. Faults(_root, value, "$")];

    private IEnumerable<string> Faults(JsonElement schema, JsonElement value, string at) =>
        schema.EnumerateObject().SelectMany(word => Faults(word, schema, value, at));

    private IEnumerable<string> Faults(JsonProperty word, JsonElement schema, JsonElement value, string at)
    {
        switch (word.Name)
        {
            case "$ref":
                return new Schema(_folder, word.Value.GetString()!).Faults(value).Select(f => $"{at} {f}");
            case "type":
                return Unless(IsOfType(value, word.Value.GetString()!), $"{at} is no {word.Value}");
            case "items" when value.ValueKind == JsonValueKind.Array:
                return value.EnumerateArray().SelectMany((item, i) => Faults(word.Value, item, $"{at}[{i}]"));
            case "properties" when value.ValueKind == JsonValueKind.Object:
                return word
                    .Value.EnumerateObject()
                    .Where(p => value.TryGetProperty(p.Name, out _))
                    .SelectMany(p => Faults(p.Value, value.GetProperty(p.Name), $"{at}.{p.Name}"));
            case "required" when value.ValueKind == JsonValueKind.Object:
                return word
                    .Value.EnumerateArray()
                    .Where(name => !value.TryGetProperty(name.GetString()!, out _))
                    .Select(name => $"{at} lacks {name}");
            case "anyOf":
                return Unless(
                    word.Value.EnumerateArray().Any(one => !Faults(one, value, at).Any()),
                    $"{at} fits none of the choices"
                );
            case "enum":
                return Unless(
                    word.Value.EnumerateArray().Any(one => one.GetString() == value.GetString()),
                    $"{at} is no allowed value"
                );
            case "maxLength":
                return Unless(value.GetString()!.EnumerateRunes().Count() <= word.Value.GetInt32(), $"{at} is too long");
            case "format" when word.Value.GetString() == "date-time":
                return Unless(
                    DateTimeOffset.TryParseExact(
                        value.GetString(),
                        "yyyy-MM-dd'T'HH:mm:sszzz",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out _
                    ),
                    $"{at} is no date-time"
                );
            case "format" when word.Value.GetString() == "uri":
                return Unless(Uri.TryCreate(value.GetString(), UriKind.Absolute, out _), $"{at} is no address");
            default:
                return Unless(
                    SaysNothing.Contains(word.Name) || OfAnotherKind.Contains(word.Name),
                    $"{at}: the schema says {word.Name}, which is not checked"
                );
        }
    }

    private static IEnumerable<string> Unless(bool holds, string fault) => holds ? [] : [fault];

    private static bool IsOfType(JsonElement value, string type) =>
        type switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            "array" => value.ValueKind == JsonValueKind.Array,
            "object" => value.ValueKind == JsonValueKind.Object,
            _ => false,
        };

    private static string? BesideRepository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "SmallMatters.slnx")))
            {
                return at.Parent is null ? null : Path.Combine(at.Parent.FullName, "shared", "open311");
            }
        }
        return null;
    }
}
