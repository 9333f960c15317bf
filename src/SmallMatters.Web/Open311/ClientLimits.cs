using System.Threading.RateLimiting;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Open311;

/// <summary>
/// How much one key may send: <c>Open311:PostsPerMinute</c> (600 unless set), with a minute's worth at once. The
/// demonstration's key, which works on a developer's machine only, has no limit.
/// </summary>
internal sealed class ClientLimits(IConfiguration settings, IHostEnvironment environment) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limits = PartitionedRateLimiter.Create<string, string>(client =>
    {
        var perMinute = settings.GetValue("Open311:PostsPerMinute", 600);
        return client == ApiClients.DemoKey && environment.IsDevelopment()
            ? RateLimitPartition.GetNoLimiter(client)
            : RateLimitPartition.GetTokenBucketLimiter(
                client,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = perMinute,
                    TokensPerPeriod = Math.Max(1, perMinute / 60),
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                }
            );
    });

    /// <summary>The handler, for clients that are within their limit.</summary>
    public static Func<Call, ValueTask<Reply>> Within(Func<Call, ValueTask<Reply>> handle) =>
        async call =>
        {
            var client = (await call.Service<ApiClients>().OfAsync(call.Http))!;
            using var lease = call.Service<ClientLimits>()._limits.AttemptAcquire(client);
            if (lease.IsAcquired)
            {
                return await handle(call);
            }
            call.Http.Response.Headers.RetryAfter = "1";
            return call.Error(429, "提交过于频繁，请稍后再试。", "This key sends too much at once; try again shortly.");
        };

    public void Dispose() => _limits.Dispose();
}
