namespace SmallMatters.Domain.Triage;

/// <summary>
/// A title and a text read as the classifier reads them: the whole, and its opening, which is the title where there is one. The
/// opening is always the beginning of the whole, so that both speak about the same characters.
/// </summary>
internal readonly record struct Message(string Source, List<Grams.Met> Whole, List<Grams.Met> Opening, ReadableText Readable)
{
    internal const ulong WholeField = 1;
    private const ulong OpeningField = 2;

    public static Message Read(string title, string text, TriageOptions options)
    {
        var heading = title.Trim();
        var source = heading.Length == 0 || text.StartsWith(heading, StringComparison.Ordinal) ? text : $"{heading}\n{text}";
        var openingLength = Math.Min(heading.Length == 0 ? options.OpeningLength : heading.Length, options.LongestText);

        var readable = ReadableText.From(source, options.LongestText);
        var whole = new List<Grams.Met>(readable.Characters.Length * options.LongestGram);
        Grams.Collect(readable, options.LongestGram, WholeField, whole);
        var opening = new List<Grams.Met>(openingLength * options.LongestGram);
        Grams.Collect(ReadableText.From(source, openingLength), options.LongestGram, OpeningField, opening);
        return new Message(source, whole, opening, readable);
    }
}
