namespace SmallMatters.Tests.Kit;

/// <summary>
/// The product's clock in tests. It stands at <see cref="Start"/> until a test moves it; each test has its own, so that
/// tests that run at the same time do not move each other's.
/// </summary>
public sealed class MovableClock : TimeProvider
{
    /// <summary>Monday, 2 March 2026, ten o'clock in Shanghai: no holiday is near.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private readonly AsyncLocal<DateTimeOffset?> _now = new();

    public override DateTimeOffset GetUtcNow() => _now.Value ?? Start;

    /// <summary>Moves the clock of this test.</summary>
    public void Set(DateTimeOffset now) => _now.Value = now;

    /// <summary>Moves the clock of this test forward. Call it in the test itself: what an awaited helper sets is forgotten on return.</summary>
    public void Advance(TimeSpan by) => Set(GetUtcNow() + by);
}
