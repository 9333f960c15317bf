using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Satisfaction;

/// <summary>
/// How a rate is made of answers (满意率口径). The choice moves the result: of 6,554 satisfied, 731 basically satisfied and 496
/// not, the three usual ways make 84.2, 88.9 and 93.6 per cent (the published figures of a police survey in Dongguan, February
/// 2019; its own 88.93 per cent counts half). So a rate names its formula and version, and the page shows the others beside it.
/// </summary>
/// <param name="Code">Its code.</param>
/// <param name="Version">Its version; another weight is another version.</param>
/// <param name="Name">Its name.</param>
/// <param name="Because">Why one would use it.</param>
/// <param name="PartlyCounts">What "partly" counts, between 0 and 1; "yes" counts 1 and "no" 0.</param>
public sealed record VerdictFormula(string Code, int Version, Bilingual Name, Bilingual Because, double PartlyCounts)
{
    /// <summary>Only "yes" counts.</summary>
    public static VerdictFormula Strict { get; } =
        new(
            "strict",
            1,
            new("只算“是”", "Only “yes” counts"),
            new(
                "部分解决不等于解决；算得最严，没有人能靠劝人说“还行”提高它。",
                "Solved in part is not solved. It is the strictest, and coaxing people into “more or less” does not raise it."
            ),
            0
        );

    /// <summary>"Partly" counts half.</summary>
    public static VerdictFormula Half { get; } =
        new(
            "half",
            1,
            new("“部分”算一半", "“Partly” counts half"),
            new("与一些已公布的调查口径一致，便于对照。", "As some published surveys count, to compare with them."),
            0.5
        );

    /// <summary>"Partly" counts like "yes".</summary>
    public static VerdictFormula Full { get; } =
        new(
            "full",
            1,
            new("“部分”也算“是”", "“Partly” counts as “yes”"),
            new("算得最宽；只用来说明口径的影响。", "The most lenient; it is here to show what the choice does."),
            1
        );

    /// <summary>All, the strictest first.</summary>
    public static ImmutableArray<VerdictFormula> All { get; } = [Strict, Half, Full];

    /// <summary>The one in use unless a reader asks for another.</summary>
    public static VerdictFormula InUse => Strict;

    /// <summary>What one answer counts, between 0 and 1.</summary>
    public double Score(YesPartlyNo answer) =>
        answer switch
        {
            YesPartlyNo.Yes => 1,
            YesPartlyNo.Partly => PartlyCounts,
            _ => 0,
        };

    /// <summary>The rate, between 0 and 1; null without answers.</summary>
    public double? Rate(VerdictCounts counts) =>
        counts.Answered == 0 ? null : (counts.Yes + (PartlyCounts * counts.Partly)) / counts.Answered;

    /// <summary>
    /// Between what the rate would lie if all who did not answer had (Manski's worst-case bounds: nothing is assumed of them):
    /// all with "no", and all with "yes". Null when nobody was asked.
    /// </summary>
    public (double Low, double High)? Bounds(VerdictCounts counts)
    {
        if (counts.Asked == 0)
        {
            return null;
        }
        var score = counts.Yes + (PartlyCounts * counts.Partly);
        return (score / counts.Asked, (score + counts.NotJudged) / counts.Asked);
    }
}
