using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;

namespace SmallMatters.Storage.Confidentiality;

/// <summary>A column or a part of a fact that holds something personal, with its declaration.</summary>
/// <param name="Where">Table and column (<c>participant.phone</c>), or fact and field (<c>Replied.Text</c>).</param>
/// <param name="Column">Whether it is a column; else it lies, as ciphertext, in the facts of a matter.</param>
/// <param name="Field">The declaration.</param>
public sealed record DeclaredField(string Where, bool Column, PersonalFieldAttribute Field);

/// <summary>
/// All fields that hold something personal, read from the declarations beside them (<see cref="PersonalFieldAttribute"/>). A
/// column that may be personal, or a part of a fact that is so by its type, and is not declared stops the start.
/// </summary>
public sealed class FieldRegister
{
    // Tables that are the framework's own: their fields cannot be declared beside them, so they are here.
    private static readonly PersonalFieldAttribute OfAccounts = new(
        PersonalItem.StaffAccount,
        FieldPurpose.SigningIn,
        LegalBasis.StatutoryDuty,
        KeptFor.Account
    );

    private static readonly string[] FrameworkSecrets =
    [
        nameof(Account.PasswordHash),
        nameof(Account.SecurityStamp),
        nameof(Account.ConcurrencyStamp),
    ];

    private FieldRegister(IReadOnlyList<DeclaredField> personal, IReadOnlyList<string> known) =>
        (Personal, KnownColumns) = (personal, known);

    /// <summary>Every personal field, columns first, by name.</summary>
    public IReadOnlyList<DeclaredField> Personal { get; }

    /// <summary>Every column of words, bytes or positions that the model has, as <c>table.column</c>.</summary>
    public IReadOnlyList<string> KnownColumns { get; }

    /// <summary>The residents' fields by what they are, for the page that tells residents.</summary>
    public IEnumerable<IGrouping<PersonalItem, DeclaredField>> OfResidents =>
        Personal.Where(f => f.Field.Item != PersonalItem.StaffAccount).GroupBy(f => f.Field.Item).OrderBy(g => g.Key);

    /// <summary>Reads the declarations.</summary>
    /// <param name="models">The models of the databases.</param>
    /// <exception cref="InvalidOperationException">
    /// A column of words, bytes or positions says neither that it is personal nor that it is not, or a part of a fact is personal
    /// by its type and says not what for; the message names it.
    /// </exception>
    public static FieldRegister Of(params IReadOnlyList<IModel> models)
    {
        var personal = new List<DeclaredField>();
        var undeclared = new List<string>();
        var known = new List<string>();
        foreach (var entity in models.SelectMany(m => m.GetEntityTypes()))
        {
            foreach (var property in entity.GetFlattenedProperties())
            {
                var where = WhereOf(entity, property);
                var declared =
                    property.PropertyInfo?.GetCustomAttribute<PersonalFieldAttribute>() ?? OfFramework(entity, property);
                if (declared is not null)
                {
                    personal.Add(new DeclaredField(where, true, declared));
                }
                if (!MayBePersonal(property.ClrType))
                {
                    continue;
                }
                known.Add(where);
                if (declared is null && !IsSaidNotToBe(property) && !IsFrameworks(entity, property))
                {
                    undeclared.Add(where);
                }
            }
        }
        if (undeclared.Count > 0)
        {
            throw new InvalidOperationException(
                $"{string.Join(", ", undeclared.Order(StringComparer.Ordinal))} may hold something personal and says neither what for nor that it does not: give it a PersonalField or name it in a NotPersonal"
            );
        }
        var facts = InFacts().ToList();
        if (facts.Find(f => f.Field is null).Where is { } missing)
        {
            throw new InvalidOperationException(
                $"{missing} holds something personal and says neither what for nor how long: give it a PersonalField"
            );
        }
        personal.AddRange(facts.Select(f => new DeclaredField(f.Where, false, f.Field!)));
        return new FieldRegister(
            [.. personal.OrderByDescending(f => f.Column).ThenBy(f => f.Where, StringComparer.Ordinal)],
            known
        );
    }

    /// <summary>Fields of the domain that are personal by their type, or declared so, with their declaration.</summary>
    internal static IEnumerable<(string Where, PersonalFieldAttribute? Field)> InFacts() =>
        from type in typeof(Fact).Assembly.GetTypes()
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        let declared = property.GetCustomAttribute<PersonalFieldAttribute>()
        where declared is not null || IsPersonal(property.PropertyType)
        select ($"{type.Name}.{property.Name}", declared);

    private static bool IsPersonal(Type type) =>
        type == typeof(PersonalText) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Personal<>));

    // Words, bytes and positions, and whatever type of the product's own is stored as one of them.
    private static bool MayBePersonal(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return !plain.IsValueType || plain == typeof(double) || plain == typeof(float) || plain == typeof(decimal);
    }

    // The declaration stands in the type that has the property, be it the row or something that the row is made of.
    private static bool IsSaidNotToBe(IReadOnlyProperty property) =>
        property
            .DeclaringType.ClrType.GetCustomAttributes<NotPersonalAttribute>()
            .Any(a => a.Fields.Contains(property.Name, StringComparer.Ordinal));

    private static string WhereOf(IReadOnlyEntityType entity, IReadOnlyProperty property) =>
        entity.IsMappedToJson()
            ? $"{entity.GetTableName()}.{entity.GetContainerColumnName()}.{property.Name}"
            : $"{entity.GetTableName()}.{property.GetColumnName()}";

    private static PersonalFieldAttribute? OfFramework(IReadOnlyEntityType entity, IReadOnlyProperty property) =>
        entity.ClrType == typeof(Account)
        && property.ClrType == typeof(string)
        && !FrameworkSecrets.Contains(property.Name)
        && property.PropertyInfo?.DeclaringType != typeof(Account)
            ? OfAccounts
            : null;

    // Secrets of accounts, and the framework's own tables and parts of tables.
    private static bool IsFrameworks(IReadOnlyEntityType entity, IReadOnlyProperty property) =>
        entity.ClrType.Namespace == typeof(IdentityUserToken<Guid>).Namespace
        || (entity.ClrType == typeof(Account) && FrameworkSecrets.Contains(property.Name));
}
