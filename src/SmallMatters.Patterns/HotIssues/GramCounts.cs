namespace SmallMatters.Patterns.HotIssues;

/// <summary>
/// How many different texts say each gram. Copies of a text, also those that differ in digits or punctuation alone, count
/// once: otherwise the words of a complaint would seem the more commonplace, the more people make it.
/// </summary>
internal sealed class GramCounts
{
    private const int PartBits = 4;
    private const int BatchSize = 2048;

    // The highest bits choose the part, the lowest the place in it.
    private readonly GramTable<int>[] parts = [.. Enumerable.Range(0, 1 << PartBits).Select(_ => new GramTable<int>(64))];

    private readonly GramTable<int> copies = new(64);

    /// <summary>How many different texts there are.</summary>
    public int Texts => copies.Count;

    /// <summary>How many different texts say a gram.</summary>
    public int Of(ulong gram) => parts[gram >> (64 - PartBits)].Get(gram);

    /// <summary>How many messages have a text.</summary>
    public int CopiesOf(ulong text) => copies.Get(text);

    public void Add(ReadOnlySpan<CutGram> grams, ulong text)
    {
        if (copies.At(text)++ > 0)
        {
            return;
        }
        foreach (var gram in grams)
        {
            parts[gram.Hash >> (64 - PartBits)].At(gram.Hash)++;
        }
    }

    /// <summary>Counts many messages: batches are cut on all cores, then each part of the table takes what is its own.</summary>
    public void Add(IReadOnlyList<IssueMessage> messages, double titleWeight, CancellationToken cancel)
    {
        var hashes = new ulong[BatchSize][];
        var texts = new ulong[BatchSize];
        for (var from = 0; from < messages.Count; from += BatchSize)
        {
            cancel.ThrowIfCancellationRequested();
            var (first, count) = (from, Math.Min(BatchSize, messages.Count - from));
            Parallel.For(
                0,
                count,
                () => new Grams(titleWeight),
                (i, _, grams) =>
                {
                    var cut = grams.Cut(messages[first + i]);
                    var own = new ulong[cut.Length];
                    for (var g = 0; g < own.Length; g++)
                    {
                        own[g] = cut[g].Hash;
                    }
                    (hashes[i], texts[i]) = (own, grams.Text);
                    return grams;
                },
                _ => { }
            );
            for (var i = 0; i < count; i++)
            {
                hashes[i] = copies.At(texts[i])++ > 0 ? [] : hashes[i];
            }
            Parallel.For(
                0,
                parts.Length,
                part =>
                {
                    for (var i = 0; i < count; i++)
                    {
                        foreach (var hash in hashes[i])
                        {
                            if (hash >> (64 - PartBits) == (ulong)part)
                            {
                                parts[part].At(hash)++;
                            }
                        }
                    }
                }
            );
        }
    }
}
