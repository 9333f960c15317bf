namespace SmallMatters.Patterns.HotIssues;

/// <summary>Which issues have a key. Most keys have one issue, whose number then stands in the table itself.</summary>
internal sealed class Buckets
{
    private const int Most = 24;
    private readonly GramTable<int> table = new(1024);
    private readonly List<List<int>> shared = [];

    /// <summary>Adds the issues of a key to a list.</summary>
    public void Collect(ulong key, List<int> issues)
    {
        // Nought: none. Positive: one issue, counted from one. Negative: a list.
        var value = table.Get(key);
        if (value > 0)
        {
            issues.Add(value - 1);
        }
        else if (value < 0)
        {
            issues.AddRange(shared[~value]);
        }
    }

    /// <summary>Notes an issue under a key.</summary>
    public void Note(ulong key, int issue)
    {
        ref var value = ref table.At(key);
        if (value == 0)
        {
            value = issue + 1;
        }
        else if (value > 0)
        {
            if (value != issue + 1)
            {
                shared.Add([value - 1, issue]);
                value = ~(shared.Count - 1);
            }
        }
        else if (shared[~value] is var bucket && !bucket.Contains(issue))
        {
            // A crowded bucket keeps the latest issues: old ones have other keys, and other members.
            if (bucket.Count == Most)
            {
                bucket.RemoveAt(0);
            }
            bucket.Add(issue);
        }
    }
}
