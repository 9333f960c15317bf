using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.DataProtection;

/// <summary>A unit of retention.</summary>
public enum RetentionUnit
{
    /// <summary>Hours, through nights and holidays.</summary>
    Hour,

    /// <summary>Months of the calendar, to the same hour.</summary>
    Month,
}

/// <summary>How long a kind of personal field is kept, what happens then, and why so long.</summary>
/// <param name="For">What it is for.</param>
/// <param name="Version">1, 2 …; a trace names it.</param>
/// <param name="Amount">How many units; null where nothing goes by itself.</param>
/// <param name="Unit">The unit, or null with the amount.</param>
/// <param name="Starts">From when on it counts.</param>
/// <param name="Does">What is done at the end.</param>
/// <param name="Source">The law, or that it is the product's default.</param>
public sealed record RetentionRule(
    KeptFor For,
    int Version,
    int? Amount,
    RetentionUnit? Unit,
    Bilingual Starts,
    Bilingual Does,
    Bilingual Source
)
{
    /// <summary>What started before this instant has been kept long enough; null where nothing goes by itself. UTC.</summary>
    public DateTimeOffset? Before(DateTimeOffset now) =>
        (Amount, Unit) switch
        {
            ({ } hours, RetentionUnit.Hour) => now.AddHours(-hours),
            ({ } months, RetentionUnit.Month) => now.AddMonths(-months),
            _ => null,
        };

    /// <summary>The length in words.</summary>
    public Bilingual Length =>
        (Amount, Unit) switch
        {
            ({ } hours, RetentionUnit.Hour) => new($"{hours}小时", $"{hours} hours"),
            ({ } months, RetentionUnit.Month) when months % 12 == 0 => new(
                $"{months / 12}年",
                months == 12 ? "1 year" : $"{months / 12} years"
            ),
            ({ } months, RetentionUnit.Month) => new($"{months}个月", months == 1 ? "1 month" : $"{months} months"),
            _ => new("不自动删除", "nothing goes by itself"),
        };
}

/// <summary>All retention rules: one for each <see cref="KeptFor"/>, from the embedded file <c>rules/retention-rules.json</c>.</summary>
public sealed class RetentionRuleBook
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Lazy<RetentionRuleBook> LazyBuiltIn = new(() =>
    {
        using var stream =
            typeof(RetentionRuleBook).Assembly.GetManifestResourceStream("rules/retention-rules.json")
            ?? throw new InvalidDataException("rules/retention-rules.json is not embedded");
        return new RetentionRuleBook([.. JsonSerializer.Deserialize<List<RetentionRule>>(stream, Reading)!]);
    });

    /// <summary>A book with these rules.</summary>
    /// <exception cref="InvalidDataException">A kind of field has no rule or two, or a number is impossible.</exception>
    public RetentionRuleBook(ImmutableArray<RetentionRule> rules)
    {
        foreach (var kept in Enum.GetValues<KeptFor>())
        {
            if (rules.Count(r => r.For == kept) != 1)
            {
                throw new InvalidDataException($"there must be one retention rule for {kept}");
            }
        }
        if (rules.Any(r => r.Version < 1 || r.Amount < 1 || r.Amount is null != r.Unit is null))
        {
            throw new InvalidDataException("a number of a retention rule is impossible");
        }
        All = rules;
    }

    /// <summary>The rules that come with the product.</summary>
    public static RetentionRuleBook BuiltIn => LazyBuiltIn.Value;

    /// <summary>Every rule.</summary>
    public ImmutableArray<RetentionRule> All { get; }

    /// <summary>The rule of a kind of field.</summary>
    public RetentionRule For(KeptFor kept) => All.Single(r => r.For == kept);
}
