namespace SmallMatters.Domain.Language;

/// <summary>
/// Full-width letters, digits and signs, blanks and dashes as people type them with a Chinese keyboard, as plain ones: to look
/// for patterns in, not to keep.
/// </summary>
public static class NarrowSigns
{
    /// <summary>The text with plain signs. One sign for one sign, so that a place in the one is the same place in the other.</summary>
    public static string Of(string text) =>
        string.Create(
            text.Length,
            text,
            static (span, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                {
                    span[i] = from[i] switch
                    {
                        >= '！' and <= '～' => (char)(from[i] - '！' + '!'),
                        '　' or '\u00a0' => ' ',
                        '‐' or '‑' or '–' or '—' or '−' => '-',
                        var sign => sign,
                    };
                }
            }
        );
}
