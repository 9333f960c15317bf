using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Storage.Keys;

namespace SmallMatters.Storage.Matters;

/// <summary>
/// Facts and parts of a state as JSON, personal words as ciphertext under their person's key. A fact's name in the history
/// is its type's name, so a type that has been stored is never renamed.
/// </summary>
internal static class FactCodec
{
    private static readonly Dictionary<string, Type> Types = typeof(Fact)
        .Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Fact)) && !t.IsAbstract)
        .ToDictionary(t => t.Name);

    [ThreadStatic]
    private static PersonKeys? t_keys;

    [ThreadStatic]
    private static bool t_plain;

    private static readonly JsonSerializerOptions Options = MakeOptions();

    /// <summary>The name under which a fact is stored.</summary>
    public static string NameOf(Fact fact) => fact.GetType().Name;

    /// <summary>Anything of the domain as JSON.</summary>
    public static string Write<T>(T value, PersonKeys keys)
        where T : notnull
    {
        t_keys = keys;
        try
        {
            return JsonSerializer.Serialize(
                value,
                value.GetType() is { IsAbstract: false } && value is Fact ? value.GetType() : typeof(T),
                Options
            );
        }
        finally
        {
            t_keys = null;
        }
    }

    /// <summary>Something of another chain than a matter's, whatever type it is seen as.</summary>
    public static string WriteAs(object value, PersonKeys keys)
    {
        t_keys = keys;
        try
        {
            return JsonSerializer.Serialize(value, value.GetType(), Options);
        }
        finally
        {
            t_keys = null;
        }
    }

    /// <summary>The same again.</summary>
    public static object ReadAs(Type type, string json, PersonKeys keys) => Read(json, type, keys);

    /// <summary>The value with all words readable, to compare two of them in memory. Never stored.</summary>
    public static string Plain<T>(T value)
    {
        t_plain = true;
        try
        {
            return JsonSerializer.Serialize(value, Options);
        }
        finally
        {
            t_plain = false;
        }
    }

    /// <summary>The value again. Words of erased people are null.</summary>
    public static T Read<T>(string json, PersonKeys keys) => (T)Read(json, typeof(T), keys);

    /// <summary>A fact again.</summary>
    /// <exception cref="JsonException">The body is not that fact's.</exception>
    public static Fact ReadFact(string type, string json, PersonKeys keys) =>
        Types.TryGetValue(type, out var factType)
            ? (Fact)Read(json, factType, keys)
            : throw new JsonException($"no fact is called {type}");

    private static object Read(string json, Type type, PersonKeys keys)
    {
        t_keys = keys;
        try
        {
            return JsonSerializer.Deserialize(json, type, Options) ?? throw new JsonException($"null is no {type.Name}");
        }
        finally
        {
            t_keys = null;
        }
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // What follows from the rest is not stored beside it.
            IgnoreReadOnlyProperties = true,
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new PersonalTextConverter());
        options.Converters.Add(new PersonalConverterFactory());
        options.Converters.Add(new PositionConverter());
        options.Converters.Add(new PlaceConverter());
        options.Converters.Add(new ReferenceConverter());
        options.Converters.Add(new UnionConverter<Outcome>());
        return options;
    }

    private static void WritePersonal(Utf8JsonWriter writer, ParticipantId of, string? words)
    {
        writer.WriteStartObject();
        writer.WriteString("of", of.Value);
        if (t_plain)
        {
            writer.WriteString("words", words);
        }
        else if (words is not null)
        {
            var key = t_keys?.Of(of) ?? throw new InvalidOperationException("no key for words of " + of.Value);
            writer.WriteString("sealed", key.Seal(words));
        }
        writer.WriteEndObject();
    }

    private static (ParticipantId Of, string? Words) ReadPersonal(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var of = new ParticipantId(document.RootElement.GetProperty("of").GetGuid());
        var key = t_keys?.Of(of);
        return document.RootElement.TryGetProperty("sealed", out var words) && key is not null
            ? (of, key.Unseal(words.GetString()!))
            : (of, null);
    }

    private sealed class PersonalTextConverter : JsonConverter<PersonalText>
    {
        public override PersonalText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var (of, words) = ReadPersonal(ref reader);
            return new PersonalText(of, words);
        }

        public override void Write(Utf8JsonWriter writer, PersonalText value, JsonSerializerOptions options) =>
            WritePersonal(writer, value.Of, value.Text);
    }

    private sealed class PersonalConverterFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Personal<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)
                Activator.CreateInstance(typeof(PersonalConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
    }

    private sealed class PersonalConverter<T> : JsonConverter<Personal<T>>
        where T : class
    {
        public override Personal<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var (of, words) = ReadPersonal(ref reader);
            return new Personal<T>(of, words is null ? null : JsonSerializer.Deserialize<T>(words, options));
        }

        public override void Write(Utf8JsonWriter writer, Personal<T> value, JsonSerializerOptions options) =>
            WritePersonal(writer, value.Of, value.Value is null ? null : JsonSerializer.Serialize(value.Value, options));
    }

    private sealed class PositionConverter : JsonConverter<PositionGiven>
    {
        public override PositionGiven Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            return PositionGiven.From(
                    root.GetProperty("lat").GetDouble(),
                    root.GetProperty("lon").GetDouble(),
                    Enum.Parse<CoordinateSystem>(root.GetProperty("system").GetString()!)
                ) ?? throw new JsonException("not a position");
        }

        public override void Write(Utf8JsonWriter writer, PositionGiven value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("lat", value.OriginalLatitude);
            writer.WriteNumber("lon", value.OriginalLongitude);
            writer.WriteString("system", value.System.ToString());
            writer.WriteEndObject();
        }
    }

    private sealed class PlaceConverter : JsonConverter<Place>
    {
        public override Place Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            return Place.TryCreate(
                Part(root, "estate"),
                Part(root, "building"),
                Part(root, "entrance"),
                out var place,
                out var why
            )
                ? place
                : throw new JsonException(why.Code);
        }

        public override void Write(Utf8JsonWriter writer, Place value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("estate", value.Estate);
            writer.WriteString("building", value.Building);
            writer.WriteString("entrance", value.Entrance);
            writer.WriteEndObject();
        }

        private static string? Part(JsonElement root, string name) =>
            root.TryGetProperty(name, out var part) ? part.GetString() : null;
    }

    private sealed class ReferenceConverter : JsonConverter<Reference>
    {
        public override Reference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Reference.FromValue(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Reference value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }

    /// <summary>A closed union of nested records: the nested type's name stands beside the data.</summary>
    internal sealed class UnionConverter<T> : JsonConverter<T>
        where T : class
    {
        private static readonly Dictionary<string, Type> Cases = typeof(T)
            .GetNestedTypes()
            .Where(t => t.IsSubclassOf(typeof(T)))
            .ToDictionary(t => t.Name);

        public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(T);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var name = document.RootElement.GetProperty("is").GetString()!;
            return Cases.TryGetValue(name, out var type)
                ? (T)document.RootElement.GetProperty("with").Deserialize(type, options)!
                : throw new JsonException($"{typeof(T).Name} has no {name}");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("is", value.GetType().Name);
            writer.WritePropertyName("with");
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
            writer.WriteEndObject();
        }
    }
}
