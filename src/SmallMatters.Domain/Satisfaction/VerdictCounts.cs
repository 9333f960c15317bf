namespace SmallMatters.Domain.Satisfaction;

/// <summary>
/// The raw counts behind a rate of verdicts: who was asked, who answered, who did not, and who was left out and why. Every rate
/// that is shown comes from them by a formula and is shown with them.
/// </summary>
/// <param name="Withdrawn">Left out: withdrawn by who raised it.</param>
/// <param name="Merged">Left out: merged into another matter, whose verdict counts.</param>
/// <param name="FoundByStaff">Left out: found by staff, so that there is no resident to ask.</param>
/// <param name="Waiting">Not counted yet: the resident may still judge.</param>
/// <param name="NotJudged">Asked, and not answered.</param>
/// <param name="Yes">Answered: yes.</param>
/// <param name="Partly">Answered: partly.</param>
/// <param name="No">Answered: no.</param>
/// <param name="Unasked">Judged, but the question did not apply: nothing had been promised.</param>
public sealed record VerdictCounts(
    int Withdrawn,
    int Merged,
    int FoundByStaff,
    int Waiting,
    int NotJudged,
    int Yes,
    int Partly,
    int No,
    int Unasked
)
{
    /// <summary>No closing at all.</summary>
    public static VerdictCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Left out with a reason.</summary>
    public int Excluded => Withdrawn + Merged + FoundByStaff;

    /// <summary>Answers to the question: the denominator of its rate.</summary>
    public int Answered => Yes + Partly + No;

    /// <summary>Whose chance to answer is over and to whom the question applied: those who answered and those who did not.</summary>
    public int Asked => Answered + NotJudged;

    /// <summary>All closings.</summary>
    public int Closings => Excluded + Waiting + Asked + Unasked;

    /// <summary>The share of those asked who answered; null when nobody was asked.</summary>
    public double? Response => Asked == 0 ? null : (double)Answered / Asked;

    /// <summary>Both together.</summary>
    public static VerdictCounts operator +(VerdictCounts a, VerdictCounts b) =>
        new(
            a.Withdrawn + b.Withdrawn,
            a.Merged + b.Merged,
            a.FoundByStaff + b.FoundByStaff,
            a.Waiting + b.Waiting,
            a.NotJudged + b.NotJudged,
            a.Yes + b.Yes,
            a.Partly + b.Partly,
            a.No + b.No,
            a.Unasked + b.Unasked
        );
}
