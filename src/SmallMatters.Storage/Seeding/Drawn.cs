using System.Collections.Immutable;

namespace SmallMatters.Storage.Seeding;

/// <summary>Chance with a seed that is on record: the same seed gives the same neighbourhood.</summary>
internal sealed class Drawn(ulong seed)
{
    // SplitMix64: one number of state, good enough for stories and the same on every machine.
    private ulong _state = seed;

    public static Drawn For(int seed, long what) =>
        new(unchecked(((ulong)seed * 0x9E3779B97F4A7C15UL) ^ ((ulong)what * 0xD1B54A32D192ED03UL)));

    public ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>From 0 to below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 to below the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool Happens(double share) => Share() < share;

    public double Between(double low, double high) => low + ((high - low) * Share());

    /// <summary>Exponential with that mean.</summary>
    public double Around(double mean) => -mean * Math.Log(1 - Share());

    public T Of<T>(ImmutableArray<T> choices) => choices[Below(choices.Length)];

    /// <summary>A choice by weight; the weights need not add up to anything.</summary>
    public int ByWeight(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var w in weights)
        {
            total += w;
        }
        var at = Share() * total;
        for (var i = 0; i < weights.Length; i++)
        {
            at -= weights[i];
            if (at < 0)
            {
                return i;
            }
        }
        return weights.Length - 1;
    }
}
