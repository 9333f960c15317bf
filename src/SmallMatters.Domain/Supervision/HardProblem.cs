using System.Collections.Immutable;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Supervision;

/// <summary>
/// An entry of the hard list (难点清单): a named problem with a named leader, a plan and dated reviews. It stays on the list until it
/// is solved, with evidence, and somebody other than the leader has confirmed that.
/// </summary>
/// <param name="File">What does not change.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Matters">References of the matters that it holds, as numbers.</param>
/// <param name="Plan">The plan; null until one is written.</param>
/// <param name="Reviews">The reviews, in order.</param>
/// <param name="Claim">That it is solved, as the leading unit says; null while it does not.</param>
public sealed record HardProblem(
    HardProblemFile File,
    HardStage Stage,
    ImmutableArray<long> Matters,
    string? Plan,
    ImmutableArray<HardReview> Reviews,
    SolvedClaim? Claim
) : JointFile
{
    /// <inheritdoc/>
    public override Guid Key => File.Id;

    /// <inheritdoc/>
    public override string Line => File.Title;

    /// <inheritdoc/>
    public override string Lead => File.Unit;

    /// <inheritdoc/>
    public override string At => File.Area;

    /// <inheritdoc/>
    public override DateTimeOffset Began => File.ListedAt;

    /// <inheritdoc/>
    public override bool IsOver => Stage == HardStage.Solved;

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => File.Unit == File.Confirms ? [File.Unit] : [File.Unit, File.Confirms];

    /// <inheritdoc/>
    public override ImmutableArray<long> About => Matters;
}

/// <summary>What does not change about a hard problem.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">What it is, in one line.</param>
/// <param name="Why">Why it is hard.</param>
/// <param name="Category">Category code.</param>
/// <param name="Area">Area code.</param>
/// <param name="Unit">Code of the leading unit.</param>
/// <param name="Leader">Account of the named leader.</param>
/// <param name="Post">The leader's post, which the public reads too.</param>
/// <param name="Confirms">Code of the unit that confirms that it is solved.</param>
/// <param name="ListedAt">UTC.</param>
public sealed record HardProblemFile(
    Guid Id,
    string Title,
    string Why,
    string Category,
    string Area,
    string Unit,
    StaffId Leader,
    string Post,
    string Confirms,
    DateTimeOffset ListedAt
);

/// <summary>Where a hard problem stands.</summary>
public enum HardStage
{
    /// <summary>正在解决.</summary>
    Listed,

    /// <summary>待确认: the leading unit says that it is solved.</summary>
    Claimed,

    /// <summary>已解决, confirmed.</summary>
    Solved,
}

/// <summary>One review.</summary>
/// <param name="On">Local day.</param>
/// <param name="Words">What has changed, and what comes next.</param>
public sealed record HardReview(DateOnly On, string Words);

/// <summary>That a hard problem is solved.</summary>
/// <param name="By">The account that says so.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record SolvedClaim(StaffId By, string Evidence);

/// <summary>Who may act on a hard problem.</summary>
internal static class HardMay
{
    public const int LongestWords = 2000;

    public static Refusal NotAtThisStep { get; } =
        Refusal.Of("hard-problem-not-at-this-step", "这个难点现在不在这一步。", "This hard problem is not at this step now.");

    /// <summary>Null when the person works for the leading unit and the problem is worked on.</summary>
    public static Refusal? Work(HardProblem problem, Actor.Staff by) =>
        problem.Stage != HardStage.Listed ? NotAtThisStep
        : problem.File.Unit == by.Unit && May.DealsWithMatters(by) ? null
        : Refusal.Of("not-your-units-hard-problem", "这个难点由别的单位牵头。", "Another unit leads this hard problem.");
}
