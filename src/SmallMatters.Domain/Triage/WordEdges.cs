namespace SmallMatters.Domain.Triage;

/// <summary>
/// Moves the ends of a stretch of characters to where a reader would see a word, without a word list: a neighbour that nearly always
/// follows in the examples belongs to it, an end that is seldom there does not. An English word or an emoji is never cut.
/// </summary>
internal static class WordEdges
{
    private const int MostMoves = 2;
    private const double Belongs = 0.5;
    private const double Stranger = 0.1;

    public static (int Start, int End) Settle(int start, int end, char[] characters, FeatureSpace space)
    {
        var moves = space.Options.LongestGram >= 3 ? MostMoves : 0;
        for (var move = 0; move < moves && end - start >= 2; move++)
        {
            if (
                end < characters.Length
                && IsIdeograph(characters[end])
                && Share(characters.AsSpan(end - 2, 3), characters.AsSpan(end - 2, 2), space) >= Belongs
            )
            {
                end++;
            }
            if (
                start > 0
                && IsIdeograph(characters[start - 1])
                && Share(characters.AsSpan(start - 1, 3), characters.AsSpan(start, 2), space) >= Belongs
            )
            {
                start--;
            }
        }
        for (var move = 0; move < moves && end - start >= 3; move++)
        {
            if (
                IsIdeograph(characters[start])
                && Share(characters.AsSpan(start, 3), characters.AsSpan(start + 1, 2), space) < Stranger
            )
            {
                start++;
            }
            else if (
                IsIdeograph(characters[end - 1])
                && Share(characters.AsSpan(end - 3, 3), characters.AsSpan(end - 3, 2), space) < Stranger
            )
            {
                end--;
            }
        }
        while (start > 0 && Inseparable(characters[start - 1], characters[start]))
        {
            start--;
        }
        while (end < characters.Length && Inseparable(characters[end - 1], characters[end]))
        {
            end++;
        }
        return (start, end);
    }

    /// <summary>In which share of the examples with the shorter piece the longer one stands; in between when the shorter is unknown, which moves nothing.</summary>
    private static double Share(ReadOnlySpan<char> longer, ReadOnlySpan<char> shorter, FeatureSpace space) =>
        space.ExamplesOf(shorter) is > 0 and var with ? space.ExamplesOf(longer) / (double)with : (Belongs + Stranger) / 2;

    private static bool IsIdeograph(char c) => c is >= '\u2E80' and <= '\u9FFF';

    private static bool Inseparable(char left, char right) =>
        (IsAlphabetic(left) && IsAlphabetic(right)) || char.IsSurrogatePair(left, right);

    private static bool IsAlphabetic(char c) => char.IsLetter(c) && c < '\u2E80';
}
