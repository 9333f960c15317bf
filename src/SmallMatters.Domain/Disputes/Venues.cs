using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Disputes;

/// <summary>The parent kinds of venues (三调联动).</summary>
public enum VenueKind
{
    /// <summary>人民调解.</summary>
    Peoples,

    /// <summary>治安调解.</summary>
    PublicSecurity,

    /// <summary>行政调解.</summary>
    Administrative,

    /// <summary>法院委派、委托调解.</summary>
    CourtAnnexed,
}

/// <summary>Something that must be so, or must not be so, for a venue, with its article.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Said">What a person is asked to check.</param>
/// <param name="Source">Law and article.</param>
public sealed record VenueCondition(string Code, Bilingual Said, Bilingual Source)
{
    /// <summary>The exclusion that is a party's own no: that is answered by the party and never told to the others.</summary>
    public const string Unwilling = "unwilling";

    /// <summary>Whether the law makes telling the police a duty where it is so.</summary>
    public ReportDuty Duty { get; init; }

    /// <summary>How sure the article is.</summary>
    public Confidence Confidence { get; init; }

    /// <summary>Law and article as pages show them.</summary>
    public Bilingual Cited => Citing.Said(Source, Confidence);
}

/// <summary>
/// One version of a venue (调解渠道): where and under which rules a dispute is mediated. A row of <c>data/rules/venues.json</c>.
/// </summary>
/// <param name="Code">Stable, kebab-case; versions share it.</param>
/// <param name="Version">1, 2, … within the code.</param>
/// <param name="Kind">The parent kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kinds">The kinds of dispute that it takes.</param>
/// <param name="Asked">Who asks for it, and how.</param>
/// <param name="Requires">What must be so.</param>
/// <param name="Excludes">What must not be so.</param>
/// <param name="Documents">The papers of its file.</param>
/// <param name="Clock">Code of the clock rule that sets its time, or null where none does.</param>
/// <param name="Confirmation">Whether its agreements are open to judicial confirmation.</param>
/// <param name="Local">Whether it rests on a local rule, which each jurisdiction has to check.</param>
/// <param name="ValidFrom">First local day, or null for as far back as records go.</param>
/// <param name="ValidTo">Last local day, or null while it is in force.</param>
/// <param name="Source">Law and article.</param>
public sealed record Venue(
    string Code,
    int Version,
    VenueKind Kind,
    Bilingual Name,
    ImmutableArray<DisputeKind> Kinds,
    Bilingual Asked,
    ImmutableArray<VenueCondition> Requires,
    ImmutableArray<VenueCondition> Excludes,
    ImmutableArray<Bilingual> Documents,
    string? Clock,
    bool Confirmation,
    bool Local,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    Bilingual Source
)
{
    /// <summary>Code of the clock rule under the simple procedure of a court, where that is another one.</summary>
    public string? SimpleClock { get; init; }

    /// <summary>
    /// Codes of clock rules that the other house keeps by itself, such as when it says whether it accepts; a party is told them, and
    /// nothing here waits for them.
    /// </summary>
    public ImmutableArray<string> Days { get; init; } = [];

    /// <summary>Whether the day on which the case was accepted chooses the version, not the day of the mediation.</summary>
    public bool ByAcceptance { get; init; }

    /// <summary>Whether only the parties themselves and who acts for them by law may bind them.</summary>
    public bool SelfOnly { get; init; }

    /// <summary>Whether the mediation has failed by the rule's own word once its time is over.</summary>
    public bool EndsWhenOver { get; init; }

    /// <summary>How sure the articles are.</summary>
    public Confidence Confidence { get; init; }

    /// <summary>Law and article as pages show them.</summary>
    public Bilingual Cited => Citing.Said(Source, Confidence);

    /// <summary>Whether the version holds on a local day.</summary>
    public bool HoldsOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day <= ValidTo);

    /// <summary>Why a dispute cannot be taken here, each with the article; nothing when it can.</summary>
    /// <param name="kind">What the dispute is about.</param>
    /// <param name="met">Codes of the requirements that are met.</param>
    /// <param name="applying">Codes of the exclusions that apply.</param>
    public IEnumerable<Refusal> Against(DisputeKind kind, ImmutableArray<string> met, ImmutableArray<string> applying)
    {
        if (!Takes(kind))
        {
            yield return Refusal.Of(
                "venue-kind",
                $"{Name.Zh}不受理这一类纠纷（{Source.Zh}）。",
                $"{Name.En} does not take disputes of this kind ({Source.En}).",
                "Venue"
            );
        }
        foreach (var excluded in Excludes.Where(e => applying.Contains(e.Code)))
        {
            yield return Refusal.Of(
                $"excluded-{excluded.Code}",
                $"不能在{Name.Zh}调解：{excluded.Said.Zh}（{excluded.Source.Zh}）。",
                $"{Name.En} cannot take it: {excluded.Said.En} ({excluded.Source.En}).",
                "Applying"
            );
        }
        foreach (var needed in Requires.Where(r => !met.Contains(r.Code)))
        {
            yield return Refusal.Of(
                $"required-{needed.Code}",
                $"在{Name.Zh}调解，需要：{needed.Said.Zh}（{needed.Source.Zh}）。",
                $"{Name.En} needs this: {needed.Said.En} ({needed.Source.En}).",
                "Met"
            );
        }
    }

    /// <summary>Whether it takes a kind of dispute at all.</summary>
    public bool Takes(DisputeKind kind) => Kinds.Contains(kind);
}

/// <summary>A lawful way that is no venue of mediation (其他法定途径), with its deadline.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Where">To whom one goes.</param>
/// <param name="Deadline">Until when.</param>
/// <param name="Kinds">The kinds of dispute that it is for; empty for all.</param>
/// <param name="Protects">Whether it is for somebody in danger, and named only then.</param>
/// <param name="Source">Law and article.</param>
public sealed record DisputeDoor(
    string Code,
    Bilingual Name,
    Bilingual Where,
    Bilingual Deadline,
    ImmutableArray<DisputeKind> Kinds,
    bool Protects,
    Bilingual Source
)
{
    /// <summary>How sure the article is.</summary>
    public Confidence Confidence { get; init; }

    /// <summary>Law and article as pages show them.</summary>
    public Bilingual Cited => Citing.Said(Source, Confidence);
}

/// <summary>How an article is shown that was not read in a copy of the law: with the word that it is to be checked.</summary>
internal static class Citing
{
    public static Bilingual Said(Bilingual source, Confidence confidence) =>
        confidence == Confidence.High
            ? source
            : new Bilingual($"{source.Zh}，条次待与法律文本核对", $"{source.En}; the article is to be checked against the text");
}

/// <summary>All venues, each in its versions, and the doors beside them.</summary>
/// <param name="Venues">In the order of the file.</param>
/// <param name="Doors">In the order of the file; the court is the first.</param>
public sealed record VenueBook(ImmutableArray<Venue> Venues, ImmutableArray<DisputeDoor> Doors)
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Lazy<VenueBook> LazyBuiltIn = new(() =>
    {
        using var file = typeof(VenueBook).Assembly.GetManifestResourceStream("rules/venues.json")!;
        var read = JsonSerializer.Deserialize<VenueBook>(file, Reading)!;
        return new VenueBook(
            [
                .. read.Venues.Select(v =>
                    v with
                    {
                        Kinds = Some(v.Kinds),
                        Requires = Some(v.Requires),
                        Excludes = Some(v.Excludes),
                        Documents = Some(v.Documents),
                        Days = Some(v.Days),
                    }
                ),
            ],
            [.. read.Doors.Select(d => d with { Kinds = Some(d.Kinds) })]
        );
    });

    /// <summary>Those that come with the product.</summary>
    public static VenueBook BuiltIn => LazyBuiltIn.Value;

    /// <summary>The version of a venue in force on a local day, or null.</summary>
    public Venue? InForce(string code, DateOnly day) => Venues.FirstOrDefault(v => v.Code == code && v.HoldsOn(day));

    /// <summary>Whether the day of acceptance chooses the version of a venue.</summary>
    public bool IsByAcceptance(string? code) => Venues.Any(v => v.Code == code && v.ByAcceptance);

    /// <summary>One version, whenever it held.</summary>
    /// <exception cref="InvalidOperationException">There is none: the record names what this program does not know.</exception>
    public Venue Version(string code, int version) => Venues.First(v => v.Code == code && v.Version == version);

    /// <summary>The door of a code, or null.</summary>
    public DisputeDoor? Door(string code) => Doors.FirstOrDefault(d => d.Code == code);

    /// <summary>The doors that stand open for a kind of dispute; where somebody may be in danger those that protect come first.</summary>
    public IEnumerable<DisputeDoor> DoorsFor(DisputeKind kind, bool inDanger) =>
        Doors.Where(d => (d.Kinds.IsEmpty || d.Kinds.Contains(kind)) && (inDanger || !d.Protects)).OrderBy(d => !d.Protects);

    // A list that a row leaves out is empty.
    private static ImmutableArray<T> Some<T>(ImmutableArray<T> given) => given.IsDefault ? [] : given;
}
