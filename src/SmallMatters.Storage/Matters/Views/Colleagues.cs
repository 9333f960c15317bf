using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Accounts;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>A member of staff as colleagues see them.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Their name.</param>
[ProjectionFor(Audience.Handler, Audience.SupportingUnit)]
public sealed record Colleague(Guid Id, [property: Shows(PersonalItem.StaffAccount)] string Name);

/// <summary>Members of staff, for pages on which colleagues appear.</summary>
public static class Colleagues
{
    private static readonly StaffRole[] Deal = [StaffRole.Handler, StaffRole.Supervisor, StaffRole.Reviewer];

    /// <summary>Who deals with a unit's matters on a local day, by name.</summary>
    public static Task<List<Colleague>> OfUnitAsync(Db db, string unit, DateOnly today, CancellationToken cancel = default) =>
        InRolesAsync(db, unit, Deal, today, cancel);

    /// <summary>Who leads a unit on a local day, by name.</summary>
    public static Task<List<Colleague>> LeadersAsync(Db db, string unit, DateOnly today, CancellationToken cancel = default) =>
        InRolesAsync(db, unit, [StaffRole.Supervisor], today, cancel);

    /// <summary>The names of accounts, those of closed ones included.</summary>
    public static Task<Dictionary<Guid, string>> NamesAsync(
        Db db,
        IReadOnlyCollection<Guid> accounts,
        CancellationToken cancel = default
    ) =>
        db
            .Users.Where(a => accounts.Contains(a.Id))
            .Select(a => new { a.Id, a.DisplayName })
            .ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancel);

    /// <summary>Codes of the units that an account deals with matters for on a local day.</summary>
    public static Task<List<string>> UnitsOfAsync(Db db, Guid account, DateOnly today, CancellationToken cancel = default) =>
        InForce(db, today)
            .Where(a => a.AccountId == account && Deal.Contains(a.Role))
            .Select(a => a.Unit)
            .Distinct()
            .ToListAsync(cancel);

    private static Task<List<Colleague>> InRolesAsync(
        Db db,
        string unit,
        StaffRole[] roles,
        DateOnly today,
        CancellationToken cancel
    ) =>
        (
            from account in db.Users
            where
                account.ClosedAt == null
                && InForce(db, today).Any(a => a.AccountId == account.Id && a.Unit == unit && roles.Contains(a.Role))
            orderby account.DisplayName, account.Id
            select new Colleague(account.Id, account.DisplayName)
        ).ToListAsync(cancel);

    private static IQueryable<Appointment> InForce(Db db, DateOnly today) =>
        db.Appointments.Where(a => a.ValidFrom <= today && (a.ValidTo == null || today <= a.ValidTo));
}
