using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.MinorCases;

/// <summary>What a minor case is about (小案种类), for display and for patterns.</summary>
public enum CaseKind
{
    /// <summary>盗窃（小额）.</summary>
    Theft,

    /// <summary>故意损毁财物.</summary>
    Damage,

    /// <summary>殴打、轻微伤.</summary>
    Assault,

    /// <summary>侮辱、诽谤、滋扰、侵犯隐私.</summary>
    Insult,

    /// <summary>噪声扰民.</summary>
    Noise,

    /// <summary>养犬、饲养动物扰民.</summary>
    Dog,

    /// <summary>高空抛物.</summary>
    FallingObject,

    /// <summary>电动车相关.</summary>
    ElectricBike,

    /// <summary>诈骗（转反诈）.</summary>
    Fraud,

    /// <summary>其他.</summary>
    Other,
}

/// <summary>How the police have ended a case. Neither a sum nor a length of time is kept with it.</summary>
public enum CaseOutcome
{
    /// <summary>依法作出处罚决定.</summary>
    Penalised,

    /// <summary>决定不予处罚.</summary>
    NoPenalty,

    /// <summary>治安调解达成协议并履行.</summary>
    Mediated,

    /// <summary>自行和解或者人民调解达成协议并履行，经认可 (from 2026).</summary>
    Settled,

    /// <summary>转为刑事案件.</summary>
    Criminal,

    /// <summary>终止调查.</summary>
    Terminated,

    /// <summary>不属于违反治安管理行为.</summary>
    NoViolation,
}

/// <summary>A kind with the article that it falls under, and whether police mediation is open to it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Its name.</param>
/// <param name="Article">The article.</param>
/// <param name="Mediable">Whether acts of the kind are among those that police may mediate (程序规定第178条).</param>
/// <param name="AttemptFirst">Whether an attempt by a committee, the property service or a department comes first (arts 88–89).</param>
public sealed record CaseKindTerms(CaseKind Kind, Bilingual Name, Bilingual Article, bool Mediable, bool AttemptFirst = false);

/// <summary>A condition, an exclusion or a door, with its source.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">What it is.</param>
/// <param name="Source">Law and article.</param>
public sealed record CaseTerm(string Code, Bilingual Name, Bilingual Source);

/// <summary>A step of the procedure: who may do it and who decides it.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">What has been done.</param>
/// <param name="Does">Who does it.</param>
/// <param name="Decides">Who decides it.</param>
/// <param name="Stage">At which stage it is taken.</param>
/// <param name="Needs">Codes of the steps that come before.</param>
/// <param name="TwoOfficers">Whether it takes two officers, or one with full recording.</param>
/// <param name="Source">Law and article.</param>
/// <param name="Supervisor">Whether only the head of the station records it.</param>
public sealed record CaseStepTerms(
    string Code,
    Bilingual Name,
    Bilingual Does,
    Bilingual Decides,
    CaseStage Stage,
    ImmutableArray<string> Needs,
    bool TwoOfficers,
    Bilingual Source,
    bool Supervisor = false
);

/// <summary>An outcome: which steps come before it, and what closes the case after it.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Name">Its name.</param>
/// <param name="Needs">Codes of the steps that come before.</param>
/// <param name="Closes">Groups of steps: one of each group before the case is closed.</param>
/// <param name="Remedies">Whether reconsideration and suit are open against it.</param>
/// <param name="Source">Law and article.</param>
/// <param name="ByMediation">Whether only a performed agreement of police mediation brings it about.</param>
/// <param name="Mediable">Whether it takes a kind of case that may be mediated.</param>
/// <param name="Document">Whether a document has to be named.</param>
/// <param name="Reasons">Whether reasons have to be given, which the people are told.</param>
/// <param name="ValidFrom">First local day of a filing to which it is open, or null.</param>
public sealed record CaseOutcomeTerms(
    CaseOutcome Outcome,
    Bilingual Name,
    ImmutableArray<string> Needs,
    ImmutableArray<ImmutableArray<string>> Closes,
    bool Remedies,
    Bilingual Source,
    bool ByMediation = false,
    bool Mediable = false,
    bool Document = false,
    bool Reasons = false,
    DateOnly? ValidFrom = null
);

/// <summary>What the law says of minor cases, as data: the embedded file <c>rules/minor-cases.json</c>.</summary>
/// <param name="Kinds">The kinds.</param>
/// <param name="Conditions">What police mediation takes.</param>
/// <param name="Exclusions">What excludes it.</param>
/// <param name="Steps">The steps.</param>
/// <param name="Outcomes">The outcomes.</param>
/// <param name="Doors">The right doors for what is no police matter.</param>
public sealed record CaseBook(
    ImmutableArray<CaseKindTerms> Kinds,
    ImmutableArray<CaseTerm> Conditions,
    ImmutableArray<CaseTerm> Exclusions,
    ImmutableArray<CaseStepTerms> Steps,
    ImmutableArray<CaseOutcomeTerms> Outcomes,
    ImmutableArray<CaseTerm> Doors
)
{
    /// <summary>The first local day of the law of 2025: a case that was filed before keeps the old one.</summary>
    public static readonly DateOnly NewLaw = new(2026, 1, 1);

    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Lazy<CaseBook> Loaded = new(Load);

    /// <summary>The book that comes with the product.</summary>
    public static CaseBook BuiltIn => Loaded.Value;

    /// <summary>The terms of a kind.</summary>
    public CaseKindTerms Of(CaseKind kind) => Kinds.First(k => k.Kind == kind);

    /// <summary>The terms of an outcome.</summary>
    public CaseOutcomeTerms Of(CaseOutcome outcome) => Outcomes.First(o => o.Outcome == outcome);

    /// <summary>A step, or null when there is none of that code.</summary>
    public CaseStepTerms? Step(string? code) => Steps.FirstOrDefault(s => s.Code == code);

    /// <summary>A door, or null.</summary>
    public CaseTerm? Door(string? code) => Doors.FirstOrDefault(d => d.Code == code);

    private static CaseBook Load()
    {
        using var stream =
            typeof(CaseBook).Assembly.GetManifestResourceStream("rules/minor-cases.json")
            ?? throw new InvalidDataException("rules/minor-cases.json is not embedded");
        return JsonSerializer.Deserialize<CaseBook>(stream, Reading)
            ?? throw new InvalidDataException("rules/minor-cases.json is empty");
    }
}
