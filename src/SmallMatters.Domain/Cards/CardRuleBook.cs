using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmallMatters.Domain.Cards;

/// <summary>All card rules in their versions, from the embedded file <c>rules/card-rules.json</c>.</summary>
public sealed class CardRuleBook
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Lazy<CardRuleBook> LazyBuiltIn = new(LoadBuiltIn);

    private CardRuleBook(ImmutableArray<CardRule> all) => All = all;

    /// <summary>The rules that come with the product.</summary>
    public static CardRuleBook BuiltIn => LazyBuiltIn.Value;

    /// <summary>Every version of every rule, in the order of the file.</summary>
    public ImmutableArray<CardRule> All { get; }

    /// <summary>The versions that look on that local day.</summary>
    public IEnumerable<CardRule> On(DateOnly day) => All.Where(r => r.HoldsOn(day));

    /// <summary>One version, whenever it held: cards keep theirs.</summary>
    /// <exception cref="KeyNotFoundException">No such code or version: a programming error.</exception>
    public CardRule Version(string code, int version) =>
        All.FirstOrDefault(r => r.Code == code && r.Version == version)
        ?? throw new KeyNotFoundException($"the card rule '{code}' has no version {version}");

    /// <summary>A book from a file's text.</summary>
    /// <exception cref="InvalidDataException">
    /// It cannot be read, two versions of a rule hold on one day, or a rule lacks a number that its method or its sentences need.
    /// </exception>
    public static CardRuleBook Read(string json)
    {
        ImmutableArray<CardRule> rules;
        try
        {
            rules = JsonSerializer.Deserialize<ImmutableArray<CardRule>>(json, Reading);
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"the file of card rules is wrong: {wrong.Message}", wrong);
        }
        foreach (var rule in rules)
        {
            var lacks = CardRule.NumbersOf(rule.Method).Concat(rule.NumbersSaid()).Except(rule.Numbers.Keys).ToList();
            if (lacks.Count > 0 || rule.ExpiresAfterDays < 1 || rule.ValidTo < rule.ValidFrom)
            {
                throw new InvalidDataException(
                    $"the card rule {rule.Code} version {rule.Version} lacks numbers ({string.Join(", ", lacks)}) or its days are impossible"
                );
            }
        }
        foreach (var versions in rules.GroupBy(r => r.Code))
        {
            var ordered = versions.OrderBy(r => r.Version).ToList();
            for (var i = 1; i < ordered.Count; i++)
            {
                if (ordered[i - 1].ValidTo is not { } end || ordered[i].ValidFrom <= end)
                {
                    throw new InvalidDataException($"two versions of the card rule {versions.Key} hold on one day");
                }
            }
        }
        return new CardRuleBook(rules);
    }

    private static CardRuleBook LoadBuiltIn()
    {
        using var stream =
            typeof(CardRuleBook).Assembly.GetManifestResourceStream("rules/card-rules.json")
            ?? throw new InvalidDataException("rules/card-rules.json is not embedded");
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd());
    }
}
