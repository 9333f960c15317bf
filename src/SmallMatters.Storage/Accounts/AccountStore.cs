using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using SmallMatters.Storage.Keys;

namespace SmallMatters.Storage.Accounts;

/// <summary>
/// Accounts as Identity keeps them, but for the secret behind the codes and the recovery codes: these are sealed under the
/// master key, bound to their account, so that the database alone signs nobody in.
/// </summary>
public sealed class AccountStore(Db db, KeyRing ring, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<
        Account,
        Db,
        Guid,
        IdentityUserClaim<Guid>,
        IdentityUserLogin<Guid>,
        IdentityUserToken<Guid>,
        IdentityUserPasskey<Guid>
    >(db, describer)
{
    /// <inheritdoc/>
    public override Task SetTokenAsync(
        Account user,
        string loginProvider,
        string name,
        string? value,
        CancellationToken cancellationToken
    ) =>
        base.SetTokenAsync(
            user,
            loginProvider,
            name,
            value is null ? null : ring.SealForAccount(user.Id, value),
            cancellationToken
        );

    /// <inheritdoc/>
    public override async Task<string?> GetTokenAsync(
        Account user,
        string loginProvider,
        string name,
        CancellationToken cancellationToken
    ) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } sealed_
            ? ring.UnsealForAccount(user.Id, sealed_)
            : null;
}
