using System.Numerics;

namespace SmallMatters.Domain.Triage;

/// <summary>
/// The pieces of consecutive characters of a text, each as a 64-bit key. Two of a million pieces share a key with a chance of about
/// one in thirty million, so that keys stand for pieces.
/// </summary>
internal static class Grams
{
    /// <summary>A piece that was met: its key, the index of its first comparable character, and its length.</summary>
    public readonly record struct Met(ulong Key, int Start, int Length);

    public static void Collect(ReadableText text, int longest, ulong field, List<Met> into)
    {
        var characters = text.Characters;
        for (var start = 0; start < characters.Length; start++)
        {
            var key = Mix(field + 0x9E3779B97F4A7C15UL);
            for (var length = 1; length <= longest && start + length <= characters.Length; length++)
            {
                var c = characters[start + length - 1];
                key = Mix(key ^ c);
                if (length == 1 && ReadableText.IsGap(c))
                {
                    continue;
                }
                into.Add(new Met(key, start, length));
                if (ReadableText.IsGap(c))
                {
                    break;
                }
            }
        }
    }

    /// <summary>The key of one piece of comparable characters.</summary>
    public static ulong Key(ReadOnlySpan<char> piece, ulong field)
    {
        var key = Mix(field + 0x9E3779B97F4A7C15UL);
        foreach (var c in piece)
        {
            key = Mix(key ^ c);
        }
        return key;
    }

    /// <summary>A bijection of 64 bits that spreads its input (the finaliser of MurmurHash3, a public-domain formula).</summary>
    private static ulong Mix(ulong x)
    {
        x = BitOperations.RotateLeft(x, 21) + 0x9E3779B97F4A7C15UL;
        x ^= x >> 33;
        x *= 0xFF51AFD7ED558CCDUL;
        x ^= x >> 33;
        x *= 0xC4CEB9FE1A85EC53UL;
        return x ^ (x >> 33);
    }
}
