using System.Threading.RateLimiting;

namespace SmallMatters.Web.Accounts;

/// <summary>
/// Slows down guessing: an address that failed <see cref="Allowed"/> times in <see cref="Window"/> has to wait. Whoever
/// succeeds is never counted, so that an office behind one address works on.
/// </summary>
public sealed class FailureBrake : IDisposable
{
    /// <summary>Failures that are let through.</summary>
    public const int Allowed = 20;

    /// <summary>In which time.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly PartitionedRateLimiter<string> _failures = PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetSlidingWindowLimiter(
            who,
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = Allowed,
                Window = Window,
                SegmentsPerWindow = 10,
                QueueLimit = 0,
                AutoReplenishment = true,
            }
        )
    );

    /// <summary>Whether the address has to wait before it may try again.</summary>
    /// <param name="what">What is tried, such as <c>sign-in</c>; counted apart.</param>
    /// <param name="http">The request.</param>
    public bool MustWait(string what, HttpContext http)
    {
        using var lease = _failures.AttemptAcquire(Who(what, http), 0);
        return !lease.IsAcquired;
    }

    /// <summary>Counts a failure.</summary>
    public void Failed(string what, HttpContext http)
    {
        using var lease = _failures.AttemptAcquire(Who(what, http));
    }

    /// <inheritdoc/>
    public void Dispose() => _failures.Dispose();

    private static string Who(string what, HttpContext http) => $"{what} {http.Connection.RemoteIpAddress}";
}
