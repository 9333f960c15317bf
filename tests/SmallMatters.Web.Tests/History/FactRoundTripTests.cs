using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Places;
using SmallMatters.Storage.Keys;
using SmallMatters.Storage.Matters;
using Xunit;

namespace SmallMatters.Web.Tests.History;

/// <summary>Every fact that there is, with values in every part, reads back from the history as it was written.</summary>
public class FactRoundTripTests
{
    private static readonly ParticipantId Person = new(new Guid(7, 0, 0, new byte[8]));

    public static TheoryData<Type> Facts =>
        new(typeof(Fact).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Fact)) && !t.IsAbstract).OrderBy(t => t.Name));

    [Theory, MemberData(nameof(Facts))]
    public void A_fact_reads_back_as_it_was_written(Type type)
    {
        using var keys = Keys();
        // Wherever a value is one of several cases, each case has its turn.
        for (var turn = 0; turn < 8; turn++)
        {
            var fact = (Fact)new Samples(turn).Of(type, nullable: false)!;
            var json = FactCodec.Write(fact, keys);
            Assert.DoesNotContain(Samples.Secret, json, StringComparison.Ordinal);
            Assert.Equal(Described(fact), Described(FactCodec.ReadFact(FactCodec.NameOf(fact), json, keys)));
        }
    }

    [Theory, MemberData(nameof(Facts))]
    public void Without_the_persons_key_a_fact_still_reads_and_its_words_do_not(Type type)
    {
        using var keys = Keys();
        using var none = new PersonKeys();
        var fact = (Fact)new Samples(0).Of(type, nullable: false)!;
        var back = FactCodec.ReadFact(FactCodec.NameOf(fact), FactCodec.Write(fact, keys), none);
        Assert.DoesNotContain(Samples.Secret, Described(back), StringComparison.Ordinal);
    }

    private static PersonKeys Keys()
    {
        var ring = new KeyRing(new byte[32]);
        var keys = new PersonKeys();
        keys.Add(Person, ring.NewPersonKey(Person.Value).Key);
        return keys;
    }

    private static string Described(object value)
    {
        var text = new StringBuilder();
        Describe(value, "", text, 0);
        return text.ToString();
    }

    // By reflection and not by the codec, so that what the codec forgets is missed.
    private static void Describe(object? value, string indent, StringBuilder text, int depth)
    {
        if (
            value is null
            || value is string
            || value.GetType() is { IsPrimitive: true } or { IsEnum: true }
            || value is Guid or DateOnly or DateTimeOffset or Reference
            || depth > 12
        )
        {
            text.Append(indent).Append(value is DateTimeOffset at ? at.ToString("O") : value ?? "null").AppendLine();
            return;
        }
        if (value is IEnumerable many)
        {
            foreach (var one in many)
            {
                Describe(one, indent + "-", text, depth + 1);
            }
            return;
        }
        text.Append(indent).Append(value.GetType().Name).AppendLine();
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.Name))
        {
            if (
                property.GetIndexParameters().Length == 0
                && property.PropertyType != value.GetType()
                && property.Name != "Raiser"
            )
            {
                text.Append(indent).Append(property.Name).AppendLine();
                Describe(property.GetValue(value), indent + " ", text, depth + 1);
            }
        }
    }

    /// <summary>Values for any type of the domain, a different one each time.</summary>
    private sealed class Samples(int turn)
    {
        public const string Secret = "只有本人能看";
        private int _next = turn;

        public object? Of(Type type, bool nullable)
        {
            var n = ++_next;
            if (Nullable.GetUnderlyingType(type) is { } inner)
            {
                return n % 5 == 0 ? null : Of(inner, false);
            }
            if (nullable && n % 7 == 0)
            {
                return null;
            }
            return type switch
            {
                _ when type == typeof(PersonalText) => new PersonalText(Person, $"{Secret} {n} \"<&é😀"),
                _ when type == typeof(ParticipantId) => Person,
                _ when type == typeof(string) => $"text {n}",
                _ when type == typeof(int) => n,
                _ when type == typeof(long) => (long)n,
                _ when type == typeof(bool) => n % 2 == 0,
                _ when type == typeof(double) => n + 0.25,
                _ when type == typeof(Guid) => new Guid(n, 1, 2, new byte[8]),
                _ when type == typeof(DateOnly) => new DateOnly(2026, 1, 1).AddDays(n),
                _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero).AddMilliseconds(
                    n * 7919L
                ),
                _ when type == typeof(Reference) => Reference.From(Reference.FirstPayload + n),
                _ when type == typeof(PositionGiven) => PositionGiven.From(31.2 + (n / 1000.0), 121.4, (CoordinateSystem)(n % 3)),
                _ when type == typeof(Place) => Place.TryCreate("柳园小区", $"{n}", "2", out var place, out _)
                    ? place
                    : throw new InvalidOperationException(),
                _ when type.IsEnum => Enum.GetValues(type).GetValue(n % Enum.GetValues(type).Length),
                _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => Array(
                    type.GetGenericArguments()[0]
                ),
                _ when type == typeof(ImmutableDictionary<string, ImmutableArray<string>>) => ImmutableDictionary<
                    string,
                    ImmutableArray<string>
                >.Empty.Add("colour", ["red", "blue"]),
                _ when type.IsAbstract => Of(Case(type, n), false),
                _ => Made(type),
            };
        }

        private static Type Case(Type union, int n)
        {
            var cases = union.GetNestedTypes().Where(t => t.IsSubclassOf(union)).ToList();
            return cases[n % cases.Count];
        }

        private object Array(Type of)
        {
            var values = System.Array.CreateInstance(of, 2);
            for (var i = 0; i < 2; i++)
            {
                values.SetValue(Of(of, false), i);
            }
            return typeof(ImmutableArray)
                .GetMethods()
                .First(m => m.Name == "Create" && m.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(of)
                .Invoke(null, [values])!;
        }

        private object Made(Type type)
        {
            var nullability = new NullabilityInfoContext();
            var constructor = type.GetConstructors()
                .Where(c => c.GetParameters() is not [{ } p] || p.ParameterType != type)
                .MaxBy(c => c.GetParameters().Length)!;
            var made = constructor.Invoke([
                .. constructor
                    .GetParameters()
                    .Select(p => Of(p.ParameterType, nullability.Create(p).ReadState == NullabilityState.Nullable)),
            ]);
            var given = constructor.GetParameters().Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
            foreach (
                var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true } && !given.Contains(p.Name))
            )
            {
                property.SetValue(
                    made,
                    Of(property.PropertyType, nullability.Create(property).ReadState == NullabilityState.Nullable)
                );
            }
            return made;
        }
    }
}
