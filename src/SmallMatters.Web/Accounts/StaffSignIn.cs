using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SmallMatters.Storage.Accounts;

namespace SmallMatters.Web.Accounts;

/// <summary>
/// Signs staff in; a closed account never. Each sign-in is a session with a key of its own, which signing out ends for every
/// copy of the cookie.
/// </summary>
public sealed class StaffSignIn(
    UserManager<Account> users,
    IHttpContextAccessor request,
    IUserClaimsPrincipalFactory<Account> principals,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation,
    EndedSessions sessions
) : SignInManager<Account>(users, request, principals, options, log, schemes, confirmation)
{
    // Kept with the cookie's properties: the claims are made anew whenever the security stamp is looked at.
    private const string Session = "session";

    public override async Task<bool> CanSignInAsync(Account user) => user.ClosedAt is null && await base.CanSignInAsync(user);

    public override Task SignInWithClaimsAsync(
        Account user,
        AuthenticationProperties? authenticationProperties,
        IEnumerable<Claim> additionalClaims
    )
    {
        var properties = authenticationProperties ?? new AuthenticationProperties();
        // Renewed after a change of password or codes, it stays the same session.
        properties.Items.TryAdd(Session, new Guid(RandomNumberGenerator.GetBytes(16)).ToString("N"));
        return base.SignInWithClaimsAsync(user, properties, additionalClaims);
    }

    /// <summary>
    /// Signs out, and ends the session for every copy of its cookie. <see cref="SignInManager{TUser}.SignOutAsync"/> alone is
    /// called while a cookie is being looked at, when its account has changed since, and must not look at the cookie again.
    /// </summary>
    public async Task EndSessionAsync()
    {
        var here = await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (SessionOf(here.Properties) is { } session)
        {
            await sessions.EndAsync(session, Context.RequestAborted);
        }
        await SignOutAsync();
    }

    /// <summary>Refuses a cookie whose session was ended, then one whose account has changed since.</summary>
    internal static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<EndedSessions>();
        if (
            SessionOf(context.Properties) is not { } session
            || await sessions.HasEndedAsync(session, context.HttpContext.RequestAborted)
        )
        {
            context.RejectPrincipal();
            return;
        }
        await SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    private static Guid? SessionOf(AuthenticationProperties? properties) =>
        properties?.Items.TryGetValue(Session, out var key) == true && Guid.TryParse(key, out var session) ? session : null;
}
