using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Hazards;

/// <summary>How what failed is put right.</summary>
public enum Mending
{
    /// <summary>当场改正: it is corrected while the inspectors are there.</summary>
    OnTheSpot,

    /// <summary>通知整改: a notice gives a time to put it right.</summary>
    ByNotice,
}

/// <summary>One thing that is looked at.</summary>
/// <param name="Code">Stable, kebab-case; unique within the checklist.</param>
/// <param name="Said">What should be so.</param>
/// <param name="Fails">What counts as failed.</param>
/// <param name="Mend">Whether it is corrected on the spot or by notice.</param>
/// <param name="Source">Law and article, or whose practice it is.</param>
/// <param name="Confidence">How sure the source is.</param>
public sealed record ChecklistItem(
    string Code,
    Bilingual Said,
    Bilingual Fails,
    Mending Mend,
    Bilingual Source,
    Confidence Confidence
)
{
    /// <summary>Whether it rests on local rules or practice, which each jurisdiction has to settle.</summary>
    public bool Local { get; init; }

    /// <summary>Whether a failure may be a major hazard, so that its level is weighed at once.</summary>
    public bool Serious { get; init; }

    /// <summary>Which premises of the type it is for; null for all of them.</summary>
    public Bilingual? OnlyFor { get; init; }

    /// <summary>Code of the clock rule within which a failure is handed over to the fire service; null where it is not.</summary>
    public string? HandOver { get; init; }
}

/// <summary>
/// One version of a checklist (检查表): what is looked at in one type of premises. A row of <c>data/rules/checklists.json</c>. It is
/// about places and things; nothing in it is about a person.
/// </summary>
/// <param name="Kind">The type of premises.</param>
/// <param name="Version">1, 2, … within the type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scope">Which premises it covers, and what has to be kept to.</param>
/// <param name="ValidFrom">First local day, or null for as far back as records go.</param>
/// <param name="ValidTo">Last local day, or null while it is in force.</param>
/// <param name="Source">Law and article.</param>
/// <param name="Items">What is looked at, in the order in which one walks.</param>
public sealed record Checklist(
    PremisesKind Kind,
    int Version,
    Bilingual Name,
    Bilingual Scope,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    Bilingual Source,
    ImmutableArray<ChecklistItem> Items
)
{
    /// <summary>Whether the version holds on a local day.</summary>
    public bool HoldsOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day <= ValidTo);
}

/// <summary>One level of a scheme.</summary>
/// <param name="Code">Stable code within the scheme.</param>
/// <param name="Name">Its name.</param>
/// <param name="Major">Whether the law's major hazard (重大事故隐患) begins here.</param>
public sealed record HazardLevel(string Code, Bilingual Name, bool Major);

/// <summary>
/// A scheme of levels of hazards. There is no national scale of five: the law knows general and major hazards, and every scheme
/// says which of its levels are major. Places and things are rated, never people.
/// </summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Local">Whether it is a jurisdiction's own.</param>
/// <param name="Levels">The levels.</param>
public sealed record LevelScheme(string Code, Bilingual Name, Bilingual Source, bool Local, ImmutableArray<HazardLevel> Levels);

/// <summary>All checklists, each in its versions, and the schemes of levels.</summary>
public sealed class ChecklistBook
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Lazy<ChecklistBook> LazyBuiltIn = new(() =>
    {
        using var file =
            typeof(ChecklistBook).Assembly.GetManifestResourceStream("rules/checklists.json")
            ?? throw new InvalidDataException("rules/checklists.json is not embedded");
        var read = JsonSerializer.Deserialize<AsWritten>(file, Reading)!;
        return new ChecklistBook(read.Checklists, read.Schemes);
    });

    /// <summary>A book of these.</summary>
    /// <exception cref="InvalidDataException">
    /// A type of premises has no checklist, two versions of one hold on the same day, a code is used twice or is unknown to the clock
    /// rules, or a scheme has no major level or nothing below it.
    /// </exception>
    public ChecklistBook(ImmutableArray<Checklist> checklists, ImmutableArray<LevelScheme> schemes)
    {
        (Checklists, Schemes) = (checklists, schemes);
        foreach (var kind in Enum.GetValues<PremisesKind>())
        {
            var versions = checklists.Where(c => c.Kind == kind).OrderBy(c => c.Version).ToList();
            Check(versions.Count > 0, $"{kind} has no checklist");
            Check(versions.Select((c, i) => c.Version == i + 1).All(right => right), $"the versions of {kind} are not 1, 2, …");
            Check(
                versions.Zip(versions.Skip(1)).All(p => p.First.ValidTo is { } to && p.Second.ValidFrom > to),
                $"two versions of {kind} hold on one day"
            );
        }
        foreach (var list in checklists)
        {
            Check(!list.Items.IsDefaultOrEmpty, $"the checklist of {list.Kind} is empty");
            Check(list.Items.DistinctBy(i => i.Code).Count() == list.Items.Length, $"{list.Kind} has an item twice");
            Check(
                list.ValidTo is null || list.ValidFrom is null || list.ValidFrom <= list.ValidTo,
                $"{list.Kind} ends before it begins"
            );
            foreach (var item in list.Items)
            {
                Check(
                    item.Code.Length > 0 && item.Code.All(c => char.IsAsciiLetterLower(c) || c == '-'),
                    $"{list.Kind} has an item called {item.Code}"
                );
                Check(
                    item.HandOver is null || ClockRuleBook.BuiltIn.All.Any(r => r.Code == item.HandOver),
                    $"{item.Code} names an unknown clock rule {item.HandOver}"
                );
            }
        }
        foreach (var scheme in schemes)
        {
            Check(
                scheme.Levels.Any(l => l.Major) && !scheme.Levels.All(l => l.Major),
                $"{scheme.Code} does not map to both levels"
            );
            Check(scheme.Levels.DistinctBy(l => l.Code).Count() == scheme.Levels.Length, $"{scheme.Code} has a level twice");
        }
        Check(schemes.DistinctBy(s => s.Code).Count() == schemes.Length, "two schemes have one code");
    }

    /// <summary>Those that come with the product.</summary>
    public static ChecklistBook BuiltIn => LazyBuiltIn.Value;

    /// <summary>Every version of every checklist, in the order of the file.</summary>
    public ImmutableArray<Checklist> Checklists { get; }

    /// <summary>The schemes of levels.</summary>
    public ImmutableArray<LevelScheme> Schemes { get; }

    /// <summary>The checklist of a type of premises on a local day; null before the first.</summary>
    public Checklist? InForce(PremisesKind kind, DateOnly day) =>
        Checklists.FirstOrDefault(c => c.Kind == kind && c.HoldsOn(day));

    /// <summary>One version, whenever it held.</summary>
    /// <exception cref="InvalidOperationException">There is none: the record names what this program does not know.</exception>
    public Checklist Version(PremisesKind kind, int version) => Checklists.First(c => c.Kind == kind && c.Version == version);

    private static void Check(bool holds, string fault)
    {
        if (!holds)
        {
            throw new InvalidDataException(fault);
        }
    }

    private sealed record AsWritten(ImmutableArray<Checklist> Checklists, ImmutableArray<LevelScheme> Schemes);
}
