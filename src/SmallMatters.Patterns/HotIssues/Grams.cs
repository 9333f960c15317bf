namespace SmallMatters.Patterns.HotIssues;

/// <summary>
/// Cuts texts into grams without a dictionary: runs of Chinese characters into overlapping pairs, other letters and digits
/// into whole words in lower case. Grams are kept as 64-bit hashes.
/// </summary>
internal static class Grams
{
    /// <summary>Calls <paramref name="found"/> for every gram: its hash and where it stands.</summary>
    public static void Each(string text, Action<ulong, int, int> found)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (IsIdeograph(text[at]))
            {
                var start = at;
                while (at < text.Length && IsIdeograph(text[at]))
                {
                    at++;
                }
                for (var i = start; i + 1 < at; i++)
                {
                    found(Hash(text, i, 2), i, 2);
                }
            }
            else if (char.IsLetterOrDigit(text[at]))
            {
                var start = at;
                while (at < text.Length && char.IsLetterOrDigit(text[at]) && !IsIdeograph(text[at]))
                {
                    at++;
                }
                // A single letter or digit says nothing; very long runs are encodings, not words.
                if (at - start is > 1 and <= 30)
                {
                    found(Hash(text, start, at - start), start, at - start);
                }
            }
            else
            {
                at++;
            }
        }
    }

    private static bool IsIdeograph(char c) => c is >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf';

    private static ulong Hash(string text, int from, int length)
    {
        var hash = 14695981039346656037UL;
        for (var i = from; i < from + length; i++)
        {
            hash = (hash ^ char.ToLowerInvariant(text[i])) * 1099511628211UL;
        }
        return Mix(hash);
    }

    /// <summary>Spreads the bits (the finaliser of SplitMix64).</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
