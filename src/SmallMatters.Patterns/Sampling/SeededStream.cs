using System.Numerics;

namespace SmallMatters.Patterns.Sampling;

/// <summary>
/// A reproducible stream of random numbers that can be split: a seed and a stream number name one sequence, so that
/// replica 17 of a Monte Carlo test draws the same numbers whichever core computes it, and in whatever order.
/// Not for secrets.
/// </summary>
/// <remarks>
/// The generator is xoshiro256++ (Blackman and Vigna 2021, "Scrambled linear pseudorandom number generators", ACM
/// TOMS 47(4)); its state is filled by SplitMix64 (Steele, Lea and Flood 2014, OOPSLA) from seed and stream number.
/// One instance belongs to one thread.
/// </remarks>
public sealed class SeededStream
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;
    private ulong s0,
        s1,
        s2,
        s3;
    private double spareNormal = double.NaN;

    /// <summary>Opens stream number <paramref name="stream"/> of the family named by <paramref name="seed"/>.</summary>
    public SeededStream(ulong seed, ulong stream = 0)
    {
        var state = Mix(seed + Golden) ^ Mix(Mix(stream ^ 0x5851F42D4C957F2DUL) + Golden);
        s0 = Mix(state += Golden);
        s1 = Mix(state += Golden);
        s2 = Mix(state += Golden);
        s3 = Mix(state + Golden) | 1;
    }

    /// <summary>Sixty-four random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(s0 + s3, 23) + s0;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform on [0, 1), in steps of 2⁻⁵³.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on 0 … <paramref name="below"/> − 1 without bias (Lemire 2019, ACM TOMACS 29(1)).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="below"/> is not positive.</exception>
    public int NextInt(int below)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(below);
        var range = (uint)below;
        var product = (ulong)(uint)(NextBits() >> 32) * range;
        if ((uint)product < range)
        {
            var threshold = (0u - range) % range;
            while ((uint)product < threshold)
            {
                product = (ulong)(uint)(NextBits() >> 32) * range;
            }
        }
        return (int)(product >> 32);
    }

    /// <summary>Puts the items in a uniformly random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>Standard normal (Marsaglia's polar method).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(spareNormal))
        {
            var spare = spareNormal;
            spareNormal = double.NaN;
            return spare;
        }
        while (true)
        {
            var u = 2 * NextDouble() - 1;
            var v = 2 * NextDouble() - 1;
            var s = u * u + v * v;
            if (s is > 0 and < 1)
            {
                var scale = Math.Sqrt(-2 * Math.Log(s) / s);
                spareNormal = v * scale;
                return u * scale;
            }
        }
    }

    /// <summary>Poisson count with the given mean, by multiplication below 30 and by halving above.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mean"/> is negative or not finite.</exception>
    public int NextPoisson(double mean)
    {
        if (!double.IsFinite(mean) || mean < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "A mean is a finite number that is not negative.");
        }
        var count = 0;
        // A Poisson count with a large mean is the sum of independent ones with smaller means: exact, and free of tables.
        for (; mean > 30; mean -= 30)
        {
            count += PoissonByProduct(30);
        }
        return count + PoissonByProduct(mean);
    }

    private int PoissonByProduct(double mean)
    {
        var limit = Math.Exp(-mean);
        var product = NextDouble();
        var count = 0;
        while (product > limit)
        {
            product *= NextDouble();
            count++;
        }
        return count;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
