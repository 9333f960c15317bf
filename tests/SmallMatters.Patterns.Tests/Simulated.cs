using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Patterns.Tests;

/// <summary>Made-up events for tests.</summary>
internal static class Simulated
{
    public static (double[] X, double[] Y, double[] T) Events(int n, double size, int days, ulong seed)
    {
        var random = new SeededStream(seed, 77);
        var (x, y, t) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            (x[i], y[i], t[i]) = (random.NextDouble() * size, random.NextDouble() * size, random.NextInt(days));
        }
        return (x, y, t);
    }
}
