using System.Collections.Immutable;
using SmallMatters.Domain.Confidentiality;

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
    [property: PersonalField(PersonalItem.VerdictWords, FieldPurpose.Judging, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText? Words
)
{
    /// <summary>What the resident says of each part, where they say it.</summary>
    public ImmutableArray<PartVerdict> Parts { get; init; } = [];

    /// <summary>How it was given. Answers to calls are counted apart.</summary>
    public VerdictMode Mode { get; init; }

    /// <summary>
    /// Whether a person of another unit must decide on reopening: any "no", or words under a negative
    /// (something is only partly so and the resident says why).
    /// </summary>
    public bool OpensReopenDecision =>
        Informed == YesPartlyNo.No
        || Fair == YesPartlyNo.No
        || PromiseKept == YesPartlyNo.No
        || SolvedIt == YesPartlyNo.No
        || Parts.Any(p => p.Solved == YesPartlyNo.No)
        || (
            Words?.Text is { Length: > 0 }
            && (
                (Informed, Fair, SolvedIt) != (YesPartlyNo.Yes, YesPartlyNo.Yes, YesPartlyNo.Yes)
                || Parts.Any(p => p.Solved != YesPartlyNo.Yes)
            )
        );

    /// <summary>Two verdicts are equal when all answers are.</summary>
    public bool Equals(Verdict? other) =>
        other is not null
        && (Informed, Fair, PromiseKept, SolvedIt) == (other.Informed, other.Fair, other.PromiseKept, other.SolvedIt)
        && (AskedForGoodMark, Words, Mode) == (other.AskedForGoodMark, other.Words, other.Mode)
        && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Informed, Fair, PromiseKept, SolvedIt, AskedForGoodMark, Words);
}

/// <summary>How somebody was asked what they think of a result.</summary>
public enum VerdictMode
{
    /// <summary>链接: by their own link, whenever they liked within the window.</summary>
    Link,

    /// <summary>电话: drawn at random and called by a unit that did not deal with it.</summary>
    Call,
}

/// <summary>What the resident says of one part: "this part yes, that part no".</summary>
/// <param name="Part">Key of the part.</param>
/// <param name="Solved">Is it solved?</param>
public sealed record PartVerdict(Guid Part, YesPartlyNo Solved);

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
