using System.Data;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.Jurisdictions;

namespace SmallMatters.Storage.Accounts;

/// <summary>
/// What security administrators do to accounts and appointments. Each change and its line in the audit trail are written in
/// one transaction.
/// </summary>
public sealed class AccountBook(
    Db db,
    UserManager<Account> users,
    StaffDirectory directory,
    JurisdictionSource jurisdictions,
    TimeProvider time
)
{
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly StaffRole[] Administrations =
    [
        StaffRole.SystemAdministrator,
        StaffRole.SecurityAdministrator,
        StaffRole.Auditor,
    ];

    /// <summary>Makes an account with a password to begin with, which its holder changes when they first sign in.</summary>
    /// <param name="by">Who makes it.</param>
    /// <param name="userName">What they sign in with.</param>
    /// <param name="displayName">How colleagues see them.</param>
    /// <param name="password">The first password, or null for one that is drawn.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The account and its password, shown this once; or why not (<c>Refused</c> in Identity's words).</returns>
    public async Task<AccountMade> CreateAsync(
        Doer by,
        string userName,
        string displayName,
        string? password = null,
        CancellationToken cancel = default
    )
    {
        if (string.IsNullOrWhiteSpace(displayName))
        {
            return new AccountMade.Not(AccountRefusals.NoName);
        }
        var now = time.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = userName.Trim(),
            DisplayName = displayName.Trim(),
            MustChangePassword = true,
        };
        password ??= NewPassword();
        var line = by.Did(now, Audited.AccountCreated, account.Id, account.UserName, null, account.DisplayName);
        db.Add(line);
        var result = await users.CreateAsync(account, password);
        if (!result.Succeeded)
        {
            db.Entry(line).State = EntityState.Detached;
            return new AccountMade.Refused(result.Errors.First());
        }
        return new AccountMade.Made(account.Id, password);
    }

    /// <summary>Makes an account with its first appointment, from <paramref name="from"/> on: both or neither.</summary>
    /// <returns>As <see cref="CreateAsync"/>; <c>Not</c> also when the appointment was refused.</returns>
    public async Task<AccountMade> CreateAppointedAsync(
        Doer by,
        string userName,
        string displayName,
        string? password,
        string? unit,
        StaffRole role,
        string? area,
        DateOnly from,
        CancellationToken cancel = default
    )
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel);
            var result = await CreateAsync(by, userName, displayName, password, cancel);
            if (result is not AccountMade.Made made)
            {
                return result;
            }
            if (await AppointAsync(by, made.Id, unit, role, area, from, null, cancel) is { } why)
            {
                return new AccountMade.Not(why);
            }
            await transaction.CommitAsync(cancel);
            return made;
        }
        catch (Exception failure) when (IsCollision(failure))
        {
            return new AccountMade.Not(AccountRefusals.ChangedMeanwhile);
        }
    }

    /// <summary>Closes an account: from now on it signs in nowhere, and where it is signed in it is out within half a minute.</summary>
    public Task<Refusal?> CloseAsync(Doer by, Guid id, CancellationToken cancel = default) =>
        ChangeAsync(
            by,
            id,
            async account =>
            {
                if (account.ClosedAt is not null)
                {
                    return AccountRefusals.NoSuchAccount;
                }
                if (await IsLastSecurityAdministratorAsync(id, null, cancel))
                {
                    return AccountRefusals.LastSecurityAdministrator;
                }
                account.ClosedAt = time.GetUtcNow();
                account.SecurityStamp = NewStamp();
                db.Add(by.Did(time.GetUtcNow(), Audited.AccountClosed, id, account.UserName!));
                return null;
            },
            cancel
        );

    /// <summary>Opens a closed account again, with the appointments that it still has.</summary>
    public Task<Refusal?> ReopenAsync(Doer by, Guid id, CancellationToken cancel = default) =>
        ChangeAsync(
            by,
            id,
            account =>
            {
                account.ClosedAt = null;
                db.Add(by.Did(time.GetUtcNow(), Audited.AccountReopened, id, account.UserName!));
                return Task.FromResult<Refusal?>(null);
            },
            cancel
        );

    /// <summary>Gives an account a role for a unit, from the first to the last of these local days.</summary>
    public async Task<Refusal?> AppointAsync(
        Doer by,
        Guid id,
        string? unit,
        StaffRole role,
        string? area,
        DateOnly from,
        DateOnly? to,
        CancellationToken cancel = default
    )
    {
        var jurisdiction = await jurisdictions.CurrentAsync(cancel);
        if (unit is null || !jurisdiction.Units.ContainsKey(unit))
        {
            return AccountRefusals.NoSuchUnit;
        }
        if (area is not null && !jurisdiction.Areas.ContainsKey(area))
        {
            return AccountRefusals.NoSuchArea;
        }
        if (to < from)
        {
            return AccountRefusals.EndsBeforeItBegins;
        }
        return await ChangeAsync(
            by,
            id,
            async account =>
            {
                if (account.ClosedAt is not null)
                {
                    return AccountRefusals.NoSuchAccount;
                }
                var meanwhile = await db
                    .Appointments.Where(a =>
                        a.AccountId == id && (a.ValidTo == null || a.ValidTo >= from) && (to == null || a.ValidFrom <= to)
                    )
                    .ToListAsync(cancel);
                if (Administrations.Contains(role) && meanwhile.Exists(a => a.Role != role && Administrations.Contains(a.Role)))
                {
                    return AccountRefusals.ThreeHands;
                }
                if (meanwhile.Exists(a => a.Role == role && a.Unit == unit && a.Area == area))
                {
                    return AccountRefusals.AlreadyAppointed;
                }
                var appointment = new Appointment
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    AccountId = id,
                    Unit = unit,
                    Role = role,
                    Area = area,
                    ValidFrom = from,
                    ValidTo = to,
                };
                db.Add(appointment);
                db.Add(by.Did(time.GetUtcNow(), Audited.AppointmentMade, id, account.UserName!, null, Words(appointment)));
                return null;
            },
            cancel
        );
    }

    /// <summary>Ends an appointment; <paramref name="lastDay"/> is the last on which it holds.</summary>
    public async Task<Refusal?> EndAsync(Doer by, Guid appointmentId, DateOnly lastDay, CancellationToken cancel = default)
    {
        var of = await db
            .Appointments.Where(a => a.Id == appointmentId)
            .Select(a => (Guid?)a.AccountId)
            .FirstOrDefaultAsync(cancel);
        return of is null
            ? AccountRefusals.NoSuchAppointment
            : await ChangeAsync(
                by,
                of.Value,
                async account =>
                {
                    var appointment = await db.Appointments.SingleAsync(a => a.Id == appointmentId, cancel);
                    if (appointment.ValidTo <= lastDay)
                    {
                        return AccountRefusals.NoSuchAppointment;
                    }
                    if (
                        appointment.Role == StaffRole.SecurityAdministrator
                        && await IsLastSecurityAdministratorAsync(account.Id, appointmentId, cancel)
                    )
                    {
                        return AccountRefusals.LastSecurityAdministrator;
                    }
                    var old = Words(appointment);
                    appointment.ValidTo = lastDay;
                    db.Add(
                        by.Did(time.GetUtcNow(), Audited.AppointmentEnded, account.Id, account.UserName!, old, Words(appointment))
                    );
                    return null;
                },
                cancel
            );
    }

    /// <summary>A new password, shown this once; the old one, and being signed in anywhere, end.</summary>
    public async Task<(string? Password, Refusal? Refusal)> ResetPasswordAsync(
        Doer by,
        Guid id,
        CancellationToken cancel = default
    )
    {
        var password = NewPassword();
        var refusal = await ChangeAsync(
            by,
            id,
            account =>
            {
                account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
                account.MustChangePassword = true;
                account.SecurityStamp = NewStamp();
                account.LockoutEnd = null;
                account.AccessFailedCount = 0;
                db.Add(by.Did(time.GetUtcNow(), Audited.PasswordReset, id, account.UserName!));
                return Task.FromResult<Refusal?>(null);
            },
            cancel
        );
        return refusal is null ? (password, null) : (null, refusal);
    }

    /// <summary>Turns codes off and forgets the passkeys, for somebody who lost the device.</summary>
    public Task<Refusal?> ResetCodesAsync(Doer by, Guid id, CancellationToken cancel = default) =>
        ChangeAsync(
            by,
            id,
            async account =>
            {
                account.TwoFactorEnabled = false;
                account.SecurityStamp = NewStamp();
                await db.UserTokens.Where(t => t.UserId == id).ExecuteDeleteAsync(cancel);
                await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == id).ExecuteDeleteAsync(cancel);
                db.Add(by.Did(time.GetUtcNow(), Audited.CodesReset, id, account.UserName!));
                return null;
            },
            cancel
        );

    private async Task<Refusal?> ChangeAsync(Doer by, Guid id, Func<Account, Task<Refusal?>> change, CancellationToken cancel)
    {
        if (by.Account == id)
        {
            return AccountRefusals.NotYourself;
        }
        try
        {
            // Two administrators at once: neither sees half of what the other does.
            await using var transaction = db.Database.CurrentTransaction is null
                ? await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancel)
                : null;
            if (await db.Users.SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } account)
            {
                return AccountRefusals.NoSuchAccount;
            }
            if (await change(account) is { } refusal)
            {
                return refusal;
            }
            account.ConcurrencyStamp = NewStamp();
            await db.SaveChangesAsync(cancel);
            if (transaction is not null)
            {
                await transaction.CommitAsync(cancel);
            }
        }
        catch (Exception failure) when (IsCollision(failure))
        {
            return AccountRefusals.ChangedMeanwhile;
        }
        directory.Forget();
        return null;
    }

    private async Task<bool> IsLastSecurityAdministratorAsync(Guid account, Guid? appointment, CancellationToken cancel)
    {
        var today = (await jurisdictions.CurrentAsync(cancel)).Calendar.DayOf(time.GetUtcNow());
        var holding = await (
            from a in db.Appointments
            join u in db.Users on a.AccountId equals u.Id
            where
                a.Role == StaffRole.SecurityAdministrator
                && u.ClosedAt == null
                && a.ValidFrom <= today
                && (a.ValidTo == null || a.ValidTo >= today)
            select new { a.Id, a.AccountId }
        ).ToListAsync(cancel);
        bool Goes(Guid id, Guid of) => appointment is null ? of == account : id == appointment;
        return holding.Exists(h => Goes(h.Id, h.AccountId)) && holding.TrueForAll(h => Goes(h.Id, h.AccountId));
    }

    private static bool IsCollision(Exception failure) =>
        failure switch
        {
            DbUpdateConcurrencyException => true,
            System.Data.Common.DbException { SqlState: "40001" } => true,
            { InnerException: { } inner } => IsCollision(inner),
            _ => false,
        };

    private static string Words(Appointment a) =>
        $"{a.Role} · {a.Unit}{(a.Area is null ? "" : $"/{a.Area}")} · {a.ValidFrom:yyyy-MM-dd} – {a.ValidTo:yyyy-MM-dd}".TrimEnd(
            ' ',
            '–'
        );

    private static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(PasswordLetters, 4)));

    private static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
}

/// <summary>What came of making an account.</summary>
public abstract record AccountMade
{
    private AccountMade() { }

    /// <summary>It exists; the password is shown this once.</summary>
    public sealed record Made(Guid Id, string Password) : AccountMade;

    /// <summary>Not made.</summary>
    public sealed record Not(Refusal Refusal) : AccountMade;

    /// <summary>Not made, as Identity says.</summary>
    public sealed record Refused(IdentityError Error) : AccountMade;
}
