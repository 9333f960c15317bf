using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using SmallMatters.Storage.Partners;

namespace SmallMatters.Web.Partners;

/// <summary>Which partner's program a request comes from.</summary>
public sealed class PartnerAccess(PartnerKeys keys)
{
    private static readonly object Known = new();

    /// <summary>The program whose key the request carries as a bearer token or in <c>X-Api-Key</c>, or null.</summary>
    public async ValueTask<PartnerClient?> OfAsync(HttpContext http)
    {
        if (http.Items.TryGetValue(Known, out var known))
        {
            return known as PartnerClient;
        }
        var client = Sent(http.Request) is { } key ? await keys.ClientAsync(key, http.RequestAborted) : null;
        http.Items[Known] = client;
        return client;
    }

    private static string? Sent(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim()
            : request.Headers["X-Api-Key"] is [{ Length: > 0 } header, ..] ? header
            : null;
    }
}

/// <summary>Asks for a genuine key of a partner's program.</summary>
internal sealed class GenuinePartnerKey : IAuthorizationRequirement;

internal sealed class GenuinePartnerKeyHandler(PartnerAccess access) : AuthorizationHandler<GenuinePartnerKey>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, GenuinePartnerKey requirement)
    {
        if (context.Resource is HttpContext http && await access.OfAsync(http) is not null)
        {
            context.Succeed(requirement);
        }
    }
}

/// <summary>How much one partner may ask: <c>Partners:RequestsPerMinute</c> (600 unless set), with a minute's worth at once.</summary>
internal sealed class PartnerLimits(IConfiguration settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limits = PartitionedRateLimiter.Create<string, string>(partner =>
    {
        var perMinute = Math.Max(1, settings.GetValue("Partners:RequestsPerMinute", 600));
        return RateLimitPartition.GetTokenBucketLimiter(
            partner,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perMinute,
                TokensPerPeriod = Math.Max(1, perMinute / 60),
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }
        );
    });

    public bool Allows(string partner)
    {
        using var lease = _limits.AttemptAcquire(partner);
        return lease.IsAcquired;
    }

    public void Dispose() => _limits.Dispose();
}
