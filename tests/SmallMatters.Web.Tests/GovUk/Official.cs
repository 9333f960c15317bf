using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SmallMatters.Web.Tests.GovUk;

/// <summary>The examples that the design system's own makers publish: options, and the HTML that they must give.</summary>
internal static class Official
{
    public static string Web { get; } = FindWeb();

    public static string Components => Path.Combine(Web, "node_modules", "govuk-frontend", "dist", "govuk", "components");

    public static IEnumerable<Fixture> Of(string component)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Components, component, "fixtures.json")));
        foreach (var fixture in file.RootElement.GetProperty("fixtures").EnumerateArray())
        {
            yield return new Fixture(
                component,
                fixture.GetProperty("name").GetString()!,
                fixture.GetProperty("options").Clone(),
                fixture.GetProperty("html").GetString()!
            );
        }
    }

    private static string FindWeb([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "SmallMatters.Web"));
}

internal sealed record Fixture(string Component, string Name, JsonElement Options, string Html)
{
    /// <summary>Options that our tags have no attribute for; such a fixture says nothing about them.</summary>
    public bool Uses(IReadOnlySet<string> supported) => Keys(Options, "").All(supported.Contains);

    public string? Text(string path) => At(path) is { ValueKind: not JsonValueKind.Null } found ? found.ToString() : null;

    public bool Flag(string path) => At(path) is { ValueKind: JsonValueKind.True };

    public JsonElement? At(string path)
    {
        var at = Options;
        foreach (var step in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return null;
            }
        }

        return at;
    }

    private static IEnumerable<string> Keys(JsonElement element, string path) =>
        element.ValueKind switch
        {
            JsonValueKind.Object when path.EndsWith("attributes", StringComparison.Ordinal) => [path],
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(one => Keys(one.Value, path.Length == 0 ? one.Name : $"{path}.{one.Name}")),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(one => Keys(one, path + "[]")),
            _ => [path],
        };
}
