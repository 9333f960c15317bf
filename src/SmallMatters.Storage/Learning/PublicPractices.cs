using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Learning;
using SmallMatters.Storage.JointHandling;

namespace SmallMatters.Storage.Learning;

/// <summary>A practice card as everybody may see it: of units and areas, with no account of anybody and no matter.</summary>
/// <param name="Id">Key.</param>
/// <param name="Title">What was done, in one line, as a second person released it.</param>
/// <param name="Unit">Code of the unit that did it.</param>
/// <param name="Context">What it was like before.</param>
/// <param name="Steps">What was done.</param>
/// <param name="Cost">What it cost.</param>
/// <param name="Failures">What did not work in it.</param>
/// <param name="Outcome">Whether it worked.</param>
/// <param name="Effect">The figure of then.</param>
/// <param name="Copies">Who copied it, and whether it worked again.</param>
[ProjectionFor(Audience.Public)]
[ShowsNothingPersonal(
    nameof(Title),
    nameof(Unit),
    nameof(Context),
    nameof(Steps),
    nameof(Cost),
    nameof(Failures),
    nameof(Effect),
    nameof(Copies)
)]
public sealed record PublicPractice(
    Guid Id,
    string Title,
    string Unit,
    string Context,
    string Steps,
    string Cost,
    string Failures,
    TrialOutcome Outcome,
    MeasuredEffect Effect,
    IReadOnlyList<PracticeCopy> Copies
);

/// <summary>Practice cards for everybody.</summary>
public static class PublicPractices
{
    /// <summary>Released cards, the newest first.</summary>
    /// <param name="db">The database.</param>
    /// <param name="before">Key of the card after which to go on; null for the first page.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<PublicPractice>> ListAsync(
        Db db,
        Guid? before,
        int most,
        CancellationToken cancel = default
    )
    {
        var files = db.Set<JointFileRow>()
            .AsNoTracking()
            .Where(f => f.Kind == nameof(Practice) && f.Standing == nameof(PracticeStage.Released) && !f.IsOver);
        return [.. (await JointLists.StatesAsync(db, files, before, most, cancel)).Cast<Practice>().Select(Of)];
    }

    /// <summary>One released card; null when there is none.</summary>
    public static async Task<PublicPractice?> FindAsync(Db db, Guid id, CancellationToken cancel = default) =>
        await JointBook.ReadAsync<Practice>(db, id, cancel) is { Stage: PracticeStage.Released } it ? Of(it) : null;

    /// <summary>A card without who wrote it.</summary>
    public static PublicPractice Of(Practice it) =>
        new(
            it.Key,
            it.Card.Title,
            it.Card.Unit,
            it.Card.Context,
            it.Card.Steps,
            it.Card.Cost,
            it.Card.Failures,
            it.Card.Outcome,
            it.Card.Effect,
            it.Copies
        );
}
