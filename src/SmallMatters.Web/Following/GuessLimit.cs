using System.Threading.RateLimiting;

namespace SmallMatters.Web.Following;

/// <summary>
/// Limits how many references can be tried: twenty a minute from one address, and a thousand a minute from all together,
/// which at ten thousand million possible references finds nothing worth finding.
/// </summary>
public sealed class GuessLimit : IDisposable
{
    private const int PerAddress = 20;
    private const int Together = 1000;

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(context =>
            Window(context.Connection.RemoteIpAddress?.ToString() ?? "", PerAddress)
        ),
        PartitionedRateLimiter.Create<HttpContext, string>(_ => Window("", Together))
    );

    /// <summary>Whether one more may be tried now.</summary>
    public bool Allows(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    private static RateLimitPartition<string> Window(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(
            key,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) }
        );
}
