using SmallMatters.Patterns.ControlCharts;

namespace SmallMatters.Patterns.Durations;

/// <summary>How many of those that nobody looked at have something, as far as a random share tells.</summary>
/// <param name="Expected">Expected number; NaN without a sample.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Unseen">How many were not looked at: what the three are out of.</param>
public readonly record struct RandomShare(double Expected, double Low, double High, int Unseen)
{
    /// <summary>
    /// Of a population from which some were drawn at random and looked at: how many of the rest have it. The interval is Wilson's, with the
    /// sample counted for more as it nears the whole (the correction for finite populations).
    /// </summary>
    /// <remarks>Cochran, W. G. (1977), Sampling Techniques, 3rd ed., sections 2.6 and 3.6; Wilson (1927).</remarks>
    /// <param name="population">How many there are from which was drawn.</param>
    /// <param name="drawn">How many were drawn and looked at.</param>
    /// <param name="having">How many of these had it.</param>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">Counts or confidence out of range.</exception>
    public static RandomShare Of(int population, int drawn, int having, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(having);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(having, drawn);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(drawn, population);
        var unseen = population - drawn;
        if (drawn == 0 || unseen == 0)
        {
            Wilson.TwoSided(confidence);
            return new RandomShare(drawn == 0 ? double.NaN : 0, 0, unseen, unseen);
        }
        // The error of the rest's share has the variance p(1 − p)(1/drawn + 1/rest): as if so many had been drawn from without end.
        var size = 1 / ((1.0 / drawn) + (1.0 / unseen));
        var z = Wilson.TwoSided(confidence);
        var share = (double)having / drawn;
        var middle = (share + (z * z / (2 * size))) / (1 + (z * z / size));
        var half = z / (1 + (z * z / size)) * Math.Sqrt((share * (1 - share) / size) + (z * z / (4 * size * size)));
        return new RandomShare(
            share * unseen,
            Math.Max(0, Math.Floor((middle - half) * unseen)),
            Math.Min(unseen, Math.Ceiling((middle + half) * unseen)),
            unseen
        );
    }
}
