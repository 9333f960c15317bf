using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Partners;
using SmallMatters.Web.Api;

namespace SmallMatters.Web.Partners;

/// <summary>What came of a part.</summary>
public sealed record ResultBody(
    [property: JsonConverter(typeof(JsonStringEnumConverter<PartOutcome>))] PartOutcome? Outcome,
    [property: Description("What was done, or why it cannot be, for the resident.")] string? Words
)
{
    internal PartnerReply? Reply =>
        Outcome is { } outcome && Enum.IsDefined(outcome) ? new PartnerReply.Result(outcome, Words ?? "") : null;
}

/// <summary>A promise, or the new day of one.</summary>
public sealed record PromiseBody(
    [property: Description("What is promised, for the resident; of a promise that is moved, why.")] string? What,
    [property: Description("The local day.")] DateOnly? DueOn
)
{
    internal PartnerReply? Reply => DueOn is { } day ? new PartnerReply.Promise(What ?? "", day) : null;
}

/// <summary>It is not the partner's.</summary>
public sealed record NotOursBody([property: Description("Why.")] string? Reason)
{
    internal PartnerReply Reply => new PartnerReply.NotOurs(Reason ?? "");
}

/// <summary>A part in the list. It has no words; read the part for these.</summary>
public sealed record PartLineAnswer(
    Guid Part,
    [property: Description("The matter's reference: twelve digits.")] string Reference,
    [property: JsonConverter(typeof(JsonStringEnumConverter<PartState>))] PartState State,
    string Category,
    string Area,
    [property: Description("Code of the unit that owns the matter.")] string Owner,
    [property: Description("By when it is due.")] DateTimeOffset? DueAt
)
{
    internal static PartLineAnswer Of(PartnerPartLine part) =>
        new(part.Part, Digits(part.Reference), part.State, part.Category, part.Area, part.Owner, part.DueAt);

    internal static string Digits(Reference reference) =>
        reference.Value.ToString("D12", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A list of parts.</summary>
public sealed record PartListAnswer(
    IReadOnlyList<PartLineAnswer> Parts,
    [property: Description("What to send as after for the rest; null at the end.")] Guid? Next
);

/// <summary>How to reach the resident, when it was passed on.</summary>
public sealed record ContactAnswer(string? Name, string? Phone, string? Email);

/// <summary>An open promise of the partner.</summary>
public sealed record PromiseAnswer(string? What, DateOnly DueOn);

/// <summary>A part with what the owner passed on.</summary>
public sealed record PartAnswer(
    Guid Part,
    [property: Description("The matter's reference: twelve digits.")] string Reference,
    [property: JsonConverter(typeof(JsonStringEnumConverter<PartState>))] PartState State,
    string? Title,
    [property: Description("What is asked for; null once it is over.")] string? Task,
    string Category,
    AreaAnswer? Area,
    string Owner,
    NameAnswer OwnerName,
    DateTimeOffset? DueAt,
    [property: Description("Estate, building and entrance.")] string? Place,
    [property: Description("The door; only when it was passed on.")] string? Door,
    [property: Description("Words about the place; only when they may be seen.")] string? Directions,
    double? Latitude,
    double? Longitude,
    [property: Description("The resident's words; only when they were passed on.")] string? Description,
    [property: Description("Keys of photos; only when they were passed on.")] ImmutableArray<Guid> Photos,
    ContactAnswer? Contact,
    PromiseAnswer? Promise
)
{
    internal static PartAnswer Of(PartnerPart part, Jurisdiction jurisdiction) =>
        new(
            part.Part,
            PartLineAnswer.Digits(part.Reference),
            part.State,
            part.Title,
            part.Task,
            part.Category,
            jurisdiction.Areas.TryGetValue(part.Area, out var area) ? AreaAnswer.Of(area) : null,
            part.Owner,
            NameAnswer.Of(jurisdiction.NameOf(part.Owner)),
            part.DueAt,
            part.Where?.Place?.ToString(),
            part.Where?.Door,
            part.Where?.Words,
            part.Where?.Position?.Position.Latitude,
            part.Where?.Position?.Position.Longitude,
            part.Description,
            part.Photos,
            part.Contact is { } contact ? new ContactAnswer(contact.Name, contact.Phone, contact.Email) : null,
            part.Promise is { } promise ? new PromiseAnswer(promise.What.Text, promise.DueOn) : null
        );
}

/// <summary>An answer was taken.</summary>
public sealed record DoneAnswer(
    Guid Part,
    [property: JsonConverter(typeof(JsonStringEnumConverter<PartState>))] PartState State,
    DateTimeOffset At,
    [property: Description("Whether the same request had been done already; nothing was done a second time.")] bool SeenBefore
);
