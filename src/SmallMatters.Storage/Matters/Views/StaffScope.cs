using System.Collections.Immutable;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>Who is looking, of the staff, and whose matters they see whole.</summary>
/// <param name="Id">The account.</param>
/// <param name="Unit">Code of the unit they act for now.</param>
/// <param name="Units">Codes of all units that they work for.</param>
/// <param name="Sees">
/// Codes of the units whose matters they see whole: the units that they deal with matters for, and those below a unit that
/// they lead. Administrators and auditors see none.
/// </param>
/// <param name="Roles">Their roles for <paramref name="Unit"/>; what they may do with one matter is <see cref="On"/>.</param>
public sealed record StaffScope(
    StaffId Id,
    string Unit,
    ImmutableArray<string> Units,
    ImmutableArray<string> Sees,
    ImmutableArray<StaffRole> Roles
)
{
    /// <summary>
    /// Of the units in <see cref="Sees"/>, those of which they see some areas' matters only, since every appointment
    /// that shows them the unit is limited to an area; with these areas' codes.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Areas { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Of <see cref="Roles"/>, those that every appointment limits to an area, with these areas' codes.</summary>
    public ImmutableDictionary<StaffRole, ImmutableArray<string>> RoleAreas { get; init; } =
        ImmutableDictionary<StaffRole, ImmutableArray<string>>.Empty;

    /// <summary>
    /// Codes of the areas that they are limited to in every unit that they see, of which alone they read patterns, plans and
    /// problems; null when some appointment is for all areas.
    /// </summary>
    public ImmutableArray<string>? OnlyAreas =>
        Whole.IsEmpty && !Areas.IsEmpty ? [.. Areas.Values.SelectMany(a => a).Distinct().Order(StringComparer.Ordinal)] : null;

    /// <summary>Whether they read of an area at all.</summary>
    public bool ReadsOf(string area) => OnlyAreas is not { } only || only.Contains(area);

    /// <summary>The same person with the roles that they have in an area.</summary>
    public StaffScope In(string area) =>
        this with
        {
            Roles = [.. Roles.Where(r => !RoleAreas.TryGetValue(r, out var only) || only.Contains(area))],
        };

    /// <summary>
    /// The same person with the roles that they have for one matter: those of its area. Whoever was given it deals with it,
    /// whatever area they are otherwise limited to.
    /// </summary>
    public StaffScope On(MatterFile file)
    {
        var here = In(file.Area);
        return file.Handler == Id && Sees.Contains(file.Owner) && !here.Is(StaffRole.Handler)
            ? here with
            {
                Roles = here.Roles.Add(StaffRole.Handler),
            }
            : here;
    }

    /// <summary>Codes of the units whose matters they see in every area.</summary>
    public ImmutableArray<string> Whole => Areas.IsEmpty ? Sees : [.. Sees.Where(u => !Areas.ContainsKey(u))];

    /// <summary>The units of <see cref="Areas"/>, each with each of its areas, as <c>unit/area</c>.</summary>
    public ImmutableArray<string> Parts => [.. Areas.SelectMany(a => a.Value.Select(area => $"{a.Key}/{area}"))];

    /// <summary>Whether they see the unit's matters in that area.</summary>
    public bool SeesIn(string unit, string area) =>
        Sees.Contains(unit) && (!Areas.TryGetValue(unit, out var only) || only.Contains(area));

    /// <summary>
    /// Whether opening a matter of the unit is work on the matter, and not looking after how others work: it was given to
    /// them, or they are a handler of the unit. Of a unit that they work for and do not act for now, this is taken to be so.
    /// </summary>
    /// <param name="unit">Code of the unit that owns the matter.</param>
    /// <param name="area">Code of its area.</param>
    /// <param name="handler">The account that it was given to, or null.</param>
    public bool Handles(string unit, string area, Guid? handler) =>
        SeesIn(unit, area) && (unit == Unit ? In(area).Is(StaffRole.Handler) : Units.Contains(unit))
        || (handler == Id.Value && Sees.Contains(unit));

    /// <summary>The scope that follows from somebody's roles.</summary>
    /// <param name="id">The account.</param>
    /// <param name="unit">The unit they act for now; one of <paramref name="roles"/>.</param>
    /// <param name="roles">All units and roles that they have today, with the area that each is limited to, or null.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    public static StaffScope Of(
        StaffId id,
        string unit,
        IReadOnlyCollection<(string Unit, StaffRole Role, string? Area)> roles,
        Jurisdiction jurisdiction
    )
    {
        var sees = new SortedSet<string>(StringComparer.Ordinal);
        var whole = new HashSet<string>(StringComparer.Ordinal);
        var parts = new HashSet<(string Unit, string Area)>();
        foreach (var (at, role, area) in roles)
        {
            ImmutableArray<string> units = role switch
            {
                StaffRole.Handler or StaffRole.Reviewer => [at],
                StaffRole.Supervisor => jurisdiction.Below(at),
                _ => [],
            };
            sees.UnionWith(units);
            if (area is null)
            {
                whole.UnionWith(units);
            }
            else
            {
                parts.UnionWith(units.Select(unit => (unit, area)));
            }
        }
        return new StaffScope(
            id,
            unit,
            [.. roles.Select(r => r.Unit).Distinct().Order(StringComparer.Ordinal)],
            [.. sees],
            [.. roles.Where(r => r.Unit == unit).Select(r => r.Role).Distinct()]
        )
        {
            RoleAreas = roles
                .Where(r => r.Unit == unit)
                .GroupBy(r => r.Role)
                .Where(g => g.All(r => r.Area is not null))
                .ToImmutableDictionary(g => g.Key, g => g.Select(r => r.Area!).Distinct().ToImmutableArray()),
            Areas = parts
                .Where(p => !whole.Contains(p.Unit))
                .ToLookup(p => p.Unit, p => p.Area)
                .ToImmutableDictionary(g => g.Key, g => g.Order(StringComparer.Ordinal).ToImmutableArray()),
        };
    }

    /// <summary>The person as the one who acts.</summary>
    public Actor.Staff Actor => new(Id, Unit, Roles);

    /// <summary>Whether they have the role for the unit they act for.</summary>
    public bool Is(StaffRole role) => Roles.Contains(role);
}
