namespace SmallMatters.Domain.Triage;

/// <summary>
/// Deals the examples into folds so that every class is spread evenly, and messages that were sent twice stay together: a copy in
/// another fold would make the model look better than it is.
/// </summary>
internal static class HeldOutFolds
{
    /// <returns>For each example, its fold, 0 … Folds − 1.</returns>
    public static int[] Assign(IReadOnlyList<TriageExample> examples, int[][] truth, TriageOptions options)
    {
        var groups = Enumerable
            .Range(0, examples.Count)
            .GroupBy(row => Comparable(examples[row], options), StringComparer.Ordinal)
            .Select(group => group.ToArray())
            .ToArray();
        var order = Enumerable.Range(0, groups.Length).ToArray();
        new SeededOrder(options.Seed).Shuffle(order);

        var folds = new int[examples.Count];
        var next = 0;
        foreach (var group in order.Select(i => groups[i]).OrderBy(group => truth[group[0]][0]))
        {
            foreach (var row in group)
            {
                folds[row] = next;
            }
            next = (next + 1) % options.Folds;
        }
        return folds;
    }

    private static string Comparable(TriageExample example, TriageOptions options)
    {
        var message = Message.Read(example.Title, example.Text, options with { LongestGram = 1 });
        return new string(message.Readable.Characters);
    }
}
