using System.Text.Json;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;

namespace SmallMatters.Web.CommandLine.Importing;

/// <summary>Reads a file of areas feature by feature, so that one bad shape leaves out one area and not all of them.</summary>
internal static class AreaShapes
{
    /// <returns>The shapes that can be used, a sentence about each one that cannot, and why the whole file cannot.</returns>
    public static (IReadOnlyList<GeoFeature> Shapes, List<string> LeftOut, Bilingual? Why) Read(string text)
    {
        var shapes = new List<GeoFeature>();
        var leftOut = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(text);
            if (!document.RootElement.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
            {
                return ([], [], new("边界文件不是 GeoJSON 要素集合。", "The file of areas is no GeoJSON feature collection."));
            }
            var number = 0;
            foreach (var feature in features.EnumerateArray())
            {
                number++;
                if (GeoJson.TryRead(feature.GetRawText(), out var read, out var why))
                {
                    shapes.AddRange(read);
                }
                else
                {
                    leftOut.Add($"略去第 {number} 个边界：{why.Sentence.Zh} / Area {number} is left out: {why.Sentence.En}");
                }
            }
            return (shapes, leftOut, null);
        }
        catch (JsonException wrong)
        {
            return ([], [], new($"边界文件不是 JSON：{wrong.Message}", $"The file of areas is not JSON: {wrong.Message}"));
        }
    }
}
