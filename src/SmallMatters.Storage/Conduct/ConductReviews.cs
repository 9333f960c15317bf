using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Storage.JointHandling;

namespace SmallMatters.Storage.Conduct;

/// <summary>A review of conduct as whoever raised it reads it: what the unit was told, word for word, and how far it has come.</summary>
/// <param name="On">The local day on which it was put to the unit.</param>
/// <param name="Points">What the unit reads, and all that it reads.</param>
/// <param name="AnswerBy">The last local day for the unit's answer.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Finding">What was found; null before.</param>
[ProjectionFor(Audience.Resident)]
[ShowsNothingPersonal(nameof(Points))]
public sealed record ConductSteps(DateOnly On, string Points, DateOnly AnswerBy, ConductStage Stage, ConductFinding? Finding);

/// <summary>Reads the review of conduct of a matter. The way leads from the matter to its review and never back.</summary>
public static class ConductReviews
{
    /// <summary>For whoever deals with the matter; null before anything was put to the unit.</summary>
    public static async Task<ConductReview?> OfMatterAsync(Db db, MatterFile file, CancellationToken cancel = default) =>
        file.UnitConcerned is null ? null : await JointBook.ReadAsync<ConductReview>(db, ConductReview.KeyOf(file), cancel);

    /// <summary>For whoever raised it, or helps them; null before anything was put to the unit.</summary>
    public static async Task<ConductSteps?> StepsAsync(Db db, MatterFile file, CancellationToken cancel = default) =>
        await OfMatterAsync(db, file, cancel) is { } review
            ? new ConductSteps(
                review.File.On,
                review.File.Points,
                review.Duties[0].Clock.Deadline.DueOn,
                review.Stage,
                review.Opinion?.Finding
            )
            : null;
}
