using SmallMatters.Patterns.Numbers;

namespace SmallMatters.Patterns.ControlCharts;

/// <summary>How extra variation between units is treated.</summary>
public enum OverDispersion
{
    /// <summary>None: only chance within units.</summary>
    None,

    /// <summary>Limits are widened by √φ.</summary>
    Multiplicative,

    /// <summary>A variance τ² between units is added to each unit's own.</summary>
    Additive,
}

/// <summary>One unit on a funnel plot.</summary>
/// <param name="Value">Its share or rate.</param>
/// <param name="Size">Its trials or exposure.</param>
/// <param name="Z">Distance from the target in standard deviations, extra variation included.</param>
/// <param name="Low95">Lower limit that one unit in 40 passes by chance.</param>
/// <param name="High95">Upper one.</param>
/// <param name="Low998">Lower limit that one unit in 1,000 passes by chance.</param>
/// <param name="High998">Upper one.</param>
public readonly record struct FunnelPoint(
    double Value,
    double Size,
    double Z,
    double Low95,
    double High95,
    double Low998,
    double High998
);

/// <summary>A funnel plot: units against limits that narrow with size, instead of a league table.</summary>
/// <param name="Target">Centre line.</param>
/// <param name="Phi">Over-dispersion factor from winsorised z-scores; 1 or less means none.</param>
/// <param name="TauSquared">Variance between units; 0 when none is found or the additive form was not asked for.</param>
/// <param name="Points">The units in the given order.</param>
public sealed record FunnelPlot(double Target, double Phi, double TauSquared, IReadOnlyList<FunnelPoint> Points);

/// <summary>Limits for funnel plots, with over-dispersion.</summary>
/// <remarks>
/// Spiegelhalter, D. J. (2005), "Funnel plots for comparing institutional performance", Statistics in Medicine 24,
/// 1185–1202, and (2005), "Handling over-dispersion of performance indicators", Quality and Safety in Health Care 14,
/// 347–351: z-scores are winsorised at 10 % and 90 % before φ is taken.
/// </remarks>
public static class Funnel
{
    /// <summary>Shares of trials.</summary>
    /// <param name="successes">One count for each unit.</param>
    /// <param name="trials">Trials of each unit, positive.</param>
    /// <param name="kind">How extra variation is treated.</param>
    /// <param name="target">Centre; null for the pooled share.</param>
    public static FunnelPlot Shares(
        IReadOnlyList<int> successes,
        IReadOnlyList<int> trials,
        OverDispersion kind = OverDispersion.Additive,
        double? target = null
    )
    {
        if (
            successes.Count != trials.Count
            || successes.Count == 0
            || Enumerable.Range(0, trials.Count).Any(i => trials[i] <= 0 || successes[i] < 0 || successes[i] > trials[i])
        )
        {
            throw new ArgumentException("For each unit, successes lie between 0 and the trials, and there is a trial.");
        }
        var centre = target ?? (double)successes.Sum() / trials.Sum();
        return Plot(
            [.. successes.Select((s, i) => (double)s / trials[i])],
            [.. trials.Select(t => (double)t)],
            [.. trials.Select(t => centre * (1 - centre) / t)],
            centre,
            kind,
            1
        );
    }

    /// <summary>Events per exposure.</summary>
    /// <param name="events">One count for each unit, not negative.</param>
    /// <param name="exposure">Exposure of each unit, positive.</param>
    /// <param name="kind">How extra variation is treated.</param>
    /// <param name="target">Centre; null for the pooled rate.</param>
    public static FunnelPlot Rates(
        IReadOnlyList<int> events,
        IReadOnlyList<double> exposure,
        OverDispersion kind = OverDispersion.Additive,
        double? target = null
    )
    {
        if (
            events.Count != exposure.Count
            || events.Count == 0
            || events.Any(e => e < 0)
            || exposure.Any(e => !(e > 0) || double.IsInfinity(e))
        )
        {
            throw new ArgumentException("For each unit one count, not negative, and one positive exposure.");
        }
        var centre = target ?? events.Sum() / exposure.Sum();
        return Plot(
            [.. events.Select((e, i) => e / exposure[i])],
            [.. exposure],
            [.. exposure.Select(x => centre / x)],
            centre,
            kind,
            double.PositiveInfinity
        );
    }

    private static FunnelPlot Plot(
        double[] values,
        double[] sizes,
        double[] variances,
        double centre,
        OverDispersion kind,
        double highest
    )
    {
        var z = values.Select((v, i) => variances[i] > 0 ? (v - centre) / Math.Sqrt(variances[i]) : 0).ToArray();
        var sorted = z.Order().ToArray();
        var (low, high) = (QuantileOf(sorted, 0.1), QuantileOf(sorted, 0.9));
        var n = z.Length;
        var phi = z.Average(score => Math.Pow(Math.Clamp(score, low, high), 2));
        var tau = 0.0;
        if (kind == OverDispersion.Additive && n > 1 && variances.All(v => v > 0))
        {
            var weights = variances.Select(v => 1 / v).ToArray();
            var sum = weights.Sum();
            tau = Math.Max(0, (n * phi - (n - 1)) / (sum - weights.Sum(w => w * w) / sum));
        }
        var widen = kind == OverDispersion.Multiplicative ? Math.Max(1, phi) : 1;
        var z95 = Distributions.NormalQuantile(0.975);
        var z998 = Distributions.NormalQuantile(0.999);
        return new FunnelPlot(
            centre,
            phi,
            tau,
            [
                .. values.Select(
                    (value, i) =>
                    {
                        var deviation = Math.Sqrt(variances[i] * widen + tau);
                        double Low(double width) => Math.Max(0, centre - width * deviation);
                        double High(double width) => Math.Min(highest, centre + width * deviation);
                        return new FunnelPoint(
                            value,
                            sizes[i],
                            deviation > 0 ? (value - centre) / deviation : 0,
                            Low(z95),
                            High(z95),
                            Low(z998),
                            High(z998)
                        );
                    }
                ),
            ]
        );
    }

    // Linear between order statistics (R's type 7).
    private static double QuantileOf(double[] sorted, double p)
    {
        var at = p * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
