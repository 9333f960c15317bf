using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Hazards;

/// <summary>What sort of premises (场所) it is; each has a checklist of its own.</summary>
public enum PremisesKind
{
    /// <summary>一般单位、物业和居民委员会: what a police station checks day by day for fire (消防监督检查规定第三条、第三十一条).</summary>
    Ordinary,

    /// <summary>高层住宅: high-rise housing (应急管理部令第5号).</summary>
    HighRise,

    /// <summary>学校: a school and its gate.</summary>
    School,

    /// <summary>出租房屋: a rented home.</summary>
    RentedHome,

    /// <summary>内部治安保卫单位: a unit that guards itself (国务院令第421号).</summary>
    GuardedUnit,

    /// <summary>小场所: a small shop, eating place or workshop.</summary>
    SmallShop,
}

/// <summary>A field of premises that can change.</summary>
public enum PremisesField
{
    /// <summary>The name.</summary>
    Name,

    /// <summary>The sort.</summary>
    Kind,

    /// <summary>The address.</summary>
    Address,

    /// <summary>The area.</summary>
    Area,

    /// <summary>The unit responsible for looking at it.</summary>
    Unit,

    /// <summary>Who answers for the premises.</summary>
    Responsible,

    /// <summary>How they are reached.</summary>
    ResponsibleContact,

    /// <summary>Whom the unit talks with from day to day.</summary>
    Liaison,

    /// <summary>How they are reached.</summary>
    LiaisonContact,
}

/// <summary>What everybody who deals with the register may read of premises; it is about a place and names nobody.</summary>
/// <param name="Code">Stable code, as partners' files call it.</param>
/// <param name="Name">Name of the place, such as a shop sign.</param>
/// <param name="Kind">What sort of premises.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Area">Code of the area.</param>
/// <param name="Unit">Code of the unit responsible for looking at it.</param>
public sealed record PremisesDetails(string Code, string Name, PremisesKind Kind, string Address, string Area, string Unit)
{
    /// <summary>What differs from another.</summary>
    public ImmutableArray<PremisesField> Differing(PremisesDetails other) =>
        [
            .. new (PremisesField Field, bool Differs)[]
            {
                (PremisesField.Name, Name != other.Name),
                (PremisesField.Kind, Kind != other.Kind),
                (PremisesField.Address, Address != other.Address),
                (PremisesField.Area, Area != other.Area),
                (PremisesField.Unit, Unit != other.Unit),
            }
                .Where(f => f.Differs)
                .Select(f => f.Field),
        ];
}

/// <summary>
/// Who answers for premises and whom one talks with there (责任人、联络人). Names and numbers of persons: they are kept sealed under
/// the premises' own key, stand in no fact, and are read behind an entry in the log of openings.
/// </summary>
/// <param name="Responsible">Name of the responsible party, or null.</param>
/// <param name="ResponsibleContact">How to reach them, or null.</param>
/// <param name="Liaison">Name of the liaison, or null.</param>
/// <param name="LiaisonContact">How to reach them, or null.</param>
public sealed record PremisesContacts(
    string? Responsible = null,
    string? ResponsibleContact = null,
    string? Liaison = null,
    string? LiaisonContact = null
)
{
    /// <summary>Nobody.</summary>
    public static PremisesContacts None { get; } = new();

    /// <summary>What differs from another.</summary>
    public ImmutableArray<PremisesField> Differing(PremisesContacts other) =>
        [
            .. new (PremisesField Field, bool Differs)[]
            {
                (PremisesField.Responsible, Responsible != other.Responsible),
                (PremisesField.ResponsibleContact, ResponsibleContact != other.ResponsibleContact),
                (PremisesField.Liaison, Liaison != other.Liaison),
                (PremisesField.LiaisonContact, LiaisonContact != other.LiaisonContact),
            }
                .Where(f => f.Differs)
                .Select(f => f.Field),
        ];
}

/// <summary>Premises as they stand on the register.</summary>
/// <param name="Details">What is said of the place.</param>
/// <param name="Contacts">Which version of the sealed contacts holds: the number of the fact that brought it; 0 for nobody.</param>
/// <param name="Withdrawn">Whether they left the register.</param>
public sealed record Premises(PremisesDetails Details, int Contacts, bool Withdrawn)
{
    /// <summary>The state after a fact.</summary>
    /// <param name="before">Before it, or null at the first.</param>
    /// <param name="fact">What happened.</param>
    /// <exception cref="InvalidOperationException">The facts do not begin with an entry.</exception>
    public static Premises After(Premises? before, PremisesFact fact) =>
        fact switch
        {
            PremisesEntered entered => new Premises(entered.Details, entered.Contacts, false),
            _ when before is null => throw new InvalidOperationException("premises begin by being entered"),
            PremisesChanged changed => before with { Details = changed.Details, Contacts = changed.Contacts },
            _ => before with { Contacts = 0, Withdrawn = true },
        };
}

/// <summary>Something that happened to premises. Appended, never edited; nobody's name stands in it.</summary>
/// <param name="Import">The number of the import that did it or was undone by it; null when somebody did it by hand.</param>
public abstract record PremisesFact(int? Import);

/// <summary>They were entered, or entered again after they had left.</summary>
/// <param name="Details">What is said of the place.</param>
/// <param name="Contacts">Which version of the contacts holds.</param>
/// <param name="Import">The import.</param>
public sealed record PremisesEntered(PremisesDetails Details, int Contacts, int? Import) : PremisesFact(Import);

/// <summary>Something about them was changed.</summary>
/// <param name="Details">What is said of the place now.</param>
/// <param name="Contacts">Which version of the contacts holds now.</param>
/// <param name="Fields">What changed.</param>
/// <param name="Import">The import.</param>
public sealed record PremisesChanged(PremisesDetails Details, int Contacts, ImmutableArray<PremisesField> Fields, int? Import)
    : PremisesFact(Import);

/// <summary>They left the register; their contacts are gone for good.</summary>
/// <param name="Why">Why. Names nobody.</param>
/// <param name="Import">The import that had brought them, where it was undone.</param>
public sealed record PremisesWithdrawn(string Why, int? Import) : PremisesFact(Import);

/// <summary>What premises are called.</summary>
public static class PremisesWords
{
    /// <summary>The sort as people call it.</summary>
    public static Bilingual Said(this PremisesKind kind) =>
        kind switch
        {
            PremisesKind.Ordinary => new("一般单位", "Ordinary premises"),
            PremisesKind.HighRise => new("高层住宅", "High-rise housing"),
            PremisesKind.School => new("学校", "School"),
            PremisesKind.RentedHome => new("出租房屋", "Rented home"),
            PremisesKind.GuardedUnit => new("内部治安保卫单位", "Unit that guards itself"),
            PremisesKind.SmallShop => new("小场所", "Small shop"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>The field as people call it.</summary>
    public static Bilingual Said(this PremisesField field) =>
        field switch
        {
            PremisesField.Name => new("名称", "name"),
            PremisesField.Kind => new("类型", "type"),
            PremisesField.Address => new("地址", "address"),
            PremisesField.Area => new("片区", "area"),
            PremisesField.Unit => new("负责单位", "unit responsible"),
            PremisesField.Responsible => new("责任人", "responsible party"),
            PremisesField.ResponsibleContact => new("责任人联系方式", "contact of the responsible party"),
            PremisesField.Liaison => new("联络人", "liaison"),
            PremisesField.LiaisonContact => new("联络人联系方式", "contact of the liaison"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
