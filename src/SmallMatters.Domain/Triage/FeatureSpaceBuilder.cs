namespace SmallMatters.Domain.Triage;

/// <summary>Finds the pieces worth knowing in a set of examples, and the examples' vectors over them.</summary>
internal static class FeatureSpaceBuilder
{
    public static (FeatureSpace Space, SparseRows Rows) Build(IReadOnlyList<TriageExample> examples, TriageOptions options)
    {
        var messages = new ulong[examples.Count][];
        Parallel.For(
            0,
            examples.Count,
            i =>
            {
                var message = Message.Read(examples[i].Title, examples[i].Text, options);
                messages[i] = [.. message.Whole.Concat(message.Opening).Select(met => met.Key).Distinct()];
            }
        );
        var space = Select(messages, options);

        var vectors = new List<FeatureSpace.Term>[examples.Count];
        Parallel.For(
            0,
            examples.Count,
            i => vectors[i] = space.Vector(Message.Read(examples[i].Title, examples[i].Text, options))
        );
        return (space, Rows(vectors, space.Keys.Length));
    }

    private static FeatureSpace Select(ulong[][] messages, TriageOptions options)
    {
        var with = new Dictionary<ulong, int>(messages.Sum(keys => keys.Length) / 3);
        foreach (var keys in messages)
        {
            foreach (var key in keys)
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(with, key, out _)++;
            }
        }
        var kept = with.Where(pair => pair.Value >= options.LeastExamples).ToArray();
        if (kept.Length > options.MostFeatures)
        {
            kept = [.. kept.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(options.MostFeatures)];
        }
        var sorted = kept.Select(pair => pair.Key).ToArray();
        var counts = kept.Select(pair => pair.Value).ToArray();
        Array.Sort(sorted, counts);
        return new FeatureSpace(sorted, counts, messages.Length, options);
    }

    private static SparseRows Rows(List<FeatureSpace.Term>[] vectors, int width)
    {
        var starts = new int[vectors.Length + 1];
        for (var i = 0; i < vectors.Length; i++)
        {
            starts[i + 1] = starts[i] + vectors[i].Count;
        }
        var columns = new int[starts[^1]];
        var values = new float[starts[^1]];
        for (var i = 0; i < vectors.Length; i++)
        {
            for (var j = 0; j < vectors[i].Count; j++)
            {
                columns[starts[i] + j] = vectors[i][j].Column;
                values[starts[i] + j] = vectors[i][j].Value;
            }
        }
        return new SparseRows(starts, columns, values, width);
    }
}
