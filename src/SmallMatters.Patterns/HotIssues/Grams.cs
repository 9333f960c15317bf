namespace SmallMatters.Patterns.HotIssues;

/// <summary>A gram of a text: its hash, its weight, and where it first stands.</summary>
internal readonly record struct CutGram(ulong Hash, double Weight, int At);

/// <summary>
/// Cuts texts into grams without a dictionary: runs of Chinese characters into overlapping pairs, other letters and digits
/// into whole words in lower case. Grams are kept as 64-bit hashes. One instance belongs to one thread.
/// </summary>
internal sealed class Grams(double titleWeight)
{
    private const int LongestWord = 30;
    private const int LengthBits = 5;
    private const ulong HashStart = 14695981039346656037UL;
    private CutGram[] found = new CutGram[256];
    private int[] slots = new int[1024];
    private int count;

    /// <summary>Hash of the letters of the latest message, digits, spaces and punctuation left out; never nought.</summary>
    public ulong Text { get; private set; }

    /// <summary>The different grams of a message in the order they stand, valid until the next call.</summary>
    public ReadOnlySpan<CutGram> Cut(IssueMessage message)
    {
        Array.Clear(slots);
        count = 0;
        Text = Math.Max(1, Mix(Letters(Letters(HashStart, message.Title) ^ HashStart, message.Text)));
        Cut(message.Title, titleWeight, true);
        Cut(message.Text, 1, false);
        return found.AsSpan(0, count);
    }

    /// <summary>The gram as it is written in its message.</summary>
    public static string Written(IssueMessage message, int at)
    {
        var (text, place) = at < 0 ? (message.Title, ~at) : (message.Text, at);
        return text.Substring(place >> LengthBits, place & ((1 << LengthBits) - 1));
    }

    /// <summary>Spreads the bits (the finaliser of SplitMix64).</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private void Cut(string text, double weight, bool title)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (IsIdeograph(text[at]))
            {
                for (; at + 1 < text.Length && IsIdeograph(text[at + 1]); at++)
                {
                    Take(text, at, 2, weight, title);
                }
                at++;
            }
            else if (char.IsLetterOrDigit(text[at]))
            {
                var start = at;
                while (at < text.Length && char.IsLetterOrDigit(text[at]) && !IsIdeograph(text[at]))
                {
                    at++;
                }
                // A single letter or digit says nothing; very long runs are encodings, not words.
                if (at - start is > 1 and <= LongestWord)
                {
                    Take(text, start, at - start, weight, title);
                }
            }
            else
            {
                at++;
            }
        }
    }

    private void Take(string text, int from, int length, double weight, bool title)
    {
        var hash = Hash(text.AsSpan(from, length));
        var slot = hash & (ulong)(slots.Length - 1);
        for (; slots[slot] != 0; slot = (slot + 1) & (ulong)(slots.Length - 1))
        {
            ref var known = ref found[slots[slot] - 1];
            if (known.Hash == hash)
            {
                known = known with { Weight = known.Weight + weight };
                return;
            }
        }
        if (count == found.Length)
        {
            Grow();
            slot = FreeSlot(hash);
        }
        var place = (from << LengthBits) | length;
        found[count++] = new CutGram(hash, weight, title ? ~place : place);
        slots[slot] = count;
    }

    private void Grow()
    {
        Array.Resize(ref found, 2 * found.Length);
        slots = new int[4 * found.Length];
        for (var i = 0; i < count; i++)
        {
            slots[FreeSlot(found[i].Hash)] = i + 1;
        }
    }

    private ulong FreeSlot(ulong hash)
    {
        var slot = hash & (ulong)(slots.Length - 1);
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & (ulong)(slots.Length - 1);
        }
        return slot;
    }

    private static bool IsIdeograph(char c) => c is >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf';

    private static ulong Letters(ulong hash, string text)
    {
        foreach (var c in text)
        {
            hash = char.IsLetter(c) ? Hashed(hash, c) : hash;
        }
        return hash;
    }

    private static ulong Hashed(ulong hash, char c) => (hash ^ (IsIdeograph(c) ? c : char.ToLowerInvariant(c))) * 1099511628211UL;

    private static ulong Hash(ReadOnlySpan<char> gram)
    {
        var hash = HashStart;
        foreach (var c in gram)
        {
            hash = Hashed(hash, c);
        }
        // Nought is what tables keep for "nothing here".
        return Math.Max(1, Mix(hash));
    }
}
