namespace SmallMatters.Domain.Triage;

/// <summary>
/// A small generator (SplitMix64, Steele, Lea and Flood 2014) whose sequence is fixed by its seed for good, unlike the one of the
/// runtime, which may change between versions and would change the model with it.
/// </summary>
internal struct SeededOrder(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)(Next() % (ulong)(i + 1));
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
