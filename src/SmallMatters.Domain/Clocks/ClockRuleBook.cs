using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Clocks;

/// <summary>
/// All time limits, each in its versions. The embedded file <c>rules/clock-rules.json</c> holds the national rules, a few
/// local ones that say so, and the product's own defaults; a jurisdiction adds its own file with new versions.
/// </summary>
public sealed class ClockRuleBook
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Lazy<ClockRuleBook> LazyBuiltIn = new(LoadBuiltIn);

    private readonly Dictionary<string, ImmutableArray<ClockRule>> _byCode;

    private ClockRuleBook(ImmutableArray<ClockRule> all)
    {
        All = all;
        _byCode = all.GroupBy(r => r.Code).ToDictionary(g => g.Key, g => g.OrderBy(r => r.Version).ToImmutableArray());
    }

    /// <summary>The rules that come with the product.</summary>
    public static ClockRuleBook BuiltIn => LazyBuiltIn.Value;

    /// <summary>Every version of every rule, in the order of the files.</summary>
    public ImmutableArray<ClockRule> All { get; }

    /// <summary>The version in force for a clock whose starting event fell on that local day.</summary>
    /// <exception cref="KeyNotFoundException">No such code, or no version of it holds on that day: a programming error.</exception>
    public ClockRule RuleFor(string code, DateOnly startedOn) =>
        FindRule(code, startedOn)
        ?? throw new KeyNotFoundException($"no version of the clock rule '{code}' holds on {startedOn:yyyy-MM-dd}");

    /// <summary>The same, or null when the law set no such time limit on that day.</summary>
    /// <exception cref="KeyNotFoundException">No such code.</exception>
    public ClockRule? FindRule(string code, DateOnly startedOn) => Versions(code).FirstOrDefault(r => r.HoldsOn(startedOn));

    /// <summary>One version, whenever it held: for clocks that run under it.</summary>
    /// <exception cref="KeyNotFoundException">No such code or version.</exception>
    public ClockRule Version(string code, int version) =>
        Versions(code).FirstOrDefault(r => r.Version == version)
        ?? throw new KeyNotFoundException($"the clock rule '{code}' has no version {version}");

    /// <summary>
    /// The same book with a jurisdiction's file. A rule there is a new code, or the next version of a known one with the
    /// first day on which it holds; the version before it ends on the day before.
    /// </summary>
    public ClockRuleBook? TryWith(string json, out Refusal? refusal)
    {
        ArgumentNullException.ThrowIfNull(json);
        var rules = Read(json, out refusal);
        if (rules is null)
        {
            return null;
        }

        var all = All.ToList();
        foreach (var rule in rules)
        {
            var open = all.FindIndex(r => r.Code == rule.Code && r.ValidTo is null && r.Version < rule.Version);
            if (open >= 0 && rule.ValidFrom is { } from && (all[open].ValidFrom is not { } since || since < from))
            {
                all[open] = all[open] with { ValidTo = from.AddDays(-1) };
            }

            all.Add(rule);
        }

        refusal = Fault(all);
        return refusal is null ? new ClockRuleBook([.. all]) : null;
    }

    private ImmutableArray<ClockRule> Versions(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return _byCode.TryGetValue(code, out var versions)
            ? versions
            : throw new KeyNotFoundException($"no clock rule has the code '{code}'");
    }

    private static ClockRuleBook LoadBuiltIn()
    {
        using var stream =
            typeof(ClockRuleBook).Assembly.GetManifestResourceStream("rules/clock-rules.json")
            ?? throw new InvalidDataException("rules/clock-rules.json is not embedded");
        using var reader = new StreamReader(stream);
        var rules = Read(reader.ReadToEnd(), out var refusal);
        refusal ??= Fault(rules!);
        return refusal is null
            ? new ClockRuleBook([.. rules!])
            : throw new InvalidDataException($"rules/clock-rules.json: {refusal.Sentence.En}");
    }

    private static List<ClockRule>? Read(string json, out Refusal? refusal)
    {
        refusal = null;
        try
        {
            var rules = JsonSerializer.Deserialize<List<ClockRule>>(json, Reading);
            if (rules is not null && rules.TrueForAll(r => r is not null))
            {
                return rules;
            }

            refusal = Wrong("null", "null");
        }
        catch (JsonException wrong)
        {
            refusal = Wrong(wrong.Message, wrong.Message);
        }

        return null;
    }

    private static Refusal? Fault(IReadOnlyList<ClockRule> rules)
    {
        foreach (var rule in rules)
        {
            if (
                rule.Length < 1
                || rule.Version < 1
                || rule.Escalation.Every < 1
                || rule.Escalation.Levels < 1
                || rule.Escalation.Unit == ClockUnit.Month
                || rule.Unit == ClockUnit.Minute
                || rule.Extension is { Times: < 1 } or { Length: < 1 }
                || rule.ValidTo < rule.ValidFrom
            )
            {
                return Wrong(
                    $"{rule.Code} 第{rule.Version}版的数字或日期不对",
                    $"a number or a date of {rule.Code} version {rule.Version} is impossible"
                );
            }
        }

        foreach (var versions in rules.GroupBy(r => r.Code))
        {
            var ordered = versions.OrderBy(r => r.Version).ToList();
            for (var i = 1; i < ordered.Count; i++)
            {
                var (before, after) = (ordered[i - 1], ordered[i]);
                if (
                    before.Version == after.Version
                    || before.ValidTo is null
                    || after.ValidFrom is null
                    || after.ValidFrom <= before.ValidTo
                )
                {
                    return Wrong(
                        $"{versions.Key} 的第{before.Version}版和第{after.Version}版重叠",
                        $"versions {before.Version} and {after.Version} of {versions.Key} overlap"
                    );
                }
            }
        }

        return null;
    }

    private static Refusal Wrong(string zh, string en) =>
        Refusal.Of("clock-rules-unreadable", $"时限规则文件有误：{zh}", $"The file of clock rules is wrong: {en}");
}
