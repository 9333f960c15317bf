using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Domain.Units;

namespace SmallMatters.Web.CommandLine.Importing;

/// <summary>
/// What the columns of a file mean: which hold what, in which format and time zone, and what to do with values that the
/// jurisdiction does not know. Two such files are kept in <c>data/mappings</c>.
/// </summary>
internal sealed record ImportMapping
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Name of the source: with the row's key it says which row it is, whatever file it stands in.</summary>
    public required string Source { get; init; }
    public required NamedCode Jurisdiction { get; init; }

    /// <summary>Before every code that is made from a value of the file.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>IANA name of the zone of all times in the file.</summary>
    public required string Zone { get; init; }
    public Tongue Tongue { get; init; }
    public required string TimeFormat { get; init; }
    public required string Key { get; init; }
    public required string Raised { get; init; }
    public string? Due { get; init; }
    public string? Closed { get; init; }
    public OnTimeColumn? OnTime { get; init; }
    public string? Title { get; init; }

    /// <summary>Columns of the words; the first that is not empty counts.</summary>
    public required ImmutableArray<string> Text { get; init; }
    public string? Reply { get; init; }
    public string? Address { get; init; }
    public string? Latitude { get; init; }
    public string? Longitude { get; init; }
    public CoordinateSystem Coordinates { get; init; } = CoordinateSystem.Wgs84;

    /// <summary>Points that stand for "not found on the map".</summary>
    public ImmutableArray<ImmutableArray<double>> Unplaced { get; init; } = [];
    public required CategoryColumn Category { get; init; }
    public required UnitColumn Unit { get; init; }
    public required AreaColumn Area { get; init; }
    public required OutcomeColumn Outcome { get; init; }

    /// <summary>Units that the jurisdiction needs beside those that the file names.</summary>
    public ImmutableArray<NamedCode> Units { get; init; } = [];

    /// <summary>SHA-256 of the mapping file.</summary>
    [JsonIgnore]
    public byte[] Hash { get; private set; } = [];

    /// <summary>Reads a mapping file, or says what is wrong with it.</summary>
    public static (ImportMapping? Mapping, Bilingual? Why) Read(string file)
    {
        if (!File.Exists(file))
        {
            return (null, new($"找不到映射文件：{file}", $"The mapping file is not there: {file}"));
        }
        try
        {
            var text = File.ReadAllText(file);
            var mapping = JsonSerializer.Deserialize<ImportMapping>(text, Reading)!;
            mapping.Hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
            return TimeZoneInfo.TryFindSystemTimeZoneById(mapping.Zone, out _)
                ? (mapping, null)
                : (null, new($"没有这个时区：{mapping.Zone}", $"There is no time zone {mapping.Zone}"));
        }
        catch (JsonException wrong)
        {
            return (null, new($"映射文件有误：{wrong.Message}", $"The mapping file is wrong: {wrong.Message}"));
        }
    }

    /// <summary>The code for a value of the file: letters and digits in lower case, everything else a dash.</summary>
    public string CodeOf(string value)
    {
        var code = new StringBuilder(Prefix);
        foreach (var sign in value)
        {
            if (char.IsLetterOrDigit(sign))
            {
                code.Append(char.ToLowerInvariant(sign));
            }
            else if (code.Length > 0 && code[^1] != '-')
            {
                code.Append('-');
            }
        }
        return code.ToString().TrimEnd('-') is { Length: > 100 } longCode ? longCode[..100] : code.ToString().TrimEnd('-');
    }

    internal sealed record NamedCode(string Code, string Zh, string En, bool Reviews = false, bool Fallback = false);

    internal sealed record OnTimeColumn(string Column, string InTime, string Late);

    /// <param name="Column">The column, or null when every row has the same.</param>
    /// <param name="Group">Column of the heading above the category.</param>
    /// <param name="Otherwise">Where the column is empty.</param>
    /// <param name="Unknown">What to do with a value that the jurisdiction does not know.</param>
    /// <param name="Kind">What such matters want.</param>
    /// <param name="ClockRule">The rule of a new category.</param>
    /// <param name="PublicSpace">Whether a new category is about public space.</param>
    /// <param name="Values">Values of the column → codes of the jurisdiction's categories.</param>
    internal sealed record CategoryColumn(
        string? Column,
        string? Group,
        string Otherwise,
        UnknownCategory Unknown,
        Kind Kind,
        string ClockRule,
        bool PublicSpace,
        ImmutableDictionary<string, string>? Values
    );

    internal sealed record UnitColumn(string? Column, string? Parent, string Otherwise);

    /// <param name="Column">The column, or null when every row has the same.</param>
    /// <param name="Otherwise">Where it is empty, or the position is in no area.</param>
    /// <param name="ShapeName">The field of the areas' file that holds their name.</param>
    internal sealed record AreaColumn(string? Column, string Otherwise, string? ShapeName);

    /// <param name="Column">The words of the closing.</param>
    /// <param name="Contains">Words in it that tell the outcome.</param>
    /// <param name="Otherwise">The outcome of all others.</param>
    /// <param name="NoWords">What the outcome says where the file says nothing.</param>
    internal sealed record OutcomeColumn(
        string? Column,
        ImmutableDictionary<string, OutcomeCode>? Contains,
        OutcomeCode Otherwise,
        string NoWords
    );

    /// <summary>What to do with a category that the jurisdiction does not know.</summary>
    internal enum UnknownCategory
    {
        Refuse,
        Create,
    }
}
