using System.Runtime.Intrinsics;

namespace SmallMatters.Patterns.Scan;

/// <summary>The largest c − bμ over all windows of a group of lengths, for one circle's cumulative cases.</summary>
internal sealed class MovingExcess
{
    private const int Lanes = PermutationWindows.Lanes;
    private readonly PermutationWindows windows;
    private readonly float[] lines;
    private readonly float[] least;
    private readonly int front;

    public MovingExcess(PermutationWindows windows)
    {
        this.windows = windows;
        var longest = windows.Groups[^1].Longest;
        front = Whole(longest);
        lines = new float[front + windows.Stride + 2 * front + Lanes];
        least = new float[lines.Length];
        // Starts before the first period and after the last are never the least.
        Array.Fill(lines, float.PositiveInfinity);
        Array.Fill(least, float.PositiveInfinity);
    }

    /// <summary>The largest excess; the lines stay as they are until the next call.</summary>
    /// <param name="counts">Cumulative cases.</param>
    /// <param name="slope">b times the circle's cases, positive.</param>
    /// <param name="group">Lengths.</param>
    public float Most(ReadOnlySpan<float> counts, double slope, in PermutationWindows.LengthGroup group)
    {
        Draw(counts, (float)slope);
        if (windows.Prospective)
        {
            var starts = lines.AsSpan(front + windows.Periods - group.Longest, group.Longest - group.Shortest + 1);
            return lines[front + windows.Periods] - Least(starts);
        }
        var source = Double(group);
        ref var end = ref lines[front];
        ref var one = ref source[front - group.Longest];
        ref var other = ref source[front - group.Shortest - (1 << group.Doublings) + 1];
        var most = Vector512.Create(float.NegativeInfinity);
        nuint t = 0;
        for (; t + Lanes < (nuint)windows.Stride; t += Lanes)
        {
            var lowest = Vector512.Min(Vector512.LoadUnsafe(ref one, t), Vector512.LoadUnsafe(ref other, t));
            most = Vector512.Max(most, Vector512.LoadUnsafe(ref end, t) - lowest);
        }
        var found = -Least(-most);
        for (var e = (int)t; e <= windows.Periods; e++)
        {
            found = Math.Max(
                found,
                lines[front + e]
                    - Math.Min(source[front + e - group.Longest], source[front + e - group.Shortest - (1 << group.Doublings) + 1])
            );
        }
        return found;
    }

    /// <summary>The windows whose excess is above the bound, by the lines of the last call.</summary>
    public IEnumerable<(int Start, int End)> Above(float bound, PermutationWindows.LengthGroup group)
    {
        for (var end = windows.Periods; end >= (windows.Prospective ? windows.Periods : group.Shortest); end--)
        {
            if (!windows.Prospective)
            {
                var source = group.Doublings == 0 ? lines : least;
                var lowest = Math.Min(
                    source[front + end - group.Longest],
                    source[front + end - group.Shortest - (1 << group.Doublings) + 1]
                );
                if (!(lines[front + end] - lowest > bound))
                {
                    continue;
                }
            }
            for (var start = end - group.Shortest; start >= Math.Max(0, end - group.Longest); start--)
            {
                if (lines[front + end] - lines[front + start] > bound)
                {
                    yield return (start, end);
                }
            }
        }
    }

    private static int Whole(int periods) => (periods + Lanes - 1) / Lanes * Lanes;

    private static float Least(ReadOnlySpan<float> values)
    {
        var least = Vector512.Create(float.PositiveInfinity);
        var at = 0;
        for (; at + Lanes <= values.Length; at += Lanes)
        {
            least = Vector512.Min(least, Vector512.Create(values[at..]));
        }
        var found = Least(least);
        for (; at < values.Length; at++)
        {
            found = Math.Min(found, values[at]);
        }
        return found;
    }

    private static float Least(Vector512<float> values)
    {
        var eight = Vector256.Min(values.GetLower(), values.GetUpper());
        var four = Vector128.Min(eight.GetLower(), eight.GetUpper());
        return Math.Min(Math.Min(four[0], four[1]), Math.Min(four[2], four[3]));
    }

    // c − bμ from the first period to each: a window has the difference between its end and its start.
    private void Draw(ReadOnlySpan<float> counts, float slope)
    {
        ref var count = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(counts);
        ref var share = ref windows.ShareSingle[0];
        ref var line = ref lines[front];
        var factor = Vector512.Create(-slope);
        for (nuint t = 0; t < (nuint)windows.Stride; t += Lanes)
        {
            Vector512
                .FusedMultiplyAdd(factor, Vector512.LoadUnsafe(ref share, t), Vector512.LoadUnsafe(ref count, t))
                .StoreUnsafe(ref line, t);
        }
    }

    // The least line of 2^Doublings starts from each on.
    private float[] Double(in PermutationWindows.LengthGroup group)
    {
        var source = lines;
        var step = 0;
        if (group.Doublings % 2 == 1)
        {
            Pass(source, group.Longest, 1, false);
            (source, step) = (least, 1);
        }
        for (; step < group.Doublings; step += 2)
        {
            Pass(source, group.Longest, 1 << step, true);
            source = least;
        }
        return source;
    }

    private void Pass(float[] source, int longest, int by, bool twice)
    {
        var begin = front - Whole(longest);
        ref var from = ref source[begin];
        ref var to = ref least[begin];
        var (length, shift) = ((nuint)(Whole(longest) + windows.Stride), (nuint)by);
        if (!twice)
        {
            for (nuint t = 0; t < length; t += Lanes)
            {
                Vector512
                    .Min(Vector512.LoadUnsafe(ref from, t), Vector512.LoadUnsafe(ref from, t + shift))
                    .StoreUnsafe(ref to, t);
            }
            return;
        }
        for (nuint t = 0; t < length; t += Lanes)
        {
            var (a, b) = (Vector512.LoadUnsafe(ref from, t), Vector512.LoadUnsafe(ref from, t + shift));
            var (c, d) = (Vector512.LoadUnsafe(ref from, t + 2 * shift), Vector512.LoadUnsafe(ref from, t + 3 * shift));
            Vector512.Min(Vector512.Min(a, b), Vector512.Min(c, d)).StoreUnsafe(ref to, t);
        }
    }
}
