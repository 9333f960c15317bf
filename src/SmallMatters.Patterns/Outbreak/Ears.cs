using SmallMatters.Patterns.Numbers;

namespace SmallMatters.Patterns.Outbreak;

/// <summary>Which of the three EARS rules.</summary>
public enum EarsMethod
{
    /// <summary>Baseline: the days just before.</summary>
    C1,

    /// <summary>Baseline: the days before, leaving a gap of two, so that a slow rise is not its own baseline.</summary>
    C2,

    /// <summary>Adds the excess of the two days before to C2.</summary>
    C3,
}

/// <summary>One time point of an outbreak detector.</summary>
/// <param name="Index">Position in the series, from 0.</param>
/// <param name="Observed">Count.</param>
/// <param name="Expected">What was expected; NaN when it could not be computed.</param>
/// <param name="UpperBound">Threshold; NaN when none applies.</param>
/// <param name="Alarm">Whether the count exceeds the threshold.</param>
public readonly record struct OutbreakPoint(int Index, int Observed, double Expected, double UpperBound, bool Alarm);

/// <summary>The Early Aberration Reporting System's detectors, for short daily series without years of history.</summary>
/// <remarks>
/// Fricker, Hegler and Dunfee (2008), Statistics in Medicine 27, 3407–3429; thresholds as in Salmon, Schumacher and Höhle
/// (2016), Journal of Statistical Software 70(10).
/// </remarks>
public static class Ears
{
    /// <summary>Runs the detector from the first time point that has a full baseline.</summary>
    /// <param name="counts">Counts in order of time.</param>
    /// <param name="method">Which rule.</param>
    /// <param name="baseline">Length of the baseline, at least 3.</param>
    /// <param name="alpha">Error of the first kind; null for 0.001 (C1, C2) or 0.025 (C3).</param>
    /// <param name="minSigma">Lower bound on the standard deviation, for series with many zeroes.</param>
    /// <exception cref="ArgumentOutOfRangeException">Baseline, alpha or minimal deviation out of range.</exception>
    public static IReadOnlyList<OutbreakPoint> Detect(
        IReadOnlyList<int> counts,
        EarsMethod method,
        int baseline = 7,
        double? alpha = null,
        double minSigma = 0
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(baseline, 3);
        ArgumentOutOfRangeException.ThrowIfNegative(minSigma);
        var z = Distributions.NormalQuantile(1 - (alpha ?? (method == EarsMethod.C3 ? 0.025 : 0.001)));
        var gap = method == EarsMethod.C1 ? 0 : 2;
        var points = new List<OutbreakPoint>();
        for (var t = baseline + gap + (method == EarsMethod.C3 ? 2 : 0); t < counts.Count; t++)
        {
            var (mean, deviation) = Window(counts, t, gap, baseline, minSigma);
            var upper = mean + z * deviation;
            if (method == EarsMethod.C3)
            {
                // The two days before lower the bound by what they exceeded one standard deviation.
                upper = Math.Max(0, mean + deviation * (z - Excess(counts, t, baseline, minSigma)));
            }
            points.Add(new OutbreakPoint(t, counts[t], mean, upper, counts[t] > upper));
        }
        return points;
    }

    private static double Excess(IReadOnlyList<int> counts, int t, int baseline, double minSigma)
    {
        var sum = 0.0;
        for (var lag = 1; lag <= 2; lag++)
        {
            var (mean, deviation) = Window(counts, t - lag, 2, baseline, minSigma);
            var score = (counts[t - lag] - mean) / deviation;
            // A flat baseline gives no scale to measure an excess on.
            sum += double.IsFinite(score) ? Math.Max(0, score - 1) : 0;
        }
        return sum;
    }

    private static (double Mean, double Deviation) Window(
        IReadOnlyList<int> counts,
        int t,
        int gap,
        int baseline,
        double minSigma
    )
    {
        double sum = 0,
            squares = 0;
        for (var i = t - gap - baseline; i < t - gap; i++)
        {
            sum += counts[i];
        }
        var mean = sum / baseline;
        for (var i = t - gap - baseline; i < t - gap; i++)
        {
            squares += (counts[i] - mean) * (counts[i] - mean);
        }
        return (mean, Math.Max(Math.Sqrt(squares / (baseline - 1)), minSigma));
    }
}
