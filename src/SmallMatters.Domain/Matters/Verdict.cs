namespace SmallMatters.Domain.Matters;

/// <summary>What the resident says of the result (评价). Never a score of a person.</summary>
/// <param name="Informed">Was I kept informed?</param>
/// <param name="Fair">Was I treated fairly?</param>
/// <param name="PromiseKept">Was the promise kept? Null when none was made.</param>
/// <param name="SolvedIt">Is it solved?</param>
/// <param name="AskedForGoodMark">"I was asked to give a good mark."</param>
/// <param name="Words">Free words.</param>
public sealed record Verdict(
    YesPartlyNo Informed,
    YesPartlyNo Fair,
    YesPartlyNo? PromiseKept,
    YesPartlyNo SolvedIt,
    bool AskedForGoodMark,
    PersonalText? Words
)
{
    /// <summary>
    /// Whether a person of another unit must decide on reopening: any "no", or words under a negative
    /// (something is only partly so and the resident says why).
    /// </summary>
    public bool OpensReopenDecision =>
        Informed == YesPartlyNo.No
        || Fair == YesPartlyNo.No
        || PromiseKept == YesPartlyNo.No
        || SolvedIt == YesPartlyNo.No
        || (Words?.Text is { Length: > 0 } && (Informed, Fair, SolvedIt) != (YesPartlyNo.Yes, YesPartlyNo.Yes, YesPartlyNo.Yes));
}

/// <summary>An answer in a verdict.</summary>
public enum YesPartlyNo
{
    /// <summary>是.</summary>
    Yes,

    /// <summary>部分.</summary>
    Partly,

    /// <summary>否.</summary>
    No,
}
