namespace SmallMatters.Domain.Triage;

/// <summary>
/// Finds the words behind a suggestion: what each piece of text added to the class's score is shared between the characters it
/// covers, and the stretches of characters that gained most are shown as they were written.
/// </summary>
internal static class SpokenWords
{
    private const int MostWords = 6;
    private const int LongestWord = 6;
    private const double LeastShareOfStrongest = 0.15;

    /// <summary>A character must gain this share of the best character's gain to lengthen a word.</summary>
    private const double Threshold = 0.3;

    public static IReadOnlyList<SpokenWord> Behind(
        int favoured,
        Message message,
        List<FeatureSpace.Term> terms,
        FeatureSpace space,
        ClassScores scores
    )
    {
        var gains = Gains(favoured, message, terms, space, scores);
        var total = gains.Where(gain => gain > 0).Sum();
        if (total <= 0)
        {
            return [];
        }

        var floor = gains.Max() * Threshold;
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        var strongest = 0.0;
        while (found.Count < MostWords)
        {
            var (start, end) = Best(gains, message.Readable.Characters, floor);
            if (start == end)
            {
                break;
            }
            var (foundStart, foundEnd) = (start, end);
            (start, end) = WordEdges.Settle(start, end, message.Readable.Characters, space);
            var origins = message.Readable.Origins;
            var text = message.Source[origins[start]..(origins[end - 1] + 1)];
            var gain = TakeAll(message.Readable.Characters, start, end, gains);
            // What was trimmed off, or grew into another word's letters, is not looked at again.
            gains.AsSpan(foundStart, foundEnd - foundStart).Fill(double.NegativeInfinity);
            strongest = Math.Max(strongest, gain);
            if (gain <= 0 || gain < strongest * LeastShareOfStrongest)
            {
                break;
            }
            found[text] = found.GetValueOrDefault(text) + gain;
        }
        return
        [
            .. found
                .Select(pair => new SpokenWord(pair.Key, pair.Value / total))
                .OrderByDescending(word => word.Weight)
                .ThenBy(word => word.Text, StringComparer.Ordinal),
        ];
    }

    /// <summary>What a word gained wherever it stands in the message, which leaves nothing there for other words.</summary>
    private static double TakeAll(char[] characters, int start, int end, double[] gains)
    {
        var word = characters[start..end];
        var sum = 0.0;
        for (var from = 0; from + word.Length <= characters.Length; from++)
        {
            var here = gains.AsSpan(from, word.Length);
            if (!characters.AsSpan(from, word.Length).SequenceEqual(word) || here.Contains(double.NegativeInfinity))
            {
                continue;
            }
            foreach (var gain in here)
            {
                sum += gain;
            }
            here.Fill(double.NegativeInfinity);
        }
        return sum;
    }

    private static double[] Gains(
        int favoured,
        Message message,
        List<FeatureSpace.Term> terms,
        FeatureSpace space,
        ClassScores scores
    )
    {
        var perMeeting = terms.ToDictionary(
            term => term.Column,
            term => term.Value * scores.Favour(term.Column, favoured) / term.Times
        );
        var gains = new double[message.Readable.Characters.Length];
        foreach (var met in message.Whole.Concat(message.Opening))
        {
            if (!perMeeting.TryGetValue(space.Find(met.Key), out var gain))
            {
                continue;
            }
            // Gaps cannot be shown; their share goes to the letters of the piece.
            var letters = 0;
            for (var i = met.Start; i < met.Start + met.Length; i++)
            {
                letters += ReadableText.IsGap(message.Readable.Characters[i]) ? 0 : 1;
            }
            for (var i = met.Start; i < met.Start + met.Length; i++)
            {
                gains[i] += ReadableText.IsGap(message.Readable.Characters[i]) ? 0 : gain / letters;
            }
        }
        return gains;
    }

    private static (int Start, int End) Best(double[] gains, char[] characters, double floor)
    {
        var (bestStart, bestEnd, best) = (0, 0, 0.0);
        for (var start = 0; start < gains.Length; start++)
        {
            var sum = 0.0;
            for (var end = start; end < gains.Length && end - start < LongestWord && IsWordPart(characters[end]); end++)
            {
                sum += gains[end] - floor;
                // One character alone is seldom a word: it wins only where nothing longer does.
                var value = end == start ? sum / 2 : sum;
                if (value > best)
                {
                    (bestStart, bestEnd, best) = (start, end + 1, value);
                }
            }
        }
        return (bestStart, bestEnd);
    }

    /// <summary>Digits were made alike before learning, so that a number as written never was a reason.</summary>
    private static bool IsWordPart(char c) => !ReadableText.IsGap(c) && !char.IsDigit(c);
}
