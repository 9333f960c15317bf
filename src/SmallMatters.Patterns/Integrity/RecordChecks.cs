using SmallMatters.Patterns.Numbers;

namespace SmallMatters.Patterns.Integrity;

/// <summary>
/// Holds each unit's records against those of all other units. What is found is a question for a person to ask, not a proof:
/// each finding has innocent explanations.
/// </summary>
/// <remarks>
/// A share among n records is held against a beta-binomial distribution whose mean is the share among the other units and whose
/// variance takes in their ordinary differences (an additive variance, as in Spiegelhalter 2005) and the chance in them; the tail is
/// summed exactly, since the shares are small. The yearly rates are held against the dispersion test for binomial counts
/// (Cochran 1954, Biometrics 10, 417–451) in its lower tail: made-up figures are often too even.
/// </remarks>
public static class RecordChecks
{
    /// <summary>A finding is less probable than this when nothing is wrong.</summary>
    public const double Limit = 0.001;

    /// <summary>Fewer records are not tested.</summary>
    public const int FewestRecords = 30;

    /// <summary>Fewer that stand out are no finding, however improbable.</summary>
    public const int FewestFound = 5;

    /// <summary>A share that is larger by less is no finding: it would not matter.</summary>
    public const double SmallestExcess = 0.05;

    /// <summary>Units with enough records without whom there is nothing to hold one against.</summary>
    public const int FewestOthers = 2;

    /// <summary>Months without which a year is not tested for being too even.</summary>
    public const int FewestMonths = 6;

    /// <summary>Answers without which a month is left out of that test.</summary>
    public const int FewestInMonth = 10;

    // A rare thing that happened nowhere else may still happen: no share is taken to be smaller.
    private const double SmallestShare = 0.01;

    // The mean square of a standard normal variable whose tenths on both sides are pulled in to their bounds.
    private const double Winsorised = 0.6787;

    /// <summary>Checks all units.</summary>
    /// <param name="units">Counts, one for each unit.</param>
    public static RecordReport Of(IReadOnlyList<UnitRecords> units)
    {
        var findings = new List<RecordFinding>();
        var tested = Enum.GetValues<RecordCheck>().ToDictionary(check => check, _ => 0);
        foreach (var check in Enum.GetValues<RecordCheck>())
        {
            var able = units.Where(u => u.Counted(check).Of >= FewestRecords).ToList();
            foreach (var unit in able)
            {
                var p = check == RecordCheck.TooSmooth ? TooSmooth(unit.Year) : AgainstOthers(unit, able, check);
                if (p is not { } probability)
                {
                    continue;
                }
                tested[check]++;
                if (probability.P <= Limit)
                {
                    var (count, of) = unit.Counted(check);
                    findings.Add(new RecordFinding(check, unit.Unit, count, of, probability.Usually, probability.P));
                }
            }
        }
        return new RecordReport([.. findings.OrderBy(f => f.Unit, StringComparer.Ordinal).ThenBy(f => f.Check)], tested);
    }

    private static (double P, double Usually)? AgainstOthers(UnitRecords unit, List<UnitRecords> able, RecordCheck check)
    {
        var others = able.Where(u => u != unit).Select(u => u.Counted(check)).ToList();
        if (others.Count < FewestOthers)
        {
            return null;
        }
        var (count, of) = unit.Counted(check);
        double all = others.Sum(o => o.Of);
        var usually = others.Sum(o => o.Count) / all;
        if (count < FewestFound || (double)count / of < usually + SmallestExcess)
        {
            return (1, usually);
        }
        var share = Math.Clamp(usually, SmallestShare, 1 - SmallestShare);
        var between = Between(others, share) + (share * (1 - share) / all);
        // A beta distribution has no larger variance than this.
        var size = Math.Max((share * (1 - share) / between) - 1, 1e-3);
        return (Distributions.BetaBinomialAtLeast(count, of, share * size, (1 - share) * size), usually);
    }

    // The variance of the units' true shares, by moments (DerSimonian and Laird 1986, Controlled Clinical Trials 7, 177–188).
    // The scores are winsorised, so that one more unit with something to hide does not hide this one, and what that takes from
    // the variance of normal scores is given back.
    private static double Between(List<(int Count, int Of)> units, double share)
    {
        var scores = units
            .Select(u => ((double)u.Count / u.Of) - share)
            .Zip(units, (d, u) => d * Math.Sqrt(u.Of / (share * (1 - share))));
        var sorted = scores.Order().ToList();
        var cut = units.Count / 10;
        var (low, high) = (sorted[cut], sorted[^(cut + 1)]);
        var spread = sorted.Sum(z => Math.Pow(Math.Clamp(z, low, high), 2)) / (cut == 0 ? 1 : Winsorised);
        var weights = units.Select(u => u.Of / (share * (1 - share))).ToList();
        var sum = weights.Sum();
        return Math.Max(0, (spread - (units.Count - 1)) / (sum - (weights.Sum(w => w * w) / sum)));
    }

    private static (double P, double Usually)? TooSmooth(IReadOnlyList<(int Yes, int Answered)> year)
    {
        var months = year.Where(m => m.Answered >= FewestInMonth).ToList();
        if (months.Count < FewestMonths)
        {
            return null;
        }
        double answered = months.Sum(m => m.Answered);
        var share = months.Sum(m => m.Yes) / answered;
        // Where nearly all say the same, counts are too few for the test's distribution.
        if (share * (1 - share) * answered / months.Count < 1)
        {
            return null;
        }
        var spread = months.Sum(m => Math.Pow(m.Yes - (m.Answered * share), 2) / (m.Answered * share * (1 - share)));
        return (Distributions.GammaP((months.Count - 1) / 2.0, spread / 2), share);
    }
}
