using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using SmallMatters.Storage;
using SmallMatters.Storage.Accounts;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Web.Partners;

namespace SmallMatters.Web.Accounts;

/// <summary>How each policy is decided, and what those hear who are not let in.</summary>
internal static class Entry
{
    public static void Register(AuthorizationBuilder policies)
    {
        policies.AddPolicy(Policies.Everybody, p => p.RequireAssertion(_ => true));
        policies.AddPolicy(Policies.ResidentLink, p => p.AddRequirements(new GenuineLink()));
        policies.AddPolicy(Policies.ApiKey, p => p.AddRequirements(new GenuineApiKey()));
        policies.AddPolicy(Policies.DevelopmentOnly, p => p.AddRequirements(new OnDevelopersMachine()));
        foreach (var (name, roles) in Policies.Roles)
        {
            policies.AddPolicy(
                name,
                p => p.RequireAuthenticatedUser().RequireClaim(StaffIdentity.RoleClaim, roles.Select(r => r.ToString()))
            );
        }
        policies.SetDefaultPolicy(new AuthorizationPolicyBuilder().AddRequirements(new NamedPolicy()).Build());
        policies.SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new NamedPolicy()).Build());
    }

    /// <summary>Fails wherever there is something to enter; where there is nothing, "not found" is the better answer.</summary>
    internal sealed class NamedPolicy : AuthorizationHandler<NamedPolicy>, IAuthorizationRequirement
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NamedPolicy requirement)
        {
            if (context.Resource is HttpContext http && http.GetEndpoint() is null)
            {
                context.Succeed(requirement);
            }
            return Task.CompletedTask;
        }
    }

    internal sealed class GenuineLink : IAuthorizationRequirement;

    internal sealed class GenuineLinkHandler(MatterReader reader) : AuthorizationHandler<GenuineLink>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, GenuineLink requirement)
        {
            if (context.Resource is HttpContext http && http.GetRouteValue(Policies.LinkRouteValue) is string link)
            {
                var db = http.RequestServices.GetRequiredService<Db>();
                if ((await reader.ReadLinkAsync(db, link, http.RequestAborted)).Matter != default)
                {
                    context.Succeed(requirement);
                }
            }
        }
    }

    internal sealed class GenuineApiKey : IAuthorizationRequirement;

    internal sealed class GenuineApiKeyHandler(ApiClients clients) : AuthorizationHandler<GenuineApiKey>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, GenuineApiKey requirement)
        {
            if (context.Resource is HttpContext http && await clients.OfAsync(http) is not null)
            {
                context.Succeed(requirement);
            }
        }
    }

    internal sealed class OnDevelopersMachine : IAuthorizationRequirement;

    internal sealed class OnDevelopersMachineHandler(IHostEnvironment environment) : AuthorizationHandler<OnDevelopersMachine>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OnDevelopersMachine requirement)
        {
            if (environment.IsDevelopment())
            {
                context.Succeed(requirement);
            }
            return Task.CompletedTask;
        }
    }

    /// <summary>
    /// A false link and a developer's page are not found, a program without a key is told so in the words of its own standard,
    /// and staff are sent to sign in or told that it is outside what they may do.
    /// </summary>
    internal sealed class Refused : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _usual = new();

        public Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult authorizeResult
        )
        {
            if (authorizeResult.Succeeded)
            {
                return next(context);
            }
            if (policy.Requirements.Any(r => r is GenuineLink or OnDevelopersMachine))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }
            if (policy.Requirements.Any(r => r is GenuinePartnerKey))
            {
                return PartnerApi.RefuseAsync(context);
            }
            if (policy.Requirements.Any(r => r is GenuineApiKey))
            {
                // Open311: 403 when the key is missing or not valid.
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return context.GetEndpoint()?.Metadata.GetMetadata<RefusedClient>() is { } say
                    ? say.Answer(context)
                    : Task.CompletedTask;
            }
            if (authorizeResult.AuthorizationFailure is not null && context.User.Identity?.IsAuthenticated == true)
            {
                return context.ForbidAsync();
            }
            return _usual.HandleAsync(next, context, policy, authorizeResult);
        }
    }
}

/// <summary>
/// On an endpoint with <see cref="Policies.ApiKey"/>: writes the body for a program without a valid key. The status is
/// already 403.
/// </summary>
/// <param name="Answer">Writes it.</param>
public sealed record RefusedClient(Func<HttpContext, Task> Answer);

/// <summary>Which program a request comes from.</summary>
public sealed class ApiClients(ApiKeys keys, IHostEnvironment environment)
{
    /// <summary>The key of the demonstration; good for nothing outside Development.</summary>
    public const string DemoKey = "demo";

    private static readonly object Known = new();

    /// <summary>Name of the client whose key the request carries, or null.</summary>
    public async ValueTask<string?> OfAsync(HttpContext http)
    {
        if (http.Items.TryGetValue(Known, out var known))
        {
            return known as string;
        }
        var client = await SentAsync(http.Request) switch
        {
            null => null,
            DemoKey => environment.IsDevelopment() ? DemoKey : null,
            var key => await keys.ClientAsync(key, http.RequestAborted),
        };
        http.Items[Known] = client;
        return client;
    }

    private static async ValueTask<string?> SentAsync(HttpRequest request)
    {
        if (request.Headers["X-Api-Key"] is [{ Length: > 0 } header, ..])
        {
            return header;
        }
        if (request.Query["api_key"] is [{ Length: > 0 } query, ..])
        {
            return query;
        }
        if (!request.HasFormContentType)
        {
            return null;
        }
        try
        {
            return (await request.ReadFormAsync(request.HttpContext.RequestAborted))["api_key"] is [{ Length: > 0 } field, ..]
                ? field
                : null;
        }
        catch (InvalidDataException)
        {
            // A form that cannot be read carries no key; the endpoint says what is wrong with it to those who have one.
            return null;
        }
    }
}
