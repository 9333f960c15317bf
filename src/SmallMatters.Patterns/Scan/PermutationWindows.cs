using System.Numerics;
using System.Runtime.Intrinsics;

namespace SmallMatters.Patterns.Scan;

/// <summary>
/// Windows of the space-time permutation model that look for more cases than expected. For each circle the stretches of
/// time are taken in groups of lengths. Within a group every window that could beat the best so far has c − bμ above a
/// bound; a location that joins a circle raises the largest c − bμ by at most its own, so that most circles need no look
/// at all, and for the others a moving minimum answers sixteen ends at once. Only what is above the bound is looked at singly.
/// </summary>
internal sealed class PermutationWindows
{
    private const int LengthRatio = 4;

    /// <summary>Periods in a vector.</summary>
    public const int Lanes = 16;

    /// <summary>Up to here single precision holds counts exactly and the allowance for rounding stays small.</summary>
    public const int MostCases = 1 << 22;

    private readonly int[][] nested;
    private readonly LogLikelihood likelihood;
    private readonly int first;
    private readonly int allPeriods;

    /// <param name="nested">For each centre the locations that its circles take in, nearest first.</param>
    /// <param name="periodCases">Cases of each period.</param>
    /// <param name="locationCases">Cases of each location.</param>
    /// <param name="span">Periods, longest and shortest stretch, and whether it must last to the end.</param>
    /// <param name="likelihood">The statistic.</param>
    public PermutationWindows(
        int[][] nested,
        int[] periodCases,
        int[] locationCases,
        WindowWalker.TimeSpanLimits span,
        LogLikelihood likelihood
    )
    {
        (this.nested, LocationCases, this.likelihood, allPeriods) = (nested, locationCases, likelihood, span.Periods);
        Prospective = span.Prospective;
        // A prospective window never reaches back further than its longest stretch: earlier periods need no column.
        first = Prospective ? Math.Max(0, span.Periods - span.Max) : 0;
        Periods = span.Periods - first;
        Stride = (Periods + Lanes) / Lanes * Lanes;
        Share = new double[Periods + 1];
        var all = (double)periodCases.Sum();
        for (var t = 0; t < Periods; t++)
        {
            Share[t + 1] = Share[t] + periodCases[first + t] / all;
        }
        ShareSingle = new float[Stride];
        // A start after the last period is no start: with this share its line is infinite, and never the least.
        Array.Fill(ShareSingle, float.NegativeInfinity);
        for (var t = 0; t <= Periods; t++)
        {
            ShareSingle[t] = (float)Share[t];
        }
        var groups = new List<LengthGroup>();
        for (var shortest = span.Min; shortest <= span.Max; shortest *= LengthRatio)
        {
            var longest = Math.Min(span.Max, shortest * LengthRatio - 1);
            var (least, most) = (double.MaxValue, 0.0);
            for (var t = Prospective ? Periods - longest : 0; t + shortest <= Periods; t++)
            {
                least = Math.Min(least, Share[Prospective ? Periods : t + shortest] - Share[t]);
                most = Math.Max(most, Share[Math.Min(Periods, t + longest)] - Share[t]);
            }
            groups.Add(new LengthGroup(shortest, longest, least, most));
        }
        Groups = [.. groups];
    }

    public bool Prospective { get; }

    /// <summary>Periods that any window can use.</summary>
    public int Periods { get; }

    /// <summary>Room for a sum over the periods, one more than there are, in whole vectors.</summary>
    public int Stride { get; }

    /// <summary>Share of all cases before each period.</summary>
    public double[] Share { get; }

    public float[] ShareSingle { get; }

    public int[] LocationCases { get; }

    public LengthGroup[] Groups { get; }

    /// <summary>A walker for one thread.</summary>
    public WindowWalker NewWalker() => new Walker(this);

    /// <summary>Stretches of similar length, and the least and most of all cases that one of them holds.</summary>
    internal readonly record struct LengthGroup(int Shortest, int Longest, double LeastShare, double MostShare)
    {
        /// <summary>Two windows of 2^Doublings starts cover all lengths.</summary>
        public int Doublings => BitOperations.Log2((uint)(Longest - Shortest + 1));
    }

    private sealed class Walker : WindowWalker
    {
        private readonly PermutationWindows windows;
        private readonly MovingExcess excess;
        private readonly float[] prefix;
        private readonly float[] counts;
        private readonly double[] own;
        private readonly double[] reach;
        private readonly double[] slopes;

        public Walker(PermutationWindows windows)
        {
            this.windows = windows;
            excess = new MovingExcess(windows);
            prefix = new float[windows.LocationCases.Length * windows.Stride];
            counts = new float[windows.Stride];
            own = new double[windows.LocationCases.Length * windows.Groups.Length];
            reach = new double[windows.Groups.Length];
            slopes = new double[windows.Groups.Length];
        }

        public override void Load(int[] cases)
        {
            for (var l = 0; l < windows.LocationCases.Length; l++)
            {
                var row = prefix.AsSpan(l * windows.Stride, windows.Stride);
                for (var t = 0; t < windows.Periods; t++)
                {
                    row[t + 1] = row[t] + cases[l * windows.allPeriods + windows.first + t];
                }
                var inside = windows.LocationCases[l];
                for (var g = 0; inside > 0 && g < windows.Groups.Length; g++)
                {
                    own[l * windows.Groups.Length + g] = excess.Most(row, inside, windows.Groups[g]) + Allowance(inside, 1);
                }
            }
        }

        public override void Scan(int centre, ref Best best)
        {
            Array.Clear(counts);
            Array.Clear(reach);
            // Every slope is at least one, so that what a location adds is never more than with the slope of one.
            Array.Fill(slopes, 1);
            var inside = 0;
            var level = LogLikelihood.CurveLevelOf(best.Ratio);
            var curve = windows.likelihood.CurveAt(level);
            for (var size = 0; size < windows.nested[centre].Length; size++)
            {
                var location = windows.nested[centre][size];
                if (windows.LocationCases[location] == 0)
                {
                    continue;
                }
                inside += windows.LocationCases[location];
                Add(location);
                for (var g = 0; g < reach.Length; g++)
                {
                    reach[g] += own[location * reach.Length + g];
                    if (reach[g] > Bound(windows.Groups[g], inside, slopes[g], curve))
                    {
                        Look(g, new Circle(centre, size + 1, inside), curve, ref best);
                    }
                }
                if (LogLikelihood.CurveLevelOf(best.Ratio) > level)
                {
                    level = LogLikelihood.CurveLevelOf(best.Ratio);
                    curve = windows.likelihood.CurveAt(level);
                }
            }
        }

        private void Add(int location)
        {
            ref var sum = ref counts[0];
            ref var more = ref prefix[location * windows.Stride];
            for (nuint t = 0; t < (nuint)windows.Stride; t += Lanes)
            {
                (Vector512.LoadUnsafe(ref sum, t) + Vector512.LoadUnsafe(ref more, t)).StoreUnsafe(ref sum, t);
            }
        }

        // Single precision rounds what lies below the circle's cases times one and the slope a few times.
        private static double Allowance(int inside, double slope) => 1e-6 * inside * (1 + slope) + 1e-6;

        private static (double Low, double High) Expectations(in LengthGroup group, int inside, ExceedanceCurve curve)
        {
            var high = inside * group.MostShare;
            return (Math.Min(high, Math.Max(inside * group.LeastShare, curve.Flat)), high);
        }

        // The line of this slope that lies on or below what the level asks for, between the group's expectations.
        private static double Bound(in LengthGroup group, int inside, double slope, ExceedanceCurve curve)
        {
            var (low, high) = Expectations(group, inside, curve);
            return Math.Min(curve.Needed(low) - slope * low, curve.Needed(high) - slope * high) - Allowance(inside, slope);
        }

        private void Look(int g, Circle circle, ExceedanceCurve curve, ref Best best)
        {
            var group = windows.Groups[g];
            var (low, high) = Expectations(group, circle.Inside, curve);
            var slope = high > low * (1 + 1e-9) ? Math.Max(1, (curve.Needed(high) - curve.Needed(low)) / (high - low)) : 1;
            var bound = (float)Bound(group, circle.Inside, slope, curve);
            var most = excess.Most(counts, slope * circle.Inside, group);
            (slopes[g], reach[g]) = (slope, most + Allowance(circle.Inside, slope));
            if (most <= bound)
            {
                return;
            }
            foreach (var (start, end) in excess.Above(bound, group))
            {
                Try(circle, start, end, ref best);
            }
        }

        private void Try(Circle circle, int start, int end, ref Best best)
        {
            var cases = (int)(counts[end] - counts[start]);
            var measure = circle.Inside * (windows.Share[end] - windows.Share[start]);
            var ratio = windows.likelihood.Of(cases, measure);
            if (ratio > best.Ratio)
            {
                var from = windows.first;
                best = new Best(ratio, circle.Centre, circle.Size, from + start, from + end - 1, cases, measure);
            }
        }
    }

    /// <summary>A circle, the number of its locations and its cases.</summary>
    private readonly record struct Circle(int Centre, int Size, int Inside);
}
