using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Accounts;

/// <summary>What the cookie does not hold and the database decides at each request: today's roles and the unit acted for.</summary>
internal sealed class StaffIdentity(StaffDirectory directory, JurisdictionSource jurisdictions, IHttpContextAccessor request)
    : IClaimsTransformation
{
    public const string RoleClaim = "role";
    private const string Kind = "staff";

    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.Identities.Any(i => i.AuthenticationType == Kind) || StaffRequests.AccountOf(principal) is not { } account)
        {
            return principal;
        }
        var http = request.HttpContext;
        var cancel = http?.RequestAborted ?? default;
        var scope = await directory.ScopeAsync(account, http?.Request.Cookies[StaffRequests.UnitCookie], cancel);
        if (scope is null)
        {
            return principal;
        }
        var name = (await jurisdictions.CurrentAsync(cancel)).Units[scope.Unit].Name;
        var today = new ClaimsIdentity(Kind);
        today.AddClaim(new Claim(StaffClaims.UnitZh, name.Zh));
        today.AddClaim(new Claim(StaffClaims.UnitEn, name.En));
        today.AddClaims(scope.Roles.Select(role => new Claim(RoleClaim, role.ToString())));
        // The framework's principal is left as it is: a sliding cookie is written from it.
        var whole = principal.Clone();
        whole.AddIdentity(today);
        if (http is not null)
        {
            http.Items[StaffRequests.Scope] = scope;
        }
        return whole;
    }
}

/// <summary>The member of staff whose request this is.</summary>
public static class StaffRequests
{
    /// <summary>The cookie with the code of the unit that somebody with several acts for. Believed only if they work for it.</summary>
    public const string UnitCookie = "unit";

    internal static readonly object Scope = new();

    /// <summary>Who is looking and what they see; null for residents, programs, and accounts without an appointment today.</summary>
    public static StaffScope? FindStaff(this HttpContext http) =>
        http.Items.TryGetValue(Scope, out var scope) ? scope as StaffScope : null;

    /// <summary>The same on a page whose policy is for staff.</summary>
    /// <exception cref="InvalidOperationException">The page's policy lets others in as well: use <see cref="FindStaff"/>.</exception>
    public static StaffScope GetStaff(this HttpContext http) =>
        http.FindStaff() ?? throw new InvalidOperationException($"{http.Request.Path} asks for staff and its policy does not");

    /// <summary>The account that is signed in, or null.</summary>
    public static Guid? AccountOf(ClaimsPrincipal principal) =>
        principal
            .Identities.FirstOrDefault(i => i.AuthenticationType == IdentityConstants.ApplicationScheme)
            ?.FindFirst(ClaimTypes.NameIdentifier)
            is { } id
        && Guid.TryParse(id.Value, out var account)
            ? account
            : null;
}
