using System.Collections.Immutable;
using SmallMatters.Patterns.Numbers;

namespace SmallMatters.Patterns.Evaluation;

/// <summary>What changed in a series when something began.</summary>
/// <param name="Level">The jump at the first period after, against the line of before; null when it cannot be said.</param>
/// <param name="Slope">The change of the slope per period; null when it cannot be said.</param>
/// <param name="Inherited">How much of a period's departure the next inherits, −1 … 1; not a number when unsaid.</param>
/// <param name="WhyNot">Why it cannot be said; null when it can.</param>
public sealed record SeriesEffect(Change? Level, Change? Slope, double Inherited, Unsaid? WhyNot)
{
    /// <summary>What is assumed.</summary>
    public static ImmutableArray<Assumption> Assumed { get; } =
    [
        Assumption.StraightTrend,
        Assumption.NothingElseBegan,
        Assumption.NotChosenByExtremes,
        Assumption.CountedAlike,
        Assumption.NoSeasons,
    ];
}

/// <summary>
/// Interrupted time series: a straight line before, and from the first period after a jump and another slope (segmented regression;
/// Wagner et al. 2002, Journal of Clinical Pharmacy and Therapeutics 27, 299–309), where a period inherits from the one before it.
/// </summary>
/// <remarks>
/// Estimating the inheritance once and then believing it makes intervals of short series too narrow. So it is averaged over all its
/// values, each weighed by how well the series bears it out (restricted likelihood, even prior on (−1, 1)): Zellner and Tiao 1964,
/// JASA 59, 763–778. Given one value, line and jump are those of generalised least squares with Student's t. Periods weigh alike.
/// </remarks>
public static class InterruptedSeries
{
    /// <summary>The fewest periods on each side.</summary>
    public const int FewestPeriods = 8;

    private const int Terms = 4;
    private const int LevelTerm = 2;
    private const int SlopeTerm = 3;

    /// <summary>Jump and change of slope of a share.</summary>
    /// <param name="before">Period by period, oldest first.</param>
    /// <param name="after">The periods that follow, without a gap.</param>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">Counts or confidence out of range.</exception>
    public static SeriesEffect Estimate(
        IReadOnlyList<ShareCount> before,
        IReadOnlyList<ShareCount> after,
        double confidence = 0.95
    )
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        ShareCount[] all = [.. before, .. after];
        foreach (var count in all)
        {
            count.Check();
        }
        if (before.Count < FewestPeriods || after.Count < FewestPeriods)
        {
            return Not(Unsaid.TooFewPeriods);
        }
        if (all.Any(c => c.Trials == 0))
        {
            return Not(Unsaid.EmptyPeriod);
        }
        double[] shares = [.. all.Select(c => c.Share)];
        Fit[] fits = [.. Enumerable.Range(-19, 39).Select(step => FitOf(shares, before.Count, step / 20.0))];
        if (fits.Any(f => f.Squares < 1e-20))
        {
            return Not(Unsaid.NoVariation);
        }
        var best = fits.Max(f => f.Likelihood);
        double[] weights = [.. fits.Select(f => Math.Exp(f.Likelihood - best))];
        var sum = weights.Sum();
        weights = [.. weights.Select(w => w / sum)];
        var freedom = shares.Length - Terms;
        return new SeriesEffect(
            Mixed(fits, weights, LevelTerm, freedom, confidence),
            Mixed(fits, weights, SlopeTerm, freedom, confidence),
            fits.Zip(weights, (f, w) => f.Inherited * w).Sum(),
            null
        );
    }

    private static SeriesEffect Not(Unsaid why) => new(null, null, double.NaN, why);

    private sealed record Fit(double Inherited, double[] Terms, double[] Errors, double Squares, double Likelihood);

    // Generalised least squares for one value of the inheritance: each row less that share of the row before it.
    private static Fit FitOf(double[] shares, int before, double inherited)
    {
        var n = shares.Length;
        var first = Math.Sqrt(1 - inherited * inherited);
        double[] Row(int t) => [1, t, t >= before ? 1 : 0, t >= before ? t - before : 0];

        var cross = new double[Terms, Terms];
        var right = new double[Terms];
        var rows = new (double[] X, double Y)[n];
        for (var t = 0; t < n; t++)
        {
            rows[t] =
                t == 0
                    ? ([.. Row(0).Select(x => x * first)], shares[0] * first)
                    : ([.. Row(t).Zip(Row(t - 1), (x, last) => x - inherited * last)], shares[t] - inherited * shares[t - 1]);
            for (var i = 0; i < Terms; i++)
            {
                right[i] += rows[t].X[i] * rows[t].Y;
                for (var j = 0; j < Terms; j++)
                {
                    cross[i, j] += rows[t].X[i] * rows[t].X[j];
                }
            }
        }
        var (inverse, logDeterminant) = Invert(cross);
        double[] terms =
        [
            .. Enumerable.Range(0, Terms).Select(i => Enumerable.Range(0, Terms).Sum(j => inverse[i, j] * right[j])),
        ];
        var squares = rows.Sum(r => Square(r.Y - r.X.Zip(terms, (x, b) => x * b).Sum()));
        return new Fit(
            inherited,
            terms,
            [.. Enumerable.Range(0, Terms).Select(i => Math.Sqrt(inverse[i, i] * squares / (n - Terms)))],
            squares,
            Math.Log(first) - logDeterminant / 2 - (n - Terms) / 2.0 * Math.Log(squares)
        );
    }

    private static double Square(double x) => x * x;

    // Gauss and Jordan with the largest pivot; the matrix is symmetric and positive definite, since both sides have periods.
    private static (double[,] Inverse, double LogDeterminant) Invert(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var (a, inverse, log) = ((double[,])matrix.Clone(), new double[size, size], 0.0);
        for (var i = 0; i < size; i++)
        {
            inverse[i, i] = 1;
        }
        for (var column = 0; column < size; column++)
        {
            var pivot = Enumerable.Range(column, size - column).MaxBy(row => Math.Abs(a[row, column]));
            for (var j = 0; j < size; j++)
            {
                (a[column, j], a[pivot, j]) = (a[pivot, j], a[column, j]);
                (inverse[column, j], inverse[pivot, j]) = (inverse[pivot, j], inverse[column, j]);
            }
            var by = a[column, column];
            log += Math.Log(Math.Abs(by));
            for (var j = 0; j < size; j++)
            {
                a[column, j] /= by;
                inverse[column, j] /= by;
            }
            for (var row = 0; row < size; row++)
            {
                var times = a[row, column];
                if (row == column || times == 0)
                {
                    continue;
                }
                for (var j = 0; j < size; j++)
                {
                    a[row, j] -= times * a[column, j];
                    inverse[row, j] -= times * inverse[column, j];
                }
            }
        }
        return (inverse, log);
    }

    private static Change Mixed(Fit[] fits, double[] weights, int term, int freedom, double confidence)
    {
        double Lower(double x) =>
            fits.Zip(
                    weights,
                    (f, w) => w < 1e-12 ? 0 : w * Distributions.StudentLower((x - f.Terms[term]) / f.Errors[term], freedom)
                )
                .Sum();
        double Quantile(double p)
        {
            var (low, high) = (
                fits.Min(f => f.Terms[term] - 1000 * f.Errors[term]),
                fits.Max(f => f.Terms[term] + 1000 * f.Errors[term])
            );
            for (var step = 0; step < 60; step++)
            {
                var middle = (low + high) / 2;
                (low, high) = Lower(middle) < p ? (middle, high) : (low, middle);
            }
            return high;
        }

        return new Change(
            fits.Zip(weights, (f, w) => f.Terms[term] * w).Sum(),
            Quantile((1 - confidence) / 2),
            Quantile((1 + confidence) / 2)
        );
    }
}
