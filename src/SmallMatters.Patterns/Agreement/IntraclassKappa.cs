using SmallMatters.Patterns.Numbers;

namespace SmallMatters.Patterns.Agreement;

/// <summary>What two who judged the same things by yes or no came to.</summary>
/// <param name="BothYes">Both said yes.</param>
/// <param name="Differ">One said yes and the other no.</param>
/// <param name="BothNo">Both said no.</param>
public readonly record struct PairedJudgements(long BothYes, long Differ, long BothNo)
{
    /// <summary>How many were judged twice.</summary>
    public long Pairs => BothYes + Differ + BothNo;
}

/// <summary>Agreement beyond chance with its interval.</summary>
/// <param name="Kappa">1 when all agree, 0 when no more than by chance, at least −1.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct KappaInterval(double Kappa, double Low, double High);

/// <summary>
/// The intraclass kappa of two judges who could change places, which is Scott's pi, with the goodness-of-fit interval: that one does not shrink
/// to nothing when all agree, and keeps its coverage from some 25 pairs on.
/// </summary>
/// <remarks>
/// Scott, W. A. (1955), Public Opinion Quarterly 19, 321–325; Donner, A. and Eliasziw, M. (1992), Statistics in Medicine 11, 1511–1519.
/// </remarks>
public static class IntraclassKappa
{
    private const int Halvings = 60;

    /// <summary>Kappa of these; null where everybody said the same of everything, since then there is nothing to agree beyond.</summary>
    /// <param name="pairs">What was said.</param>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the confidence out of range.</exception>
    public static KappaInterval? Of(PairedJudgements pairs, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Math.Min(pairs.BothYes, Math.Min(pairs.Differ, pairs.BothNo)), nameof(pairs));
        if (!(confidence > 0 && confidence < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        }
        if (pairs.Pairs == 0)
        {
            return null;
        }
        var yes = (2.0 * pairs.BothYes + pairs.Differ) / (2.0 * pairs.Pairs);
        var apart = yes * (1 - yes);
        if (apart == 0)
        {
            return null;
        }
        var kappa = 1 - pairs.Differ / (2.0 * pairs.Pairs * apart);
        // One degree of freedom: chi-squared is the square of the normal.
        var z = Distributions.NormalQuantile(1 - (1 - confidence) / 2);
        // Below this a cell of the model would be less likely than never.
        var lowest = -Math.Min(yes / (1 - yes), (1 - yes) / yes);
        return new KappaInterval(kappa, End(lowest), End(1));

        // The farthest from the estimate, towards a bound, that the counts still fit.
        double End(double bound)
        {
            if (Misfit(pairs, yes, bound) <= z * z)
            {
                return bound;
            }
            var (fits, fails) = (kappa, bound);
            for (var i = 0; i < Halvings; i++)
            {
                var middle = (fits + fails) / 2;
                (fits, fails) = Misfit(pairs, yes, middle) <= z * z ? (middle, fails) : (fits, middle);
            }
            return fits;
        }
    }

    // Pearson's statistic of the three cells under the common correlation model.
    private static double Misfit(PairedJudgements pairs, double yes, double kappa)
    {
        var common = kappa * yes * (1 - yes);
        return Cell(pairs.BothYes, yes * yes + common)
            + Cell(pairs.Differ, 2 * yes * (1 - yes) * (1 - kappa))
            + Cell(pairs.BothNo, (1 - yes) * (1 - yes) + common);

        double Cell(long seen, double expected)
        {
            var mean = expected * pairs.Pairs;
            return mean > 1e-9 ? (seen - mean) * (seen - mean) / mean
                : seen == 0 ? 0
                : double.PositiveInfinity;
        }
    }
}
