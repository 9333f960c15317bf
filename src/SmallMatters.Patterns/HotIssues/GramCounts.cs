namespace SmallMatters.Patterns.HotIssues;

/// <summary>How many messages say each gram.</summary>
internal sealed class GramCounts
{
    private const int PartBits = 4;
    private const int BatchSize = 2048;

    // The highest bits choose the part, the lowest the place in it.
    private readonly GramTable<int>[] parts = [.. Enumerable.Range(0, 1 << PartBits).Select(_ => new GramTable<int>(64))];

    public int Of(ulong gram) => parts[gram >> (64 - PartBits)].Get(gram);

    public void Add(ReadOnlySpan<CutGram> grams)
    {
        foreach (var gram in grams)
        {
            parts[gram.Hash >> (64 - PartBits)].At(gram.Hash)++;
        }
    }

    /// <summary>Counts many messages: batches are cut on all cores, then each part of the table takes what is its own.</summary>
    public void Add(IReadOnlyList<IssueMessage> messages, double titleWeight, CancellationToken cancel)
    {
        var hashes = new ulong[BatchSize][];
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
                    hashes[i] = own;
                    return grams;
                },
                _ => { }
            );
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
