using System.Text;

namespace SmallMatters.Storage.Search;

/// <summary>
/// Words as the search index sees them: every run of Chinese characters as overlapping pairs (and alone when it is one
/// character), every run of Latin letters and digits as one word in lower case. So two-character words are found without a
/// dictionary. Names and contacts of residents never come here.
/// </summary>
internal static class Bigrams
{
    /// <summary>The grams of a text, each once. Full-width letters and digits count as half-width.</summary>
    public static HashSet<string> Of(params ReadOnlySpan<string?> texts)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text is not null)
            {
                Add(text, grams);
            }
        }
        return grams;
    }

    private static void Add(string text, HashSet<string> grams)
    {
        var word = new StringBuilder();
        Rune? before = null;
        var run = 0;
        foreach (var raw in text.EnumerateRunes())
        {
            var rune = raw.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(raw.Value - 0xFEE0) : raw;
            if (IsHan(rune))
            {
                Flush(word, grams);
                if (before is { } previous)
                {
                    grams.Add(previous.ToString() + rune);
                }
                before = rune;
                run++;
                continue;
            }
            EndRun(ref before, ref run, grams);
            if (Rune.IsLetterOrDigit(rune))
            {
                if (word.Length < 40)
                {
                    word.Append(Rune.ToLowerInvariant(rune));
                }
            }
            else
            {
                Flush(word, grams);
            }
        }
        EndRun(ref before, ref run, grams);
        Flush(word, grams);
    }

    private static void EndRun(ref Rune? before, ref int run, HashSet<string> grams)
    {
        if (run == 1)
        {
            grams.Add(before!.Value.ToString());
        }
        before = null;
        run = 0;
    }

    private static void Flush(StringBuilder word, HashSet<string> grams)
    {
        if (word.Length > 0)
        {
            grams.Add(word.ToString());
            word.Clear();
        }
    }

    private static bool IsHan(Rune rune) =>
        rune.Value
            is (>= 0x4E00 and <= 0x9FFF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x20000 and <= 0x3FFFF)
                or (>= 0xF900 and <= 0xFAFF);
}
