using System.Collections.Immutable;

namespace SmallMatters.Domain.OpenData;

/// <summary>A count that is the sum of its parts; one without parts is a count by itself.</summary>
/// <param name="Key">Which, unique in its tree.</param>
/// <param name="Count">How many; the sum over <paramref name="Parts"/> where there are any.</param>
/// <param name="Parts">What it is made of.</param>
public sealed record CountTree(string Key, int Count, ImmutableArray<CountTree> Parts)
{
    /// <summary>A count by itself.</summary>
    public static CountTree Leaf(string key, int count) => new(key, count, []);

    /// <summary>The sum of parts.</summary>
    public static CountTree Sum(string key, IEnumerable<CountTree> parts)
    {
        ImmutableArray<CountTree> all = [.. parts];
        return new CountTree(key, all.Sum(p => p.Count), all);
    }
}

/// <summary>
/// Hides small counts and as many others as it takes that nobody finds the small ones by subtraction.
/// <para>
/// Counts from 1 to 4 are hidden (k = 5, as is usual for tables about people; a zero tells of nobody and is shown). Then the
/// program does what an attacker would do: from every shown sum and from hidden counts being at least 1 it works out between
/// which bounds each hidden count must lie. Where these bounds hold fewer than four values, one more count of the same sum
/// is hidden, the smallest that is shown, and in the end the sum itself. In a tree of sums that passing of bounds up and down finds
/// everything that can be worked out (no two sums share a part but through each other), so when it finds nothing, there is
/// nothing. Cross-sums, such as an area over all categories, would not be a tree: they are not published, and whoever adds up
/// shown counts learns nothing new.
/// </para>
/// </summary>
public static class Suppression
{
    /// <summary>The smallest count that is shown beside zero.</summary>
    public const int K = 5;

    private const int FewestValues = K - 1;
    private const int Endless = int.MaxValue;

    /// <summary>The counts that are shown, by key; a hidden one is not among them.</summary>
    public static ImmutableDictionary<string, int> Shown(CountTree tree)
    {
        var root = new Node(tree, null);
        var all = root.Whole().ToList();
        foreach (var node in all)
        {
            node.Hidden = node.Count is > 0 and < K;
        }
        while (Narrow(all) is { } found)
        {
            HideOneMore(found);
        }
        return all.Where(n => !n.Hidden).ToImmutableDictionary(n => n.Key, n => n.Count);
    }

    /// <summary>What somebody who has only the shown counts can work out: between which bounds each count lies.</summary>
    public static ImmutableDictionary<string, (int Low, int High)> Bounds(CountTree shape, ImmutableDictionary<string, int> shown)
    {
        var root = new Node(shape, null);
        var all = root.Whole().ToList();
        foreach (var node in all)
        {
            node.Hidden = !shown.TryGetValue(node.Key, out var count);
            node.Count = count;
        }
        PassBounds(all);
        return all.ToImmutableDictionary(n => n.Key, n => (n.Low, n.High));
    }

    // The first hidden count that the bounds give too much of away.
    private static Node? Narrow(List<Node> all)
    {
        PassBounds(all);
        return all.FirstOrDefault(n => n.Hidden && n.High < Endless && n.High - n.Low + 1 < FewestValues);
    }

    private static void HideOneMore(Node narrow)
    {
        if (narrow.Parts.Count > 0 && narrow.Parts.All(p => !p.Hidden))
        {
            narrow.Parts.Where(p => p.Count > 0).MinBy(p => (p.Count, p.Key))!.Hidden = true;
            return;
        }
        for (var sum = narrow.Above; sum is not null; sum = sum.Above)
        {
            if (sum.Parts.Where(p => !p.Hidden && p.Count > 0).MinBy(p => (p.Count, p.Key)) is { } next)
            {
                next.Hidden = true;
                return;
            }
            if (!sum.Hidden)
            {
                sum.Hidden = true;
                return;
            }
        }
        throw new InvalidOperationException("a hidden count is bounded by nothing that is shown");
    }

    private static void PassBounds(List<Node> all)
    {
        foreach (var node in all)
        {
            (node.Low, node.High) = node.Hidden ? (1, Endless) : (node.Count, node.Count);
        }
        for (var changed = true; changed; )
        {
            changed = false;
            foreach (var sum in all.Where(n => n.Parts.Count > 0))
            {
                var low = sum.Parts.Sum(p => (long)p.Low);
                var endless = sum.Parts.Count(p => p.High == Endless);
                var high = sum.Parts.Where(p => p.High < Endless).Sum(p => (long)p.High);
                changed |= sum.Tighten(low, endless > 0 ? Endless : high);
                foreach (var part in sum.Parts)
                {
                    var othersEndless = endless - (part.High == Endless ? 1 : 0);
                    var othersHigh = high - (part.High == Endless ? 0 : part.High);
                    changed |= part.Tighten(
                        othersEndless > 0 ? part.Low : sum.Low - othersHigh,
                        sum.High == Endless ? Endless : sum.High - (low - part.Low)
                    );
                    // What was just learned of one part holds for the next.
                    if (changed)
                    {
                        break;
                    }
                }
                if (changed)
                {
                    break;
                }
            }
        }
    }

    private sealed class Node
    {
        public Node(CountTree tree, Node? above)
        {
            (Key, Count, Above) = (tree.Key, tree.Count, above);
            Parts = [.. tree.Parts.Select(p => new Node(p, this))];
        }

        public string Key { get; }

        public int Count { get; set; }

        public Node? Above { get; }

        public List<Node> Parts { get; }

        public bool Hidden { get; set; }

        public int Low { get; set; }

        public int High { get; set; }

        public IEnumerable<Node> Whole() => Parts.SelectMany(p => p.Whole()).Prepend(this);

        public bool Tighten(long low, long high)
        {
            var (l, h) = ((int)Math.Max(Low, low), (int)Math.Min(High, high));
            if ((l, h) == (Low, High))
            {
                return false;
            }
            (Low, High) = (l, h);
            return true;
        }
    }
}
