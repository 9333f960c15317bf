using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Hazards;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Hazards;
using SmallMatters.Web.Registers;

namespace SmallMatters.Web.Hazards;

/// <summary>
/// Which columns of a partner's file of premises hold what; see <see cref="RegisterColumns"/>. Code and name are there, and for
/// premises that are new also the rest of what is said of a place.
/// </summary>
internal sealed record PremisesColumns
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public required string Code { get; init; }
    public required string Name { get; init; }
    public string? Kind { get; init; }
    public string? Address { get; init; }

    /// <summary>Code or Chinese name of the area.</summary>
    public string? Area { get; init; }

    /// <summary>Code or Chinese name of the unit responsible.</summary>
    public string? Unit { get; init; }
    public string? Responsible { get; init; }
    public string? ResponsibleContact { get; init; }
    public string? Liaison { get; init; }
    public string? LiaisonContact { get; init; }

    /// <summary>Reads a mapping file, or says what is wrong with it.</summary>
    public static (PremisesColumns? Columns, Bilingual? Why) Read(string file)
    {
        if (!File.Exists(file))
        {
            return (null, new($"找不到映射文件：{file}", $"The mapping file is not there: {file}"));
        }
        try
        {
            return JsonSerializer.Deserialize<PremisesColumns>(File.ReadAllText(file), Reading) is { } columns
                ? (columns, null)
                : (null, new("映射文件没有内容。", "The mapping file holds nothing."));
        }
        catch (JsonException wrong)
        {
            return (null, new($"映射文件有误：{wrong.Message}", $"The mapping file is wrong: {wrong.Message}"));
        }
    }
}

/// <summary>Reads a partner's CSV file of premises.</summary>
internal static class PremisesSheets
{
    public static (PremisesSheet? Sheet, Refusal? Why) Read(byte[] bytes, string name, PremisesColumns columns)
    {
        var (table, why) = RegisterTable.Read(
            bytes,
            name,
            [
                new(nameof(columns.Code), columns.Code, true),
                new(nameof(columns.Name), columns.Name, true),
                new(nameof(columns.Kind), columns.Kind, false),
                new(nameof(columns.Address), columns.Address, false),
                new(nameof(columns.Area), columns.Area, false),
                new(nameof(columns.Unit), columns.Unit, false),
                new(nameof(columns.Responsible), columns.Responsible, false),
                new(nameof(columns.ResponsibleContact), columns.ResponsibleContact, false),
                new(nameof(columns.Liaison), columns.Liaison, false),
                new(nameof(columns.LiaisonContact), columns.LiaisonContact, false),
            ]
        );
        return table is null
            ? (null, why)
            : (new PremisesSheet([.. table.Lines.Select(l => RowOf(l, columns))], table.Name, table.Sha256), null);
    }

    private static PremisesRow RowOf(RegisterLine line, PremisesColumns columns) =>
        new(
            line.Line,
            line[columns.Code]!,
            line[columns.Name],
            line[columns.Kind],
            line[columns.Address],
            line[columns.Area],
            line[columns.Unit],
            new PremisesContacts(
                line[columns.Responsible],
                line[columns.ResponsibleContact],
                line[columns.Liaison],
                line[columns.LiaisonContact]
            ),
            line.Broken
        );
}
