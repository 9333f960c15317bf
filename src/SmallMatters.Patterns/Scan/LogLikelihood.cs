using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace SmallMatters.Patterns.Scan;

/// <summary>
/// The log likelihood ratio of a window, and for a level λ the answer to "can a window with c cases exceed λ?" as one
/// comparison: with c fixed the ratio falls as the measure grows towards c's fair share, so that it exceeds λ exactly
/// when the measure lies below a bound that a table holds. That spares nearly every logarithm.
/// </summary>
internal sealed class LogLikelihood
{
    private readonly ScanModel model;
    private readonly ScanFor direction;
    private readonly int cases;
    private readonly double total;
    private readonly int minCases;
    private readonly ConcurrentDictionary<int, Bounds> levels = new();
    private readonly ConcurrentDictionary<int, ExceedanceCurve> curves = new();

    public LogLikelihood(ScanModel model, ScanFor direction, int cases, double total, int minCases)
    {
        this.model = model;
        this.direction = direction;
        this.cases = cases;
        this.total = total;
        this.minCases = minCases;
    }

    /// <summary>All cases.</summary>
    public double Cases => cases;

    /// <summary>Expected cases for each unit of the measure.</summary>
    public double ExpectedPerMeasure => cases / total;

    /// <summary>Whether only high rates of the Poisson form are looked for, for which a bound without a table exists.</summary>
    public bool HasQuickBound => model != ScanModel.Bernoulli && direction == ScanFor.High;

    /// <summary>Ratio of a window with <paramref name="c"/> cases and the given measure; 0 when it is not of the kind looked for.</summary>
    public double Of(int c, double measure)
    {
        var expected = cases * (measure / total);
        if (c > expected ? direction == ScanFor.Low || c < minCases : direction == ScanFor.High || c == expected)
        {
            return 0;
        }
        return Ratio(c, measure);
    }

    /// <summary>Bounds for the highest tabled level that is not above <paramref name="ratio"/>.</summary>
    public Bounds BoundsBelow(double ratio) => levels.GetOrAdd(LevelOf(ratio), level => new Bounds(this, level));

    /// <summary>Levels are half a unit apart where replicas lie, and coarser above.</summary>
    public static int LevelOf(double ratio) => ratio < 16 ? (int)Math.Max(0, ratio * 2) : 28 + (int)Math.Min(10_000, ratio / 4);

    /// <summary>The curve of cases needed to exceed a level; levels of curves are an eighth apart where replicas lie.</summary>
    public ExceedanceCurve CurveAt(int level) =>
        curves.GetOrAdd(level, l => new ExceedanceCurve(Ratio, cases, l < 256 ? l / 8.0 : l - 224.0, minCases));

    /// <summary>The highest level of a curve that is not above <paramref name="ratio"/>.</summary>
    public static int CurveLevelOf(double ratio) => ratio < 32 ? (int)(ratio * 8) : (int)Math.Min(100_000, ratio) + 224;

    private static double RatioAt(int level) => level < 32 ? level / 2.0 : (level - 28) * 4.0;

    private double Ratio(double c, double measure)
    {
        if (model != ScanModel.Bernoulli)
        {
            var expected = cases * (measure / total);
            return Term(c, expected) + Term(cases - c, cases - expected);
        }
        var rate = cases / total;
        var outside = total - measure;
        return Term(c, measure * rate)
            + Term(measure - c, measure * (1 - rate))
            + Term(cases - c, outside * rate)
            + Term(outside - (cases - c), outside * (1 - rate));
    }

    private static double Term(double observed, double expected) => observed > 0 ? observed * Math.Log(observed / expected) : 0;

    // Bisection between the fair share, where the ratio is nought, and the far end, where it is largest. The side kept is
    // the outer one, so that rounding can only let a window through to the exact test, never hold one back.
    private double Edge(int c, double ratio, bool high)
    {
        var fair = total * c / cases;
        var far = high ? (model == ScanModel.Bernoulli ? c : 0) : (model == ScanModel.Bernoulli ? total - (cases - c) : total);
        if (ratio <= 0)
        {
            return fair;
        }
        var (inside, outside) = ((double)far, fair);
        for (var step = 0; step < 60 && Math.Abs(outside - inside) > 1e-6 * Math.Abs(outside); step++)
        {
            var middle = (inside + outside) / 2;
            var value = Ratio(c, middle);
            if (double.IsNaN(value) || value > ratio)
            {
                inside = middle;
            }
            else
            {
                outside = middle;
            }
        }
        return high ? outside * (1 + 1e-12) : outside * (1 - 1e-12);
    }

    /// <summary>
    /// A window may exceed the level only if its measure is below <see cref="Below"/> or above <see cref="Above"/> of its
    /// cases. Edges are computed when first asked for; two threads that do so at once write the same number.
    /// </summary>
    internal sealed class Bounds
    {
        private readonly LogLikelihood likelihood;
        private readonly double[] below;
        private readonly double[] above;

        public Bounds(LogLikelihood likelihood, int level)
        {
            this.likelihood = likelihood;
            Level = level;
            below = NotYet(likelihood.direction != ScanFor.Low);
            above = NotYet(likelihood.direction != ScanFor.High);
        }

        public int Level { get; }

        public bool WantsLow => above.Length > 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Below(int c) =>
            below.Length == 0 ? -1
            : !double.IsNaN(below[c]) ? below[c]
            : MakeBelow(c);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Above(int c) =>
            above.Length == 0 ? double.PositiveInfinity
            : !double.IsNaN(above[c]) ? above[c]
            : MakeAbove(c);

        private double[] NotYet(bool wanted)
        {
            var edges = new double[wanted ? likelihood.cases + 1 : 0];
            Array.Fill(edges, double.NaN);
            return edges;
        }

        private double MakeBelow(int c) => below[c] = c < likelihood.minCases ? -1 : likelihood.Edge(c, RatioAt(Level), true);

        private double MakeAbove(int c) => above[c] = likelihood.Edge(c, RatioAt(Level), false);
    }
}
