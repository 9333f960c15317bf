using System.Text.RegularExpressions;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Knowledge;

/// <summary>
/// Words that were searched for and found nothing (未答搜索): the work list of the knowledge base. Nobody who searched stands in
/// it, and the words themselves are kept only once they were typed often enough to be nobody's own.
/// </summary>
/// <param name="Words">What was typed, without numbers.</param>
/// <param name="Searches">How often; never fewer than <see cref="Enough"/>.</param>
/// <param name="LastOn">The last local day.</param>
public sealed partial record SearchGap(string Words, int Searches, DateOnly LastOn)
{
    /// <summary>From so many searches on the words are kept and shown.</summary>
    public const int Enough = 5;

    /// <summary>So many days after the last search they go.</summary>
    public const int DaysKept = 90;

    /// <summary>The longest words that are counted, in characters. Longer ones are somebody's story and no question of many.</summary>
    public const int Longest = 30;

    /// <summary>The words as they are counted, or null when nothing is to be counted of them.</summary>
    public static string? Counted(string? typed)
    {
        var words = NarrowSigns.Of(Refusals.Clean(typed)).ToLowerInvariant();
        // Any longer number may be somebody's: a phone, a card, a door. It goes, whatever separates its digits.
        words = Blanks().Replace(Numbers().Replace(words, " "), " ").Trim();
        return words.Length is < 2 or > Longest || !words.Any(char.IsLetter) ? null : words;
    }

    [GeneratedRegex(@"[0-9](?:[ .\-]?[0-9xX]){3,}")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[\s\p{P}\p{S}]+")]
    private static partial Regex Blanks();
}
