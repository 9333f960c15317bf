using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Jurisdictions;

namespace SmallMatters.Web.Accounts;

/// <summary>Somebody of the demonstration's staff.</summary>
/// <param name="UserName">What they sign in with.</param>
/// <param name="DisplayName">Their name.</param>
/// <param name="Posts">What they may do where, from the first day on.</param>
public sealed record DemoPerson(string UserName, string DisplayName, IReadOnlyCollection<StaffPost> Posts);

/// <summary>
/// The fictional staff of the demonstration. They share one published password and therefore exist in Development only:
/// elsewhere none is made, none is listed, and the password is refused.
/// </summary>
public sealed class DemoStaff(
    Db db,
    IPasswordHasher<Account> hasher,
    IHostEnvironment environment,
    ILookupNormalizer normal,
    JurisdictionSource jurisdictions,
    TimeProvider time
)
{
    /// <summary>The password of all of them.</summary>
    public const string Password = "xiaoshi-buxiao";

    private const string Mark = "demo";

    /// <summary>Makes the accounts with their appointments from <paramref name="from"/> on; those whose user name exists stay as they are.</summary>
    /// <returns>How many were made, or why none.</returns>
    public async Task<(int Made, Refusal? Refusal)> SeedAsync(
        IReadOnlyCollection<DemoPerson> people,
        DateOnly from,
        CancellationToken cancel = default
    )
    {
        if (!environment.IsDevelopment())
        {
            return (0, NotHere);
        }
        var known = await db.Users.Select(a => a.NormalizedUserName).ToHashSetAsync(cancel);
        var now = time.GetUtcNow();
        // One hash for all: everybody knows the password, and a hundred hashes would make the start slow.
        var hash = hasher.HashPassword(new Account(), Password);
        var made = 0;
        foreach (var person in people.Where(p => !known.Contains(normal.NormalizeName(p.UserName))))
        {
            var id = Guid.CreateVersion7(now);
            db.Add(
                new Account
                {
                    Id = id,
                    UserName = person.UserName,
                    NormalizedUserName = normal.NormalizeName(person.UserName),
                    DisplayName = person.DisplayName,
                    PasswordHash = hash,
                    SecurityStamp = id.ToString("N"),
                    LockoutEnabled = true,
                }
            );
            db.Add(
                new IdentityUserClaim<Guid>
                {
                    UserId = id,
                    ClaimType = Mark,
                    ClaimValue = "1",
                }
            );
            db.AddRange(
                person.Posts.Select(post => new Appointment
                {
                    Id = Guid.CreateVersion7(now),
                    AccountId = id,
                    Unit = post.Unit,
                    Role = post.Role,
                    Area = post.Area,
                    ValidFrom = from,
                })
            );
            made++;
        }
        await db.SaveChangesAsync(cancel);
        return (made, null);
    }

    /// <summary>The accounts to choose from on the sign-in page, at most <paramref name="most"/>, by unit; empty outside Development.</summary>
    public async Task<IReadOnlyList<DemoLine>> ListAsync(int most = 40, CancellationToken cancel = default)
    {
        if (!environment.IsDevelopment())
        {
            return [];
        }
        var units = (await jurisdictions.CurrentAsync(cancel)).Units;
        var rows = await (
            from account in db.Users
            join claim in db.UserClaims on account.Id equals claim.UserId
            join post in db.Appointments on account.Id equals post.AccountId
            where claim.ClaimType == Mark && account.ClosedAt == null
            orderby account.Id
            select new
            {
                account.UserName,
                account.DisplayName,
                post.Unit,
                post.Role,
            }
        )
            .Take(most * 3)
            .ToListAsync(cancel);
        return
        [
            .. rows.GroupBy(r => (r.UserName, r.DisplayName))
                .Take(most)
                .Select(g => new DemoLine(
                    g.Key.UserName!,
                    g.Key.DisplayName,
                    units.GetValueOrDefault(g.First().Unit)?.Name ?? new Bilingual(g.First().Unit, g.First().Unit),
                    [.. g.Select(r => r.Role).Distinct()]
                )),
        ];
    }

    /// <summary>Somebody with a password of their own is listed no longer.</summary>
    internal static Task UnmarkAsync(UserManager<Account> users, Account account) =>
        users.RemoveClaimAsync(account, new Claim(Mark, "1"));

    private Refusal NotHere =>
        Refusal.Of(
            "demo-accounts-refused",
            $"演示账号的密码是公开的，只能在 Development 环境中创建（现在是 {environment.EnvironmentName}）",
            $"Demo accounts have a published password and are made in Development only (this is {environment.EnvironmentName})"
        );
}

/// <summary>A demo account on the sign-in page.</summary>
public sealed record DemoLine(string UserName, string DisplayName, Bilingual Unit, IReadOnlyList<StaffRole> Roles);

/// <summary>Roles in words.</summary>
public static class RoleNames
{
    public static Bilingual Said(this StaffRole role) =>
        role switch
        {
            StaffRole.Handler => new("承办人", "Handler"),
            StaffRole.Supervisor => new("负责人", "Supervisor"),
            StaffRole.Reviewer => new("复查人", "Reviewer"),
            StaffRole.SystemAdministrator => new("系统管理员", "System administrator"),
            StaffRole.SecurityAdministrator => new("安全管理员", "Security administrator"),
            StaffRole.Auditor => new("审计员", "Auditor"),
            StaffRole.DataProtectionOfficer => new("数据保护负责人", "Data-protection officer"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
