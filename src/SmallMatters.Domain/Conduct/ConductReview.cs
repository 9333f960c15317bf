using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Domain.Conduct;

/// <summary>
/// A review of conduct (作风核查): what somebody said of members of staff is put to their unit in the reviewer's own words, the unit
/// answers, and the reviewer finds. The unit reads nothing else: not the matter, its reference, its area or its day, nor who raised
/// it. What follows from a finding is a reckoning of its own.
/// </summary>
/// <param name="File">What does not change.</param>
/// <param name="Reply">What the unit answered; null when nothing yet.</param>
/// <param name="Opinion">What was found; null before.</param>
public sealed record ConductReview(ConductReviewFile File, string? Reply, ConductOpinion? Opinion) : JointFile
{
    /// <summary>Where it stands.</summary>
    public ConductStage Stage =>
        Opinion is not null ? ConductStage.Found
        : Reply is not null ? ConductStage.Answered
        : Duties.Open(DutyFor.ReplyToConduct) is not null ? ConductStage.Put
        : ConductStage.Silent;

    /// <inheritdoc/>
    public override Guid Key => File.Id;

    /// <inheritdoc/>
    public override string Line => string.Create(CultureInfo.InvariantCulture, $"作风核查 {File.On:yyyy-MM-dd}");

    /// <inheritdoc/>
    public override string Lead => File.Reviews;

    /// <summary>No area: that of the matter would narrow down who raised it.</summary>
    public override string At => "";

    /// <inheritdoc/>
    public override DateTimeOffset Began => File.PutAt;

    /// <inheritdoc/>
    public override bool IsOver => Opinion is not null;

    /// <inheritdoc/>
    public override string Standing => Stage.ToString();

    /// <inheritdoc/>
    public override ImmutableArray<string> Units => [File.Reviews, File.Unit];

    /// <summary>None: the unit reads what a joint file is about.</summary>
    public override ImmutableArray<long> About => [];

    /// <summary>
    /// The key of the review of a matter, one for each time that it is dealt with. It follows from the key of who raised it, of which
    /// more than seventy bits are random, so that the way from the matter to its review is found and the way back is not.
    /// </summary>
    public static Guid KeyOf(MatterFile file)
    {
        var round = file.Clocks.Count(c => c.Purpose == ClockFor.Handle);
        var text = string.Create(CultureInfo.InvariantCulture, $"conduct-review {file.Raiser.Id.Value:N} {round}");
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}

/// <summary>What does not change about a review of conduct.</summary>
/// <param name="Id">Key.</param>
/// <param name="Unit">Code of the unit that it is about.</param>
/// <param name="Reviews">Code of the unit that reviews: outside that unit and its chain.</param>
/// <param name="Points">What is put to the unit, in the reviewer's words.</param>
/// <param name="On">The local day on which it was put.</param>
/// <param name="PutAt">When, UTC.</param>
public sealed record ConductReviewFile(Guid Id, string Unit, string Reviews, string Points, DateOnly On, DateTimeOffset PutAt);

/// <summary>Where a review of conduct stands.</summary>
public enum ConductStage
{
    /// <summary>已请单位说明.</summary>
    Put,

    /// <summary>单位已说明.</summary>
    Answered,

    /// <summary>期满没有说明: it may be found all the same, and the unit may still answer until then.</summary>
    Silent,

    /// <summary>已认定.</summary>
    Found,
}

/// <summary>What was found.</summary>
/// <param name="Finding">Whether it was so.</param>
/// <param name="Reasons">Why, for the unit, with what it had answered weighed.</param>
public sealed record ConductOpinion(ConductFinding Finding, string Reasons);
