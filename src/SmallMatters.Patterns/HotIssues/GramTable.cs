using System.Runtime.CompilerServices;

namespace SmallMatters.Patterns.HotIssues;

/// <summary>Values by 64-bit hash, in two plain arrays; hashes are well spread and never nought.</summary>
internal sealed class GramTable<T>(int capacity = 16)
    where T : struct
{
    private ulong[] keys = new ulong[capacity];
    private T[] values = new T[capacity];

    /// <summary>Number of hashes.</summary>
    public int Count { get; private set; }

    /// <summary>The value of a hash, or the default.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Get(ulong hash)
    {
        var known = keys;
        var mask = (ulong)(known.Length - 1);
        for (var at = hash & mask; ; at = (at + 1) & mask)
        {
            if (known[at] == hash)
            {
                return values[at];
            }
            if (known[at] == 0)
            {
                return default;
            }
        }
    }

    /// <summary>The place of a hash's value, made when it is new.</summary>
    public ref T At(ulong hash)
    {
        if (4 * Count >= 3 * keys.Length)
        {
            Grow();
        }
        var mask = (ulong)(keys.Length - 1);
        var at = hash & mask;
        while (keys[at] != hash)
        {
            if (keys[at] == 0)
            {
                keys[at] = hash;
                Count++;
                break;
            }
            at = (at + 1) & mask;
        }
        return ref values[at];
    }

    /// <summary>All hashes with their values.</summary>
    public IEnumerable<(ulong Hash, T Value)> All()
    {
        for (var at = 0; at < keys.Length; at++)
        {
            if (keys[at] != 0)
            {
                yield return (keys[at], values[at]);
            }
        }
    }

    /// <summary>Forgets everything and keeps the room.</summary>
    public void Clear()
    {
        Array.Clear(keys);
        Array.Clear(values);
        Count = 0;
    }

    private void Grow()
    {
        var (oldKeys, oldValues) = (keys, values);
        (keys, values, Count) = (new ulong[2 * oldKeys.Length], new T[2 * oldKeys.Length], 0);
        for (var at = 0; at < oldKeys.Length; at++)
        {
            if (oldKeys[at] != 0)
            {
                At(oldKeys[at]) = oldValues[at];
            }
        }
    }
}
