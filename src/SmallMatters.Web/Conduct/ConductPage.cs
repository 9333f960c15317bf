using SmallMatters.Domain.Conduct;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Web.JointHandling;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Conduct;

/// <summary>
/// What the page of a review and the unit's answer share. Whoever deals with matters of the reviewing unit reads it; of the unit
/// concerned its leaders alone, since those who were complained of might be among the rest.
/// </summary>
public abstract class ConductPage(Desk desk) : JointPageModel<ConductReview>(desk)
{
    /// <summary>Whether the reader leads the unit concerned.</summary>
    public bool IsConcerned => Scope.Unit == State.File.Unit && Scope.Is(StaffRole.Supervisor);

    /// <summary>Whether the reader may answer for the unit now.</summary>
    public bool MayReply => IsConcerned && State is { Reply: null, Opinion: null };

    /// <summary>The link to a review from its matter.</summary>
    public static (string Href, Bilingual Said) LinkTo(ConductReview review) =>
        (
            JointWords.AddressOf(nameof(ConductReview), review.Key),
            new($"作风核查：{review.Stage.Said().Zh}", $"Review of conduct: {review.Stage.Said().En}")
        );

    protected async Task<bool> ShowToReaderAsync(CancellationToken cancel) =>
        await ShowAsync(cancel) && (IsConcerned || (Scope.Unit == State.File.Reviews && Deals));
}
