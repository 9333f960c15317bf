using SmallMatters.Patterns.Places;

namespace SmallMatters.Patterns.Knox;

/// <summary>
/// The pairs of events that are close in space, by distance bin, in compressed rows: about four bytes a pair. Everything
/// the permutation of times leaves alone is found here once.
/// </summary>
internal sealed class ClosePairs
{
    private ClosePairs(int[] order, IReadOnlyList<Part> parts, long[] totals)
    {
        Order = order;
        Parts = parts;
        Totals = totals;
    }

    /// <summary>Row of the caller at each position.</summary>
    public int[] Order { get; }

    /// <summary>Runs of positions with their neighbours.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>Number of pairs by slot of the distance bins.</summary>
    public long[] Totals { get; }

    public static ClosePairs Find(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        Metric metric,
        Bins bins,
        int threads,
        CancellationToken cancel
    )
    {
        var slots = bins.Thresholds.Length;
        var n = x.Length;
        if (bins.Reach < 0)
        {
            return new ClosePairs([.. Enumerable.Range(0, n)], [], new long[slots]);
        }
        var index = new StripIndex(x, y, metric, bins.Reach);
        RequireRoom(index, n, cancel);
        var size = Math.Max(256, n / 64 + 1);
        var parts = new Part[(n + size - 1) / size];
        Parallel.For(
            0,
            parts.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
            part =>
            {
                var first = part * size;
                var last = Math.Min(n, first + size);
                var collector = new Collector(bins, slots);
                var starts = new int[slots][];
                for (var s = 0; s < slots; s++)
                {
                    starts[s] = new int[last - first + 1];
                }
                for (var p = first; p < last; p++)
                {
                    index.Visit(p, ref collector);
                    for (var s = 0; s < slots; s++)
                    {
                        starts[s][p - first + 1] = collector.Counts[s];
                    }
                }
                parts[part] = new Part(first, starts, collector.Trimmed());
            }
        );
        var totals = new long[slots];
        foreach (var part in parts)
        {
            for (var s = 0; s < slots; s++)
            {
                totals[s] += part.Neighbours[s].Length;
            }
        }
        return new ClosePairs(index.Order, parts, totals);
    }

    // Counts the neighbours of events spread evenly over the index; a pair is visited from one of its ends.
    private static void RequireRoom(StripIndex index, int n, CancellationToken cancel)
    {
        if ((long)n * (n - 1) / 2 <= TooManyPairsException.Most)
        {
            return;
        }
        const int Samples = 400;
        var tally = new Tally();
        for (var sample = 0; sample < Samples; sample++)
        {
            cancel.ThrowIfCancellationRequested();
            index.Visit((int)((sample + 0.5) / Samples * n), ref tally);
        }
        var pairs = (double)tally.Count / Samples * n;
        if (pairs > TooManyPairsException.Most)
        {
            throw new TooManyPairsException((long)pairs);
        }
    }

    private struct Tally : IPairVisitor
    {
        public long Count { get; private set; }

        public void Found(int q, double distance) => Count++;
    }

    /// <summary>Neighbours of the positions from <paramref name="First"/> on, by slot.</summary>
    internal sealed record Part(int First, int[][] Starts, int[][] Neighbours);

    private struct Collector(Bins bins, int slots) : IPairVisitor
    {
        private readonly int[][] neighbours = new int[slots][];

        public readonly int[] Counts { get; } = new int[slots];

        public readonly void Found(int q, double distance)
        {
            var slot = bins.Slot(distance);
            if (slot >= Counts.Length)
            {
                return;
            }
            ref var list = ref neighbours[slot];
            var count = Counts[slot]++;
            if (list is null || count == list.Length)
            {
                Array.Resize(ref list, Math.Max(1024, count + count / 2));
            }
            list[count] = q;
        }

        public readonly int[][] Trimmed()
        {
            for (var s = 0; s < neighbours.Length; s++)
            {
                Array.Resize(ref neighbours[s], Counts[s]);
            }
            return neighbours;
        }
    }
}
