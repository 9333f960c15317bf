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
/// <param name="Roles">Their roles for <paramref name="Unit"/>.</param>
public sealed record StaffScope(
    StaffId Id,
    string Unit,
    ImmutableArray<string> Units,
    ImmutableArray<string> Sees,
    ImmutableArray<StaffRole> Roles
)
{
    /// <summary>The scope that follows from somebody's roles.</summary>
    /// <param name="id">The account.</param>
    /// <param name="unit">The unit they act for now; one of <paramref name="roles"/>.</param>
    /// <param name="roles">All units and roles that they have today.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    public static StaffScope Of(
        StaffId id,
        string unit,
        IReadOnlyCollection<(string Unit, StaffRole Role)> roles,
        Jurisdiction jurisdiction
    )
    {
        var sees = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (at, role) in roles)
        {
            switch (role)
            {
                case StaffRole.Handler or StaffRole.Reviewer:
                    sees.Add(at);
                    break;
                case StaffRole.Supervisor:
                    sees.UnionWith(jurisdiction.Below(at));
                    break;
            }
        }
        return new StaffScope(
            id,
            unit,
            [.. roles.Select(r => r.Unit).Distinct().Order(StringComparer.Ordinal)],
            [.. sees],
            [.. roles.Where(r => r.Unit == unit).Select(r => r.Role).Distinct()]
        );
    }

    /// <summary>The person as the one who acts.</summary>
    public Actor.Staff Actor => new(Id, Unit, Roles);

    /// <summary>Whether they have the role for the unit they act for.</summary>
    public bool Is(StaffRole role) => Roles.Contains(role);
}
