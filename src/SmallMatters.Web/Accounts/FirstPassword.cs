using Microsoft.AspNetCore.Authorization;
using SmallMatters.Storage.Accounts;

namespace SmallMatters.Web.Accounts;

/// <summary>
/// Whoever signed in with a password that an administrator gave them changes it before anything else: until then two people
/// know it, and what is done cannot be said to be theirs.
/// </summary>
internal sealed class FirstPassword(RequestDelegate next, StaffDirectory directory)
{
    /// <summary>Where it is changed.</summary>
    public const string Page = "/account/password";

    public async Task InvokeAsync(HttpContext http)
    {
        if (
            IsForStaff(http)
            && !http.Request.Path.Equals(Page, StringComparison.OrdinalIgnoreCase)
            && StaffRequests.AccountOf(http.User) is { } account
            && await directory.FindAsync(account, http.RequestAborted) is { MustChangePassword: true }
        )
        {
            if (HttpMethods.IsGet(http.Request.Method))
            {
                http.Response.Redirect(http.Request.PathBase + Page);
            }
            else
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
            }
            return;
        }
        await next(http);
    }

    private static bool IsForStaff(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy is { } policy && Policies.Roles.ContainsKey(policy);
}
