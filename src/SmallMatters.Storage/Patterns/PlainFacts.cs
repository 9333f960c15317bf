using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SmallMatters.Storage.Patterns;

/// <summary>
/// Facts of cards and problems as JSON under their type's name. They hold no personal data, so nothing is sealed and nothing
/// needs a key.
/// </summary>
/// <typeparam name="TFact">The family of facts; every concrete one of the domain is known.</typeparam>
internal static class PlainFacts<TFact>
    where TFact : class
{
    private static readonly Dictionary<string, Type> Types = typeof(TFact)
        .Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(TFact)) && !t.IsAbstract)
        .ToDictionary(t => t.Name);

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string NameOf(TFact fact) => fact.GetType().Name;

    public static string Write(TFact fact) => JsonSerializer.Serialize(fact, fact.GetType(), Options);

    /// <exception cref="InvalidOperationException">The history holds a fact that this program does not know.</exception>
    public static TFact Read(string name, string body) =>
        Types.TryGetValue(name, out var type)
            ? (TFact)JsonSerializer.Deserialize(body, type, Options)!
            : throw new InvalidOperationException($"the history holds an unknown fact {name}");
}

/// <summary>A fact of a card or a problem with when and by whom it was recorded.</summary>
/// <param name="Seq">1, 2, 3 … within the card or problem.</param>
/// <param name="At">UTC.</param>
/// <param name="Staff">The account that acted, or null when a job did.</param>
/// <param name="Unit">Code of the unit acted for, or null.</param>
/// <param name="Fact">What happened.</param>
public sealed record KeptFact<TFact>(int Seq, DateTimeOffset At, Guid? Staff, string? Unit, TFact Fact);
