using SmallMatters.Patterns.ControlCharts;

namespace SmallMatters.Patterns.Durations;

/// <summary>How long it takes until half are over, with the interval that the data support.</summary>
/// <param name="Median">Median in the unit of the durations; infinite where fewer than half are seen to end.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end; infinite where the data set none.</param>
/// <param name="Ended">How many were seen to end.</param>
/// <param name="Running">How many had not ended when it was looked at.</param>
public readonly record struct MedianDuration(double Median, double Low, double High, int Ended, int Running)
{
    /// <summary>The median of durations of which some still run, by the product-limit estimate.</summary>
    /// <remarks>
    /// Kaplan, E. L. and Meier, P. (1958), Journal of the American Statistical Association 53, 457–481; the interval is where the
    /// pointwise band of the logarithm (variance after Greenwood 1926) crosses one half: Brookmeyer, R. and Crowley, J. (1982),
    /// Biometrics 38, 29–41.
    /// </remarks>
    /// <param name="durations">How long each has lasted, not negative, and whether it has ended. One that ends counts before one that runs as long.</param>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">A duration is negative or no number, or the confidence is out of range.</exception>
    public static MedianDuration Of(IReadOnlyCollection<(double Length, bool Ended)> durations, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(durations);
        var z = Wilson.TwoSided(confidence);
        if (durations.Any(d => !(d.Length >= 0) || double.IsInfinity(d.Length)))
        {
            throw new ArgumentOutOfRangeException(nameof(durations), "A duration is a number and not negative.");
        }
        var ended = durations.Count(d => d.Ended);
        var (left, share, variance) = (durations.Count, 1.0, 0.0);
        var (median, low, high) = (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
        foreach (var at in durations.GroupBy(d => d.Length).OrderBy(g => g.Key))
        {
            var ends = at.Count(d => d.Ended);
            if (ends > 0)
            {
                share *= 1 - ((double)ends / left);
                variance += left == ends ? double.PositiveInfinity : ends / ((double)left * (left - ends));
                var half = z * Math.Sqrt(variance);
                low = double.IsInfinity(low) && share * Math.Exp(-half) <= 0.5 ? at.Key : low;
                median = double.IsInfinity(median) && share <= 0.5 ? at.Key : median;
                // Where none is left the band has no width that could be told.
                high = double.IsInfinity(high) && share > 0 && share * Math.Exp(half) <= 0.5 ? at.Key : high;
            }
            left -= at.Count();
        }
        return new MedianDuration(median, low, high, ended, durations.Count - ended);
    }
}
