using System.Collections.Immutable;
using System.Reflection;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Web.Tests.Confidentiality;

/// <summary>A fact in which every personal field holds its word, and everything else the least that it can.</summary>
internal static class Sample
{
    public static object Of(Type type, ParticipantId whose, DateTimeOffset now)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p, type, whose, now))]);
        if (type.GetProperty("On") is { SetMethod: not null, PropertyType: var on } property && on == typeof(DateTimeOffset))
        {
            property.SetValue(made, now);
        }
        return made;
    }

    private static object? Value(ParameterInfo parameter, Type of, ParticipantId whose, DateTimeOffset now) =>
        parameter.ParameterType switch
        {
            var type when type == typeof(PersonalText) => new PersonalText(whose, PlantedLives.Of($"{of.Name}.{parameter.Name}")),
            var type when type == typeof(string) => MayBeMissing(parameter) ? null : "x",
            var type when type == typeof(Guid) => Guid.CreateVersion7(now),
            var type when type == typeof(DateOnly) => DateOnly.FromDateTime(now.Date),
            var type when type == typeof(DateTimeOffset) => now,
            var type when type == typeof(ParticipantId) => whose,
            var type when Nullable.GetUnderlyingType(type) is not null => null,
            { IsGenericType: true } type when type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => type.GetField(
                        "Empty"
                    )!
                .GetValue(null),
            { IsValueType: true } type => Activator.CreateInstance(type),
            { IsAbstract: false } type
                when type.GetProperties().Any(IsPersonal)
                    || type.Namespace!.StartsWith("SmallMatters", StringComparison.Ordinal) => Of(type, whose, now),
            _ => null,
        };

    // A code that may be missing is one of a list, and stands for nothing when it is made up.
    private static bool MayBeMissing(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    private static bool IsPersonal(PropertyInfo property) => property.GetCustomAttribute<PersonalFieldAttribute>() is not null;
}
