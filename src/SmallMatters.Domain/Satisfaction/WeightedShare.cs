namespace SmallMatters.Domain.Satisfaction;

/// <summary>
/// A share of answers that stand for unequal numbers of others: the weighted mean Σwy/Σw (Hájek, J. 1971, in Foundations of Statistical
/// Inference, 236), with the number of equally weighted answers that would tell as much, (Σw)²/Σw² (Kish, L. 1965, Survey
/// Sampling, section 11.7).
/// </summary>
/// <param name="Share">0 to 1.</param>
/// <param name="Answers">How many answers.</param>
/// <param name="Effective">How many equally weighted ones tell as much; at most <paramref name="Answers"/>.</param>
public sealed record WeightedShare(double Share, int Answers, double Effective)
{
    /// <summary>By how much unequal weights widen the variance: 1 when all are equal.</summary>
    public double DesignEffect => Answers / Effective;

    /// <summary>Of answers with weight (positive) and score (0 to 1); null without answers.</summary>
    public static WeightedShare? Of(IEnumerable<(double Weight, double Score, int Count)> answers)
    {
        double sum = 0;
        double squares = 0;
        double scored = 0;
        var n = 0;
        foreach (var (weight, score, count) in answers)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
            sum += weight * count;
            squares += weight * weight * count;
            scored += weight * score * count;
            n += count;
        }
        return n == 0 ? null : new WeightedShare(Math.Clamp(scored / sum, 0, 1), n, Math.Min(n, sum * sum / squares));
    }
}
