using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Participation;

/// <summary>
/// A consultation (征求意见): a unit asks the residents of an area about a plan before it is decided, and answers in public what it
/// made of what they said (SPEC §10). The answers themselves are no part of it; numbers are.
/// </summary>
/// <param name="Paper">What is asked.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Reason">Why it was sent back or called off; null otherwise.</param>
/// <param name="OpenedOn">The local day from which it can be answered; null before.</param>
/// <param name="Themes">What the unit sorts the answers by, numbered from 1.</param>
/// <param name="Prepared">The unit's answer while it waits for a second person; null otherwise.</param>
/// <param name="Published">The unit's answer once it is public; null before.</param>
public sealed record Consultation(
    ConsultationPaper Paper,
    ConsultationStage Stage,
    string? Reason,
    DateOnly? OpenedOn,
    ImmutableArray<ConsultationTheme> Themes,
    ConsultationAnswer? Prepared,
    ConsultationAnswer? Published
) : JointFile
{
    /// <inheritdoc/>
    public override Guid Key => Paper.Id;

    /// <inheritdoc/>
    public override string Line => Paper.Title;

    /// <inheritdoc/>
    public override string Lead => Paper.Unit;

    /// <inheritdoc/>
    public override string At => Paper.Area;

    /// <inheritdoc/>
    public override DateTimeOffset Began => Paper.WrittenAt;

    /// <inheritdoc/>
    public override bool IsOver => Stage is ConsultationStage.Answered or ConsultationStage.CalledOff;

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => [Paper.Unit];

    /// <inheritdoc/>
    public override ImmutableArray<long> About => [];

    /// <summary>Whether residents may answer on a local day.</summary>
    public bool TakesAnswers(DateOnly today) => Stage == ConsultationStage.Open && today <= Paper.Until;

    /// <summary>Whether its time is over and its answers wait to be sorted and answered.</summary>
    public bool IsClosed(DateOnly today) => Stage == ConsultationStage.Open && today > Paper.Until;
}

/// <summary>What is asked.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">In one line.</param>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the unit that asks.</param>
/// <param name="Plan">The plan in plain words.</param>
/// <param name="Open">What can still be changed.</param>
/// <param name="Settled">What cannot be changed, and why.</param>
/// <param name="Question">What residents are asked.</param>
/// <param name="Choices">Answers to choose one from; empty where they write only.</param>
/// <param name="Until">Last local day.</param>
/// <param name="Writer">Who wrote it, who does not release it.</param>
/// <param name="WrittenAt">UTC.</param>
public sealed record ConsultationPaper(
    Guid Id,
    string Title,
    string Area,
    string Unit,
    string Plan,
    string Open,
    string Settled,
    string Question,
    ImmutableArray<string> Choices,
    DateOnly Until,
    StaffId Writer,
    DateTimeOffset WrittenAt
);

/// <summary>What several answers have in common, in the unit's words.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">In one line.</param>
public sealed record ConsultationTheme(int Number, string Title);

/// <summary>What the unit does about a theme.</summary>
public enum ThemeOutcome
{
    /// <summary>采纳.</summary>
    TakenUp,

    /// <summary>部分采纳.</summary>
    InPart,

    /// <summary>不采纳.</summary>
    NotTakenUp,
}

/// <summary>What a unit says of a theme.</summary>
/// <param name="Title">The theme.</param>
/// <param name="Count">How many answers said it.</param>
/// <param name="Outcome">What it does about it.</param>
/// <param name="Words">Why.</param>
public sealed record ThemeAnswer(string Title, int Count, ThemeOutcome Outcome, string Words);

/// <summary>How many answered, as they were sorted.</summary>
/// <param name="ByLink">Answers by a verified contact.</param>
/// <param name="OnPaper">Answers on paper, typed in by the unit.</param>
/// <param name="Beside">Answers that are not about what was asked.</param>
/// <param name="ByTheme">Answers per number of a theme; one answer may be of several.</param>
/// <param name="ByChoice">Answers per choice, in the order of the choices.</param>
/// <param name="Unsorted">Answers that nobody has sorted.</param>
public sealed record ConsultationCounts(
    int ByLink,
    int OnPaper,
    int Beside,
    ImmutableDictionary<int, int> ByTheme,
    ImmutableArray<int> ByChoice,
    int Unsorted
)
{
    /// <summary>Fewer than this are not told in numbers.</summary>
    public const int Floor = ProposePriorityRule.Floor;

    /// <summary>All answers.</summary>
    public int All => ByLink + OnPaper;

    /// <summary>
    /// What is told of counts that add up to a number that is told as well. From one to four is "fewer than five"; where only one of
    /// them is that, the smallest of the others is withheld too, since the difference to the whole would tell it.
    /// </summary>
    public static ImmutableArray<CountTold> Told(ImmutableArray<int> counts)
    {
        var few = counts.Count(IsFew);
        var hidden = few == 1 ? counts.Where(c => c >= Floor).DefaultIfEmpty(-1).Min() : -1;
        var withheld = counts.IndexOf(hidden);
        return
        [
            .. counts.Select(
                (c, i) =>
                    i == withheld ? new CountTold(null, true)
                    : IsFew(c) ? new CountTold(null, false)
                    : new CountTold(c, false)
            ),
        ];
    }

    private static bool IsFew(int count) => count is > 0 and < Floor;
}

/// <summary>What is told of a count.</summary>
/// <param name="Count">The number; null where it is not told.</param>
/// <param name="Withheld">Whether it is not told because another would follow from it; else it is fewer than <see cref="ConsultationCounts.Floor"/>.</param>
public readonly record struct CountTold(int? Count, bool Withheld);

/// <summary>The unit's answer to all that was said.</summary>
/// <param name="Themes">Theme by theme, those that were said.</param>
/// <param name="Counts">How many answered, at that moment.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Next">What happens next.</param>
/// <param name="NextOn">By which local day.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="On">Local day.</param>
public sealed record ConsultationAnswer(
    ImmutableArray<ThemeAnswer> Themes,
    ConsultationCounts Counts,
    string Decision,
    string Next,
    DateOnly NextOn,
    StaffId By,
    DateOnly On
);

/// <summary>Where a consultation stands.</summary>
public enum ConsultationStage
{
    /// <summary>已写，待核对.</summary>
    Written,

    /// <summary>退回.</summary>
    SentBack,

    /// <summary>征求意见中, or over and not answered yet: the day tells which.</summary>
    Open,

    /// <summary>已公布答复.</summary>
    Answered,

    /// <summary>已取消.</summary>
    CalledOff,
}
