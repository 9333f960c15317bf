using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Places;

namespace SmallMatters.Web.Registers;

/// <summary>
/// Which columns of a partner's file hold what. A column that is not named leaves what is configured as it is. The command
/// line reads it from a JSON file (see <c>data/mappings</c>), the page from its fields.
/// </summary>
internal sealed record RegisterColumns
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter() },
    };

    public required string Code { get; init; }

    /// <summary>The Chinese name.</summary>
    public required string Zh { get; init; }

    /// <summary>The English name.</summary>
    public required string En { get; init; }

    /// <summary>The unit above a unit, or the intake unit of an area.</summary>
    public string? Unit { get; init; }
    public string? Contact { get; init; }

    /// <summary>WKT or a GeoJSON geometry.</summary>
    public string? Outline { get; init; }

    /// <summary>The system of the outlines.</summary>
    public CoordinateSystem Coordinates { get; init; }

    /// <summary>Reads a mapping file, or says what is wrong with it.</summary>
    public static (RegisterColumns? Columns, Bilingual? Why) Read(string file)
    {
        if (!File.Exists(file))
        {
            return (null, new($"找不到映射文件：{file}", $"The mapping file is not there: {file}"));
        }
        try
        {
            return JsonSerializer.Deserialize<RegisterColumns>(File.ReadAllText(file), Reading) is { } columns
                ? (columns, null)
                : (null, new("映射文件没有内容。", "The mapping file holds nothing."));
        }
        catch (JsonException wrong)
        {
            return (null, new($"映射文件有误：{wrong.Message}", $"The mapping file is wrong: {wrong.Message}"));
        }
    }
}
