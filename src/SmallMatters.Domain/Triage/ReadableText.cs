namespace SmallMatters.Domain.Triage;

/// <summary>
/// A message made comparable: full-width letters narrowed, case folded, digits alike, every run of spaces, punctuation and control
/// characters one space. Each character remembers where it stood, so that a piece can be shown exactly as written.
/// </summary>
/// <param name="Characters">The comparable characters.</param>
/// <param name="Origins">For each of them, its index in the source.</param>
internal readonly record struct ReadableText(char[] Characters, int[] Origins)
{
    private const char Gap = ' ';

    public static ReadableText From(ReadOnlySpan<char> source, int longest)
    {
        var length = Math.Min(source.Length, longest);
        var characters = new char[length + 2];
        var origins = new int[length + 2];
        var count = 0;
        characters[count++] = Gap;
        for (var i = 0; i < length; i++)
        {
            var c = Fold(source[i]);
            if (c == Gap && characters[count - 1] == Gap)
            {
                continue;
            }
            origins[count] = i;
            characters[count++] = c;
        }
        if (characters[count - 1] != Gap)
        {
            origins[count] = length;
            characters[count++] = Gap;
        }
        return new ReadableText(characters[..count], origins[..count]);
    }

    public static bool IsGap(char c) => c == Gap;

    private static char Fold(char c)
    {
        if (c is >= '\uFF01' and <= '\uFF5E')
        {
            c = (char)(c - 0xFEE0);
        }
        if (char.IsSurrogate(c))
        {
            return c;
        }
        if (char.IsDigit(c))
        {
            return '0';
        }
        return char.IsLetter(c) ? char.ToLowerInvariant(c) : Gap;
    }
}
