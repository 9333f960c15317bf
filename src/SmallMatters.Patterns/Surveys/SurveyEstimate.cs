using SmallMatters.Patterns.ControlCharts;

namespace SmallMatters.Patterns.Surveys;

/// <summary>The share of a population that would say yes, as a stratified random sample tells it.</summary>
/// <remarks>
/// Share and variance of a stratified sample without replacement: Cochran, W. G. (1977), Sampling Techniques, 3rd edition, 5.3 and
/// 5.10; weighting classes for who did not answer: Lohr, S. L. (2010), Sampling: Design and Analysis, 2nd edition, 8.5; the effect
/// of unequal weights: Kish, L. (1965), Survey Sampling, 11.7; Wilson's interval with an effective number of answers:
/// Korn, E. L. and Graubard, B. I. (1998), Survey Methodology 24, 193–201, who use Clopper's in the same way.
/// </remarks>
/// <param name="Share">0 to 1, with the ends of its interval.</param>
/// <param name="StandardError">The classical one, with the finite population correction; nought where every stratum is of one mind.</param>
/// <param name="Answered">How many answered.</param>
/// <param name="Effective">How many answers of a simple random sample from an endless population tell as much as is credited.</param>
/// <param name="WeightEffect">By how much unequal weights alone widen the variance: 1 when all are equal (Kish).</param>
/// <param name="Lowest">The share if everybody asked who did not answer would have said no.</param>
/// <param name="Highest">The share if they all would have said yes.</param>
/// <param name="Covered">The share of the eligible frame in strata from which there is an answer; below 1 the rest is not told of.</param>
public sealed record SurveyEstimate(
    ShareInterval Share,
    double StandardError,
    int Answered,
    double Effective,
    double WeightEffect,
    double Lowest,
    double Highest,
    double Covered
)
{
    /// <summary>How much wider the variance is than that of as many answers of a simple random sample (the design effect).</summary>
    public double DesignEffect => Answered / Effective;

    /// <summary>Half the width of the interval: the margin.</summary>
    public double Margin => (Share.High - Share.Low) / 2;

    /// <summary>Of strata; null when nobody answered.</summary>
    /// <param name="strata">The strata, each once.</param>
    /// <param name="confidence">Between 0 and 1, such as 0.95.</param>
    /// <exception cref="ArgumentOutOfRangeException">Counts that do not fit one another, or a confidence out of range.</exception>
    public static SurveyEstimate? Of(IEnumerable<SurveyStratum> strata, double confidence = 0.95)
    {
        var all = strata.Select(s => s.Checked()).Where(s => s.Asked > 0).ToArray();
        var heard = all.Where(s => s.Answered > 0).ToArray();
        if (heard.Length == 0)
        {
            return null;
        }
        var eligible = all.Sum(s => s.Eligible);
        var covered = heard.Sum(s => s.Eligible);
        var answered = heard.Sum(s => s.Answered);
        var share = Math.Clamp(heard.Sum(s => s.Eligible * s.Yes / s.Answered) / covered, 0, 1);
        var variance = heard.Sum(s => Square(s.Eligible / covered) * Left(s) * Spread(s, share) / s.Answered);
        // Weights alone, with the correction of the strata where the weight lies.
        var kish = Square(covered) / heard.Sum(s => s.Answered * Square(s.Weight));
        var corrected = 1 / heard.Sum(s => Square(s.Eligible / covered) * Left(s) / s.Answered);
        // Strata of one mind look certain and are not: what stratification gains is not credited, what weights cost is.
        var effective = Math.Max(1, variance > 0 ? Math.Min(share * (1 - share) / variance, corrected) : corrected);
        return new SurveyEstimate(
            Scored(share, effective, confidence),
            Math.Sqrt(variance),
            answered,
            effective,
            answered / kish,
            all.Sum(s => s.Eligible * s.Yes / s.Asked) / eligible,
            all.Sum(s => s.Eligible * (s.Yes + s.Asked - s.Answered) / s.Asked) / eligible,
            covered / eligible
        );
    }

    // The correction of a finite population: what is left of the variance when part of the stratum was heard.
    private static double Left(SurveyStratum s) => Math.Max(0, 1 - (s.Answered / s.Eligible));

    // One answer has no spread of its own and borrows that of all.
    private static double Spread(SurveyStratum s, double share)
    {
        var own = (double)s.Yes / s.Answered;
        return s.Answered == 1 ? share * (1 - share) : own * (1 - own) * s.Answered / (s.Answered - 1);
    }

    // Who heard everybody knows it.
    private static ShareInterval Scored(double share, double effective, double confidence) =>
        double.IsPositiveInfinity(effective)
            ? new ShareInterval(share, share, share)
            : Wilson.OfMean(share, effective, confidence);

    private static double Square(double x) => x * x;
}
