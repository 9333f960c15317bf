using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SmallMatters.Patterns.Places;
using SmallMatters.Patterns.Sampling;

namespace SmallMatters.Patterns.Knox;

/// <summary>
/// Counts close pairs by time difference, for the observed times and for permuted ones. Several permutations lie side by
/// side in memory, so that one pass over the pairs answers them all at once.
/// </summary>
internal sealed class PairCounter
{
    private const int ShortLanes = 16;
    private const int DoubleLanes = 4;
    private readonly ClosePairs pairs;
    private readonly double[] times;
    private readonly double[] thresholds;
    private readonly short[]? shortTimes;
    private readonly short[] shortThresholds = [];

    public PairCounter(ClosePairs pairs, ReadOnlySpan<double> times, Bins timeBins)
    {
        this.pairs = pairs;
        this.times = times.ToArray();
        thresholds = timeBins.Thresholds;
        if (AsShort(times) is { } asShort)
        {
            shortTimes = asShort;
            shortThresholds = [.. thresholds.Select(t => (short)Math.Clamp(Math.Floor(t), -1, short.MaxValue))];
        }
    }

    private int Slots => pairs.Totals.Length;

    /// <summary>Cumulative counts [space slot × time threshold] of the observed times.</summary>
    public long[] Observed()
    {
        var counts = new long[Slots * thresholds.Length];
        Count([times], counts);
        return counts;
    }

    /// <summary>Cumulative counts of every replica; <paramref name="use"/> gets them in no fixed order, one call at a time.</summary>
    public void Replicate(MonteCarlo monteCarlo, Action<int, long[]> use, IProgress<double>? progress, CancellationToken cancel)
    {
        var lanes = shortTimes is null ? DoubleLanes : ShortLanes;
        var blocks = (monteCarlo.Replicas + lanes - 1) / lanes;
        var gate = new Lock();
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = monteCarlo.Threads, CancellationToken = cancel };
        Parallel.For(
            0,
            blocks,
            options,
            () => new Workspace(times.Length, shortTimes is null),
            (block, _, work) =>
            {
                var first = block * lanes;
                var used = Math.Min(lanes, monteCarlo.Replicas - first);
                var counts = shortTimes is null
                    ? BlockOfDoubles(work, first, used, monteCarlo.Seed)
                    : BlockOfShorts(work, first, used, monteCarlo.Seed);
                lock (gate)
                {
                    for (var lane = 0; lane < used; lane++)
                    {
                        use(first + lane, counts[lane]);
                    }
                    done += used;
                    progress?.Report((double)done / monteCarlo.Replicas);
                }
                return work;
            },
            _ => { }
        );
    }

    private static short[]? AsShort(ReadOnlySpan<double> times)
    {
        var lowest = double.MaxValue;
        foreach (var t in times)
        {
            lowest = Math.Min(lowest, t);
        }
        var shorts = new short[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            var offset = times[i] - lowest;
            if (offset > short.MaxValue || offset != Math.Floor(offset) || times[i] != Math.Floor(times[i]))
            {
                return null;
            }
            shorts[i] = (short)offset;
        }
        return shorts;
    }

    private void Count(double[][] lanes, long[] counts)
    {
        var byPosition = new double[times.Length * DoubleLanes];
        for (var p = 0; p < times.Length; p++)
        {
            byPosition[p * DoubleLanes] = lanes[0][pairs.Order[p]];
        }
        var result = CountDoubles(byPosition);
        Array.Copy(result[0], counts, counts.Length);
    }

    private long[][] BlockOfShorts(Workspace work, int first, int used, ulong seed)
    {
        var lanes = work.ShortLanes;
        for (var lane = 0; lane < used; lane++)
        {
            shortTimes!.CopyTo(work.Shorts, 0);
            new SeededStream(seed, (ulong)(first + lane)).Shuffle<short>(work.Shorts);
            for (int p = 0, at = lane; p < work.Shorts.Length; p++, at += ShortLanes)
            {
                lanes[at] = work.Shorts[p];
            }
        }
        return CountShorts(lanes);
    }

    private long[][] BlockOfDoubles(Workspace work, int first, int used, ulong seed)
    {
        for (var lane = 0; lane < used; lane++)
        {
            times.CopyTo(work.Doubles, 0);
            new SeededStream(seed, (ulong)(first + lane)).Shuffle<double>(work.Doubles);
            for (int p = 0, at = lane; p < work.Doubles.Length; p++, at += DoubleLanes)
            {
                work.DoubleLanes[at] = work.Doubles[p];
            }
        }
        return CountDoubles(work.DoubleLanes);
    }

    private long[][] CountShorts(short[] lanes)
    {
        // A lane of the short accumulator holds at most this many pairs before it is widened.
        const int Stride = 32000;
        var result = NewCounts(ShortLanes);
        ref var origin = ref MemoryMarshal.GetArrayDataReference(lanes);
        Span<int> wide = stackalloc int[ShortLanes];
        foreach (var part in pairs.Parts)
        {
            for (var slot = 0; slot < Slots; slot++)
            {
                var starts = part.Starts[slot];
                var neighbours = part.Neighbours[slot];
                for (var k = 0; k < thresholds.Length; k++)
                {
                    if (shortThresholds[k] < 0)
                    {
                        continue;
                    }
                    var threshold = Vector256.Create(shortThresholds[k]);
                    var sum = Vector256<short>.Zero;
                    wide.Clear();
                    var held = 0;
                    for (var row = 0; row + 1 < starts.Length; row++)
                    {
                        var own = Vector256.LoadUnsafe(ref origin, (nuint)((part.First + row) * ShortLanes));
                        for (var at = starts[row]; at < starts[row + 1]; at++)
                        {
                            var other = Vector256.LoadUnsafe(ref origin, (nuint)(neighbours[at] * ShortLanes));
                            sum -= Vector256.LessThanOrEqual(Vector256.Abs(own - other), threshold);
                            if (++held == Stride)
                            {
                                Widen(sum, wide);
                                sum = Vector256<short>.Zero;
                                held = 0;
                            }
                        }
                    }
                    Widen(sum, wide);
                    for (var lane = 0; lane < ShortLanes; lane++)
                    {
                        result[lane][slot * thresholds.Length + k] += wide[lane];
                    }
                }
            }
        }
        return result;
    }

    private static void Widen(Vector256<short> sum, Span<int> wide)
    {
        for (var lane = 0; lane < ShortLanes; lane++)
        {
            wide[lane] += sum[lane];
        }
    }

    private long[][] CountDoubles(double[] lanes)
    {
        var result = NewCounts(DoubleLanes);
        ref var origin = ref MemoryMarshal.GetArrayDataReference(lanes);
        foreach (var part in pairs.Parts)
        {
            for (var slot = 0; slot < Slots; slot++)
            {
                var starts = part.Starts[slot];
                var neighbours = part.Neighbours[slot];
                for (var k = 0; k < thresholds.Length; k++)
                {
                    var threshold = Vector256.Create(thresholds[k]);
                    var sum = Vector256<long>.Zero;
                    for (var row = 0; row + 1 < starts.Length; row++)
                    {
                        var own = Vector256.LoadUnsafe(ref origin, (nuint)((part.First + row) * DoubleLanes));
                        for (var at = starts[row]; at < starts[row + 1]; at++)
                        {
                            var other = Vector256.LoadUnsafe(ref origin, (nuint)(neighbours[at] * DoubleLanes));
                            sum -= Vector256.LessThanOrEqual(Vector256.Abs(own - other), threshold).AsInt64();
                        }
                    }
                    for (var lane = 0; lane < DoubleLanes; lane++)
                    {
                        result[lane][slot * thresholds.Length + k] += sum[lane];
                    }
                }
            }
        }
        return result;
    }

    private long[][] NewCounts(int lanes)
    {
        var result = new long[lanes][];
        for (var lane = 0; lane < lanes; lane++)
        {
            result[lane] = new long[Slots * thresholds.Length];
        }
        return result;
    }

    private sealed class Workspace(int n, bool doubles)
    {
        public short[] Shorts { get; } = doubles ? [] : new short[n];

        public short[] ShortLanes { get; } = doubles ? [] : new short[n * PairCounter.ShortLanes];

        public double[] Doubles { get; } = doubles ? new double[n] : [];

        public double[] DoubleLanes { get; } = doubles ? new double[n * PairCounter.DoubleLanes] : [];
    }
}
