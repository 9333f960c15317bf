using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>The six lawful routes of a petition-like matter (信访工作条例第31条). A person chooses one; nothing suggests it.</summary>
public enum RouteCode
{
    /// <summary>诉讼、复议、检察、公安程序.</summary>
    Proceedings,

    /// <summary>仲裁.</summary>
    Arbitration,

    /// <summary>党员申诉.</summary>
    PartyMembersAppeal,

    /// <summary>行政复议、裁决、确认、许可、处罚等程序.</summary>
    AdministrativeProcedure,

    /// <summary>申请查处违法行为、履行职责.</summary>
    DutyOfAnAgency,

    /// <summary>信访处理意见.</summary>
    PetitionOpinion,
}

/// <summary>
/// The lawful route that was chosen for a matter. Until the route has receipted it, the unit that was first asked stays its owner
/// (首接首办).
/// </summary>
/// <param name="Id">Key; the subject of its clock.</param>
/// <param name="Code">Which of the six.</param>
/// <param name="Where">The agency or body to which it goes.</param>
/// <param name="RemedyBy">The last local day of the remedy, where one is known.</param>
/// <param name="Words">Why this route and what the resident has to do, for the resident.</param>
public sealed record PetitionRoute(
    Guid Id,
    RouteCode Code,
    string Where,
    DateOnly? RemedyBy,
    [property: PersonalField(PersonalItem.Answers, FieldPurpose.Telling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Words
)
{
    /// <summary>The local day on which the route receipted it; null while it has not.</summary>
    public DateOnly? ReceiptedOn { get; init; }

    /// <summary>The route's own number for it.</summary>
    public string? Number { get; init; }

    /// <summary>Whether the receipt is still waited for.</summary>
    [JsonIgnore]
    public bool IsOpen => ReceiptedOn is null;
}

/// <summary>What the law says of a route: a row of <c>data/rules/petition-routes.json</c>.</summary>
/// <param name="Code">Which of the six.</param>
/// <param name="Name">Its name.</param>
/// <param name="Door">To whom it goes.</param>
/// <param name="Clock">How long that takes.</param>
/// <param name="Remedy">Until when one may take it, or go on from it.</param>
/// <param name="Source">Law and article.</param>
public sealed record RouteRule(
    RouteCode Code,
    Bilingual Name,
    Bilingual Door,
    Bilingual Clock,
    Bilingual Remedy,
    Bilingual Source
)
{
    private static readonly JsonSerializerOptions Reading = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Lazy<ImmutableArray<RouteRule>> LazyAll = new(() =>
    {
        using var file = typeof(RouteRule).Assembly.GetManifestResourceStream("rules/petition-routes.json")!;
        return JsonSerializer.Deserialize<ImmutableArray<RouteRule>>(file, Reading);
    });

    /// <summary>All six, in the order of the regulation.</summary>
    public static ImmutableArray<RouteRule> All => LazyAll.Value;

    /// <summary>That of a code.</summary>
    public static RouteRule Of(RouteCode code) => All.First(r => r.Code == code);
}
