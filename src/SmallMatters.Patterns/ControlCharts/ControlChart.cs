namespace SmallMatters.Patterns.ControlCharts;

/// <summary>One point of a control chart.</summary>
/// <param name="Value">What is drawn: a share, a rate or a smoothed value.</param>
/// <param name="Centre">Centre line.</param>
/// <param name="Low">Lower limit.</param>
/// <param name="High">Upper limit.</param>
/// <param name="Signal">−1 below, +1 above, 0 within the limits (a point on a limit is within).</param>
public readonly record struct ChartPoint(double Value, double Centre, double Low, double High, int Signal);

/// <summary>One point of a cumulative-sum chart, in standard deviations.</summary>
/// <param name="Up">Accumulated excess.</param>
/// <param name="Down">Accumulated shortfall, as a positive number.</param>
/// <param name="Signal">+1 when the excess passes the decision interval, −1 when the shortfall does, else 0.</param>
public readonly record struct CusumPoint(double Up, double Down, int Signal);

/// <summary>Control charts: is this month different, or is it the month-to-month noise that was always there?</summary>
/// <remarks>Montgomery, "Introduction to Statistical Quality Control"; Page (1954), Biometrika 41, for CUSUM; Roberts (1959), Technometrics 1, for EWMA.</remarks>
public static class ControlChart
{
    // Mean distance of two standard normal values.
    private const double MovingRange = 1.128;
    private const int LongRun = 8;

    /// <summary>p-chart: shares of differing numbers of trials against their pooled share.</summary>
    /// <param name="successes">One count for each period.</param>
    /// <param name="trials">Trials of each period, same length, positive.</param>
    /// <param name="baseline">How many first periods set the centre; 0 for all.</param>
    /// <param name="sigmas">Width of the limits in standard deviations.</param>
    /// <exception cref="ArgumentException">Ragged, empty or impossible counts.</exception>
    public static IReadOnlyList<ChartPoint> P(
        IReadOnlyList<int> successes,
        IReadOnlyList<int> trials,
        int baseline = 0,
        double sigmas = 3
    )
    {
        if (successes.Count != trials.Count || successes.Count == 0)
        {
            throw new ArgumentException("One count of successes and one of trials for each period.");
        }
        for (var i = 0; i < trials.Count; i++)
        {
            if (trials[i] <= 0 || successes[i] < 0 || successes[i] > trials[i])
            {
                throw new ArgumentException($"Period {i}: successes lie between 0 and the trials, and there is a trial.");
            }
        }
        var first = Baseline(successes.Count, baseline);
        var centre = (double)successes.Take(first).Sum() / trials.Take(first).Sum();
        return
        [
            .. successes.Select(
                (s, i) => Point((double)s / trials[i], centre, sigmas * Math.Sqrt(centre * (1 - centre) / trials[i]), 0, 1)
            ),
        ];
    }

    /// <summary>
    /// p′-chart: shares of differing numbers of trials, with limits that take in the ordinary variation between periods. With
    /// hundreds of trials chance alone is small, and the limits of a p-chart call every period different.
    /// </summary>
    /// <remarks>Laney (2002), "Improved control charts for attributes", Quality Engineering 14, 531–537.</remarks>
    /// <param name="successes">One count for each period.</param>
    /// <param name="trials">Trials of each period, same length, positive.</param>
    /// <param name="baseline">How many first periods set centre and variation; 0 for all.</param>
    /// <param name="sigmas">Width of the limits in standard deviations.</param>
    /// <exception cref="ArgumentException">Ragged, empty or impossible counts.</exception>
    public static IReadOnlyList<ChartPoint> PPrime(
        IReadOnlyList<int> successes,
        IReadOnlyList<int> trials,
        int baseline = 0,
        double sigmas = 3
    )
    {
        var plain = P(successes, trials, baseline, 1);
        var first = Baseline(successes.Count, baseline);
        var z = plain.Take(first).Select((p, i) => Deviations(p, trials[i])).ToArray();
        var moving = z.Length < 2 ? 0 : z.Zip(z.Skip(1), (a, b) => Math.Abs(a - b)).Average() / MovingRange;
        // Less variation than chance makes is no reason for narrower limits.
        var widen = Math.Max(1, moving);
        return
        [
            .. plain.Select(
                (p, i) => Point(p.Value, p.Centre, sigmas * widen * Math.Sqrt(p.Centre * (1 - p.Centre) / trials[i]), 0, 1)
            ),
        ];

        static double Deviations(ChartPoint p, int trials) =>
            p.Centre is > 0 and < 1 ? (p.Value - p.Centre) / Math.Sqrt(p.Centre * (1 - p.Centre) / trials) : 0;
    }

    /// <summary>
    /// For each period, whether it ends a run of eight or more on one side of the centre, which chance makes in one of 128 such
    /// stretches: +1 above, −1 below, 0 none. A slow drift shows by it before any single period passes a limit.
    /// </summary>
    /// <remarks>Western Electric (1956), "Statistical Quality Control Handbook", rule 4.</remarks>
    /// <param name="points">Periods in order.</param>
    public static IReadOnlyList<int> Runs(IReadOnlyList<ChartPoint> points)
    {
        var runs = new int[points.Count];
        var (side, length) = (0, 0);
        for (var i = 0; i < points.Count; i++)
        {
            var its = Math.Sign(points[i].Value - points[i].Centre);
            length = its != 0 && its == side ? length + 1 : 1;
            side = its;
            runs[i] = side != 0 && length >= LongRun ? side : 0;
        }
        return runs;
    }

    /// <summary>u-chart: events per unit of exposure (households, days) against their pooled rate.</summary>
    /// <param name="events">One count for each period, not negative.</param>
    /// <param name="exposure">Exposure of each period, same length, positive.</param>
    /// <param name="baseline">How many first periods set the centre; 0 for all.</param>
    /// <param name="sigmas">Width of the limits in standard deviations.</param>
    /// <exception cref="ArgumentException">Ragged, empty or impossible counts.</exception>
    public static IReadOnlyList<ChartPoint> U(
        IReadOnlyList<int> events,
        IReadOnlyList<double> exposure,
        int baseline = 0,
        double sigmas = 3
    )
    {
        if (
            events.Count != exposure.Count
            || events.Count == 0
            || events.Any(e => e < 0)
            || exposure.Any(e => !(e > 0) || double.IsInfinity(e))
        )
        {
            throw new ArgumentException("One count, not negative, and one positive exposure for each period.");
        }
        var first = Baseline(events.Count, baseline);
        var centre = events.Take(first).Sum() / exposure.Take(first).Sum();
        return
        [
            .. events.Select(
                (e, i) => Point(e / exposure[i], centre, sigmas * Math.Sqrt(centre / exposure[i]), 0, double.PositiveInfinity)
            ),
        ];
    }

    /// <summary>EWMA chart: z ← λ x + (1 − λ) z, with the exact limits of each step.</summary>
    /// <param name="values">Measurements in order.</param>
    /// <param name="mean">Mean in control.</param>
    /// <param name="deviation">Standard deviation in control, positive.</param>
    /// <param name="weight">λ, 0 … 1; small values find small shifts.</param>
    /// <param name="sigmas">Width of the limits, in standard deviations of z.</param>
    public static IReadOnlyList<ChartPoint> Ewma(
        IReadOnlyList<double> values,
        double mean,
        double deviation,
        double weight = 0.2,
        double sigmas = 3
    )
    {
        RequirePositive(deviation, nameof(deviation));
        if (!(weight is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight lies above 0 and is at most 1.");
        }
        var points = new ChartPoint[values.Count];
        var z = mean;
        for (var i = 0; i < values.Count; i++)
        {
            z = weight * values[i] + (1 - weight) * z;
            var spread = deviation * Math.Sqrt(weight / (2 - weight) * (1 - Math.Pow(1 - weight, 2.0 * (i + 1))));
            points[i] = Point(z, mean, sigmas * spread, double.NegativeInfinity, double.PositiveInfinity);
        }
        return points;
    }

    /// <summary>Two-sided tabular CUSUM of standardised values; after a signal the sums go on, so that its length shows.</summary>
    /// <param name="values">Measurements in order.</param>
    /// <param name="mean">Mean in control.</param>
    /// <param name="deviation">Standard deviation in control, positive.</param>
    /// <param name="allowance">k: half the shift worth finding, in standard deviations.</param>
    /// <param name="decision">h: the decision interval, in standard deviations.</param>
    public static IReadOnlyList<CusumPoint> Cusum(
        IReadOnlyList<double> values,
        double mean,
        double deviation,
        double allowance = 0.5,
        double decision = 5
    )
    {
        RequirePositive(deviation, nameof(deviation));
        RequirePositive(decision, nameof(decision));
        var points = new CusumPoint[values.Count];
        double up = 0,
            down = 0;
        for (var i = 0; i < values.Count; i++)
        {
            var z = (values[i] - mean) / deviation;
            up = Math.Max(0, up + z - allowance);
            down = Math.Max(0, down - z - allowance);
            points[i] = new CusumPoint(
                up,
                down,
                up > decision ? 1
                    : down > decision ? -1
                    : 0
            );
        }
        return points;
    }

    private static int Baseline(int count, int baseline) =>
        baseline == 0 ? count
        : baseline > 0 && baseline <= count ? baseline
        : throw new ArgumentOutOfRangeException(nameof(baseline), baseline, "The baseline lies within the periods.");

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "A positive finite number is needed.");
        }
    }

    private static ChartPoint Point(double value, double centre, double half, double lowest, double highest)
    {
        var (low, high) = (Math.Max(lowest, centre - half), Math.Min(highest, centre + half));
        return new ChartPoint(
            value,
            centre,
            low,
            high,
            value > high ? 1
                : value < low ? -1
                : 0
        );
    }
}
