using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Participation;

/// <summary>
/// A small task that residents may take (平安志愿者任务): looking after a thing or a place on a day, never after people (SPEC §10, §16). Who
/// took a place is nowhere in it: a number is. Nobody is rated, and no hours are counted.
/// </summary>
/// <param name="Paper">What is to be done.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Reason">Why it was sent back or called off; null otherwise.</param>
/// <param name="Places">Keys of the places that are taken, and whether who took one said that it is done.</param>
/// <param name="Result">What came of it; null before.</param>
public sealed record VolunteerTask(
    TaskPaper Paper,
    TaskStage Stage,
    string? Reason,
    ImmutableDictionary<Guid, bool> Places,
    string? Result
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
    public override bool IsOver => Stage is TaskStage.Ended or TaskStage.CalledOff;

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => [Paper.Unit];

    /// <inheritdoc/>
    public override ImmutableArray<long> About => [];

    /// <summary>How many more are needed.</summary>
    public int Left => Math.Max(0, Paper.Needed - Places.Count);

    /// <summary>Whether somebody can take a place at an instant.</summary>
    public bool TakesMore(DateTimeOffset now) => Stage == TaskStage.Open && now < Paper.From && Left > 0;
}

/// <summary>What is to be done.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">In one line.</param>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the unit that is there for who takes it.</param>
/// <param name="What">What is done, step by step.</param>
/// <param name="NotPart">What is no part of it.</param>
/// <param name="Where">Where one meets: a place, never somebody's home.</param>
/// <param name="From">Begin, UTC.</param>
/// <param name="Until">End, UTC.</param>
/// <param name="Needed">How many are needed.</param>
/// <param name="Writer">Who wrote it, who does not release it.</param>
/// <param name="WrittenAt">UTC.</param>
public sealed record TaskPaper(
    Guid Id,
    string Title,
    string Area,
    string Unit,
    string What,
    string NotPart,
    string Where,
    DateTimeOffset From,
    DateTimeOffset Until,
    int Needed,
    StaffId Writer,
    DateTimeOffset WrittenAt
)
{
    /// <summary>Key of the residents' priority that it is part of; null when it is of none.</summary>
    public Guid? Priority { get; init; }
}

/// <summary>Where a task stands.</summary>
public enum TaskStage
{
    /// <summary>已写，待核对.</summary>
    Written,

    /// <summary>退回.</summary>
    SentBack,

    /// <summary>可以领取, or its day is over and nothing is said of it yet: the day tells which.</summary>
    Open,

    /// <summary>已结束.</summary>
    Ended,

    /// <summary>已取消.</summary>
    CalledOff,
}
