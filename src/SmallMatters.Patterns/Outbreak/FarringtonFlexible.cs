using SmallMatters.Patterns.Numbers;

namespace SmallMatters.Patterns.Outbreak;

/// <summary>How the threshold follows from the fitted mean.</summary>
public enum FarringtonThreshold
{
    /// <summary>Quantile of a negative binomial around the fitted mean (Noufaily and others 2013).</summary>
    NegativeBinomial,

    /// <summary>The same around the upper limit of the mean, so that the uncertainty of the fit counts as well.</summary>
    NegativeBinomialOfUpperMean,

    /// <summary>Normal on the 2/3-power scale (Farrington and others 1996).</summary>
    TwoThirdsPower,
}

/// <summary>Settings of the flexible Farrington detector; the defaults are those recommended by Noufaily and others.</summary>
public sealed record FarringtonSettings
{
    /// <summary>Time points in a year: 52 for weeks, 12 for months.</summary>
    public int Frequency { get; init; } = 52;

    /// <summary>Years of history used.</summary>
    public int Years { get; init; } = 5;

    /// <summary>Half-window around the same week of earlier years.</summary>
    public int HalfWindow { get; init; } = 3;

    /// <summary>Number of seasonal classes, the window included; 1 uses only the windows and no season.</summary>
    public int Seasons { get; init; } = 10;

    /// <summary>Latest time points left out, so that a starting outbreak is not its own baseline.</summary>
    public int LeaveOut { get; init; } = 26;

    /// <summary>Anscombe residual above which a past outbreak loses weight.</summary>
    public double ReweightAbove { get; init; } = 2.58;

    /// <summary>The trend is kept when its p-value is below this; 1 keeps it whenever it is safe.</summary>
    public double TrendBelow { get; init; } = 1;

    /// <summary>One-sided error of the threshold.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>No alarm with fewer events than this …</summary>
    public int FewestEvents { get; init; } = 5;

    /// <summary>… in so many latest time points.</summary>
    public int FewestEventsOver { get; init; } = 4;

    /// <summary>How the threshold follows from the fit.</summary>
    public FarringtonThreshold Threshold { get; init; } = FarringtonThreshold.NegativeBinomial;
}

/// <summary>What the detector says of one time point.</summary>
/// <param name="Index">Position in the series, from 0.</param>
/// <param name="Observed">Count.</param>
/// <param name="Expected">Fitted mean; NaN when the model did not converge.</param>
/// <param name="UpperBound">Threshold; NaN when the model did not converge or there are too few events.</param>
/// <param name="Dispersion">Variance over mean, at least 1.</param>
/// <param name="Trend">Slope per time point on the log scale; null when it was left out.</param>
/// <param name="P">Probability of so many events or more at the threshold's mean; NaN when the model did not converge.</param>
/// <param name="Alarm">Whether the count exceeds the threshold.</param>
public readonly record struct FarringtonPoint(
    int Index,
    int Observed,
    double Expected,
    double UpperBound,
    double Dispersion,
    double? Trend,
    double P,
    bool Alarm
);

/// <summary>
/// The flexible Farrington detector: compares this week with the same season of earlier years, with trend and with past
/// outbreaks given little weight.
/// </summary>
/// <remarks>
/// Noufaily, Enki, Farrington, Garthwaite, Andrews and Charlett (2013), "An improved algorithm for outbreak detection in
/// multiple surveillance systems", Statistics in Medicine 32, 1206–1222; Farrington, Andrews, Beale and Catchpole (1996),
/// Journal of the Royal Statistical Society A 159, 547–563. Standard errors use the dispersion of the weighted fit.
/// </remarks>
public static class FarringtonFlexible
{
    /// <summary>Judges the time points from the first that has enough history, or from <paramref name="from"/>.</summary>
    /// <param name="counts">Counts in order of time, one for each week or month, none missing.</param>
    /// <param name="settings">Settings; null for the defaults.</param>
    /// <param name="from">First index to judge; null for the earliest possible.</param>
    /// <exception cref="ArgumentException">Settings out of range, or a first index without enough history.</exception>
    public static IReadOnlyList<FarringtonPoint> Detect(
        IReadOnlyList<int> counts,
        FarringtonSettings? settings = null,
        int? from = null
    )
    {
        settings ??= new FarringtonSettings();
        var earliest = settings.Frequency * settings.Years + settings.HalfWindow;
        var first = from ?? earliest;
        if (
            settings.Frequency < 1
            || settings.Years < 1
            || settings.HalfWindow < 0
            || settings.Seasons < 1
            || settings.LeaveOut < 0
            || !(settings.Alpha is > 0 and < 1)
            || (settings.Seasons > 1 && settings.Frequency - 2 * settings.HalfWindow - 1 < settings.Seasons - 1)
        )
        {
            throw new ArgumentException(
                "The seasons must fit between the windows of two years, and alpha lies between 0 and 1.",
                nameof(settings)
            );
        }
        if (first < earliest)
        {
            throw new ArgumentException($"Judging time point {first} needs {earliest} time points before it.", nameof(from));
        }
        var points = new List<FarringtonPoint>();
        for (var k = first; k < counts.Count; k++)
        {
            points.Add(Judge(counts, settings, k));
        }
        return points;
    }

    private static FarringtonPoint Judge(IReadOnlyList<int> counts, FarringtonSettings settings, int k)
    {
        var seasons = SeasonsOf(settings, k);
        var rows = Enumerable.Range(0, Math.Max(0, k - settings.LeaveOut)).Where(t => seasons[t] > 0).ToArray();
        var response = rows.Select(t => (double)counts[t]).ToArray();
        double[] Row(int t, int season, bool trend)
        {
            var row = new double[(trend ? 2 : 1) + settings.Seasons - 1];
            row[0] = 1;
            if (trend)
            {
                // Counted back from the judged week, which keeps the normal equations well conditioned.
                row[1] = t - k;
            }
            // The first season is the reference class.
            if (season > 1)
            {
                row[(trend ? 2 : 1) + season - 2] = 1;
            }
            return row;
        }
        QuasiPoisson? FitWith(bool trend) =>
            Reweighted([.. rows.Select(t => Row(t, seasons[t], trend))], response, settings.ReweightAbove);

        var fit = FitWith(true);
        var now = Row(k, settings.Seasons, true);
        double? slope = null;
        if (fit is not null)
        {
            var error = fit.StandardError([0, 1, .. new double[settings.Seasons - 1]]);
            var p = Distributions.StudentTwoSided(fit.Coefficients[1] / error, fit.Freedom);
            var safe = Math.Exp(QuasiPoisson.Dot(now, fit.Coefficients)) <= response.Max();
            slope = settings.Years >= 3 && p < settings.TrendBelow && safe ? fit.Coefficients[1] : null;
        }
        if (slope is null)
        {
            fit = FitWith(false);
            now = Row(k, settings.Seasons, false);
        }
        if (fit is null)
        {
            return new FarringtonPoint(k, counts[k], double.NaN, double.NaN, double.NaN, null, double.NaN, false);
        }
        var mean = Math.Exp(QuasiPoisson.Dot(now, fit.Coefficients));
        var dispersion = Math.Max(1, fit.Dispersion);
        var (upper, tail) = Limit(settings, counts[k], mean, fit.StandardError(now), dispersion);
        var enough =
            Enumerable.Range(0, Math.Min(k + 1, settings.FewestEventsOver)).Sum(lag => counts[k - lag]) >= settings.FewestEvents;
        return new FarringtonPoint(
            k,
            counts[k],
            mean,
            enough ? upper : double.NaN,
            dispersion,
            slope,
            tail,
            enough && counts[k] > upper && counts[k] > 0
        );
    }

    private static QuasiPoisson? Reweighted(double[][] design, double[] response, double threshold)
    {
        var ones = new double[response.Length];
        Array.Fill(ones, 1);
        var first = QuasiPoisson.Fit(design, response, ones);
        if (first is null)
        {
            return null;
        }
        var dispersion = Math.Max(1, first.Dispersion);
        var weights = new double[response.Length];
        for (var i = 0; i < response.Length; i++)
        {
            var mean = first.Fitted[i];
            var residual =
                1.5
                * (Math.Pow(response[i], 2.0 / 3) * Math.Pow(mean, -1.0 / 6) - Math.Sqrt(mean))
                / Math.Sqrt(dispersion * (1 - first.Hat[i]));
            weights[i] = residual > threshold ? 1 / (residual * residual) : 1;
        }
        var scale = weights.Length / weights.Sum();
        return QuasiPoisson.Fit(design, response, [.. weights.Select(w => w * scale)]);
    }

    private static (double Upper, double Tail) Limit(
        FarringtonSettings settings,
        int observed,
        double mean,
        double standardError,
        double dispersion
    )
    {
        var z = Distributions.NormalQuantile(1 - settings.Alpha);
        if (settings.Threshold == FarringtonThreshold.TwoThirdsPower)
        {
            var errorOfMean = mean * standardError;
            var tau = dispersion + errorOfMean * errorOfMean / mean;
            var deviation = Math.Sqrt(4.0 / 9 * Math.Cbrt(mean) * tau);
            var centre = Math.Pow(mean, 2.0 / 3);
            return (
                Math.Pow(centre + z * deviation, 1.5),
                Distributions.NormalUpper((Math.Pow(observed, 2.0 / 3) - centre) / deviation)
            );
        }
        var at =
            settings.Threshold == FarringtonThreshold.NegativeBinomialOfUpperMean ? mean * Math.Exp(z * standardError) : mean;
        double AtLeast(int count) =>
            dispersion > 1
                ? Distributions.NegativeBinomialAtLeast(count, at / (dispersion - 1), 1 / dispersion)
                : Distributions.PoissonAtLeast(count, at);
        return (Distributions.Quantile(1 - settings.Alpha, at, AtLeast), AtLeast(observed));
    }

    // Season of each time point up to k: the last class is the window around this week in every year, the classes
    // before it share the rest of the year between two windows; 0 is outside the history used.
    private static int[] SeasonsOf(FarringtonSettings settings, int k)
    {
        var (w, classes) = (settings.HalfWindow, settings.Seasons);
        var seasons = new int[k + 1];
        for (var t = Math.Max(0, k - w); t <= k; t++)
        {
            seasons[t] = classes;
        }
        for (var year = 1; year <= settings.Years; year++)
        {
            var reference = k - year * settings.Frequency;
            for (var t = reference - w; t <= reference + w; t++)
            {
                seasons[t] = classes;
            }
            if (classes == 1)
            {
                continue;
            }
            var between = settings.Frequency - 2 * w - 1;
            var (length, rest) = (between / (classes - 1), between % (classes - 1));
            var at = reference + w + 1;
            for (var season = 1; season < classes; season++)
            {
                for (var i = 0; i < length + (season <= rest ? 1 : 0); i++)
                {
                    seasons[at++] = season;
                }
            }
        }
        return seasons;
    }
}
