using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SmallMatters.Patterns.Scan;

/// <summary>Walks all windows of one data set: circles that grow location by location, and stretches of time within each.</summary>
internal sealed class WindowScanner
{
    private const int Block = 8;
    private readonly int[][] nested;
    private readonly int periods;
    private readonly int first;
    private readonly int stride;
    private readonly int minPeriods;
    private readonly int maxPeriods;
    private readonly bool prospective;
    private readonly double[]? measurePrefix;
    private readonly double[] periodShare;
    private readonly double[] locationTotals;
    private readonly LogLikelihood likelihood;

    /// <param name="nested">For each centre the locations that its circles take in, nearest first.</param>
    /// <param name="measure">Measure of each cell, or null for the permutation model.</param>
    /// <param name="periodCases">Permutation model: cases of each period.</param>
    /// <param name="locationCases">Permutation model: cases of each location.</param>
    /// <param name="span">Periods, longest and shortest stretch, and whether it must last to the end.</param>
    /// <param name="likelihood">The statistic.</param>
    public WindowScanner(
        int[][] nested,
        double[]? measure,
        int[] periodCases,
        int[] locationCases,
        WindowWalker.TimeSpanLimits span,
        LogLikelihood likelihood
    )
    {
        this.nested = nested;
        this.likelihood = likelihood;
        (minPeriods, maxPeriods, prospective) = (span.Min, span.Max, span.Prospective);
        // A prospective window never reaches back further than its longest stretch: earlier periods need no column.
        first = prospective ? Math.Max(0, span.Periods - maxPeriods) : 0;
        stride = span.Periods - first + 1;
        periods = span.Periods;
        periodShare = new double[stride];
        locationTotals = [.. locationCases.Select(c => (double)c)];
        var all = (double)periodCases.Sum();
        for (var t = first; t < periods; t++)
        {
            periodShare[t - first + 1] = periodShare[t - first] + periodCases[t] / all;
        }
        if (measure is not null)
        {
            measurePrefix = new double[locationCases.Length * stride];
            for (var l = 0; l < locationCases.Length; l++)
            {
                for (var t = first; t < periods; t++)
                {
                    measurePrefix[l * stride + t - first + 1] = measurePrefix[l * stride + t - first] + measure[l * periods + t];
                }
            }
        }
    }

    /// <summary>Cumulative cases of each location over the periods that any window can use.</summary>
    private void Prefix(int[] cases, int[] prefix)
    {
        for (var l = 0; l < locationTotals.Length; l++)
        {
            var at = l * stride;
            prefix[at] = 0;
            for (var t = first; t < periods; t++)
            {
                prefix[at + 1] = prefix[at] + cases[l * periods + t];
                at++;
            }
        }
    }

    /// <summary>A walker for one thread.</summary>
    public WindowWalker NewWalker() => new Walker(this);

    private void ScanCentre(int centre, Workspace work, ref WindowWalker.Best best)
    {
        var counts = work.Counts;
        // The permutation model's measure is the circle's cases times the share of the period: nothing to add up.
        var measures = measurePrefix is null ? periodShare : work.Measures;
        Array.Clear(counts);
        if (measurePrefix is not null)
        {
            Array.Clear(measures);
        }
        var bounds = likelihood.BoundsBelow(best.Ratio);
        var inside = 0.0;
        for (var size = 0; size < nested[centre].Length; size++)
        {
            var location = nested[centre][size];
            Add(counts, work.Prefix.AsSpan(location * stride, stride));
            if (measurePrefix is not null)
            {
                Add(measures, measurePrefix.AsSpan(location * stride, stride));
            }
            inside += locationTotals[location];
            ScanTimes(new Circle(centre, size + 1, counts, measures, measurePrefix is null ? inside : 1), ref best, ref bounds);
        }
    }

    private void ScanTimes(Circle circle, ref WindowWalker.Best best, ref LogLikelihood.Bounds bounds)
    {
        var (counts, measures, scale) = (circle.Counts, circle.Measures, circle.Scale);
        var last = stride - 1;
        for (var endHigh = last; endHigh >= 1; endHigh -= Block)
        {
            var endLow = prospective ? last : Math.Max(1, endHigh - Block + 1);
            var startMin = Math.Max(0, endLow - maxPeriods);
            for (var startHigh = endHigh - minPeriods; startHigh >= startMin; startHigh -= Block)
            {
                var startLow = Math.Max(startMin, startHigh - Block + 1);
                // No window of the block has more cases, or a smaller measure, than these.
                var most = counts[endHigh] - counts[startLow];
                var least = endLow > startHigh ? scale * (measures[endLow] - measures[startHigh]) : 0;
                var mayBeHigh = least < bounds.Below(most);
                if (!mayBeHigh && bounds.WantsLow)
                {
                    var fewest = endLow > startHigh ? counts[endLow] - counts[startHigh] : 0;
                    mayBeHigh = scale * (measures[endHigh] - measures[startLow]) > bounds.Above(fewest);
                }
                if (mayBeHigh)
                {
                    ScanBlock(circle, (startLow, startHigh, endLow, endHigh), ref best, ref bounds);
                }
            }
            if (prospective)
            {
                return;
            }
        }
    }

    private void ScanBlock(
        Circle circle,
        (int StartLow, int StartHigh, int EndLow, int EndHigh) block,
        ref WindowWalker.Best best,
        ref LogLikelihood.Bounds bounds
    )
    {
        var (counts, measures, scale) = (circle.Counts, circle.Measures, circle.Scale);
        for (var end = block.EndHigh; end >= block.EndLow; end--)
        {
            var from = Math.Max(block.StartLow, end - maxPeriods);
            var start = Math.Min(block.StartHigh, end - minPeriods);
            if (start < from || (!bounds.WantsLow && bounds.Below(counts[end] - counts[from]) < 0))
            {
                continue;
            }
            // Four starts at once where no exact bound is needed yet.
            for (; likelihood.HasQuickBound && start - 3 >= from; start -= 4)
            {
                if (MayExceed(counts, measures, start - 3, end, scale, best.Ratio))
                {
                    for (var s = start; s > start - 4; s--)
                    {
                        Try(circle, s, end, ref best, ref bounds);
                    }
                }
            }
            for (; start >= from; start--)
            {
                Try(circle, start, end, ref best, ref bounds);
            }
        }
    }

    // A window with c cases and μ expected has a ratio of at most (c − μ)² (C + μ) / (2 μ (C − μ)) when c > μ, because
    // (1 + u) log(1 + u) − u ≤ u² / 2 and log(1 + u) ≤ u.
    private bool MayExceed(int[] counts, double[] measures, int start, int end, double scale, double ratio)
    {
        var cases = Vector256.ConvertToDouble(Vector256.WidenLower(Vector128.LoadUnsafe(ref counts[start]).ToVector256Unsafe()));
        var c = Vector256.Create((double)counts[end]) - cases;
        var expected =
            (Vector256.Create(measures[end]) - Vector256.LoadUnsafe(ref measures[start]))
            * (scale * likelihood.ExpectedPerMeasure);
        var all = Vector256.Create(likelihood.Cases);
        var excess = c - expected;
        var left = excess * excess * (all + expected);
        var right = expected * (all - expected) * (2 * ratio * (1 - 1e-9));
        return Vector256.GreaterThanAny(left, right) && Vector256.GreaterThanAny(excess, Vector256<double>.Zero);
    }

    private void Try(Circle circle, int start, int end, ref WindowWalker.Best best, ref LogLikelihood.Bounds bounds)
    {
        var c = circle.Counts[end] - circle.Counts[start];
        var measure = circle.Scale * (circle.Measures[end] - circle.Measures[start]);
        if (!(measure < bounds.Below(c) || measure > bounds.Above(c)))
        {
            return;
        }
        var ratio = likelihood.Of(c, measure);
        if (ratio > best.Ratio)
        {
            best = new WindowWalker.Best(ratio, circle.Centre, circle.Size, start + first, end + first - 1, c, measure);
            if (LogLikelihood.LevelOf(ratio) > bounds.Level)
            {
                bounds = likelihood.BoundsBelow(ratio);
            }
        }
    }

    private static void Add<T>(T[] sum, Span<T> more)
        where T : struct, INumber<T>
    {
        var sums = MemoryMarshal.Cast<T, Vector<T>>(sum.AsSpan());
        var mores = MemoryMarshal.Cast<T, Vector<T>>(more);
        for (var i = 0; i < mores.Length; i++)
        {
            sums[i] += mores[i];
        }
        for (var i = mores.Length * Vector<T>.Count; i < more.Length; i++)
        {
            sum[i] += more[i];
        }
    }

    /// <summary>A circle with its cumulative cases and, times a scale, its cumulative measure.</summary>
    private readonly record struct Circle(int Centre, int Size, int[] Counts, double[] Measures, double Scale);

    private sealed class Walker(WindowScanner scanner) : WindowWalker
    {
        private readonly Workspace work = new(scanner.locationTotals.Length * scanner.stride, scanner.stride);

        public override void Load(int[] cases) => scanner.Prefix(cases, work.Prefix);

        public override void Scan(int centre, ref Best best) => scanner.ScanCentre(centre, work, ref best);
    }

    /// <summary>Scratch of one thread.</summary>
    private sealed class Workspace(int cells, int stride)
    {
        public int[] Prefix { get; } = new int[cells];

        public int[] Counts { get; } = new int[stride];

        public double[] Measures { get; } = new double[stride];
    }
}
