using SmallMatters.Patterns.Numbers;

namespace SmallMatters.Patterns.ControlCharts;

/// <summary>A share with the interval that its count supports.</summary>
/// <param name="Share">Successes over trials; NaN without trials.</param>
/// <param name="Low">Lower end, 0 … 1.</param>
/// <param name="High">Upper end, 0 … 1.</param>
public readonly record struct ShareInterval(double Share, double Low, double High);

/// <summary>Wilson's score interval: honest at small counts, and never outside 0 … 1.</summary>
/// <remarks>Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209–212.</remarks>
public static class Wilson
{
    /// <summary>The interval for a share; 0 … 1 without trials.</summary>
    /// <param name="successes">0 … trials.</param>
    /// <param name="trials">Not negative.</param>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">Counts or confidence out of range.</exception>
    public static ShareInterval Interval(long successes, long trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        if (successes < 0 || successes > trials)
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, "Successes lie between 0 and the trials.");
        }
        if (trials == 0)
        {
            TwoSided(confidence);
            return new ShareInterval(double.NaN, 0, 1);
        }
        return OfMean((double)successes / trials, trials, confidence);
    }

    /// <summary>
    /// The same for a mean of values that each lie between 0 and 1, such as answers where "partly" counts half. Their variance
    /// is at most that of a share of the same size, so that the interval is never too narrow.
    /// </summary>
    /// <param name="mean">Mean of the values, 0 … 1.</param>
    /// <param name="trials">How many values, positive; a fraction where answers of unequal weight tell as much as so many.</param>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">Mean, trials or confidence out of range.</exception>
    public static ShareInterval OfMean(double mean, double trials, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        if (!(mean is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "A mean of values between 0 and 1 lies between 0 and 1.");
        }
        var z = TwoSided(confidence);
        var n = trials;
        var middle = (mean + z * z / (2 * n)) / (1 + z * z / n);
        var half = z / (1 + z * z / n) * Math.Sqrt(mean * (1 - mean) / n + z * z / (4 * n * n));
        // At the ends the bound is exact; rounding must not make a share of nought look possible when it is certain.
        return new ShareInterval(mean, mean == 0 ? 0 : Math.Max(0, middle - half), mean == 1 ? 1 : Math.Min(1, middle + half));
    }

    internal static double TwoSided(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        }
        return Distributions.NormalQuantile(1 - (1 - confidence) / 2);
    }
}
