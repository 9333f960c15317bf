using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmallMatters.Domain.Clocks;
using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Matters.Rows;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>A step of a matter that everybody may know of. What was said at it is not part of it.</summary>
/// <param name="Number">The matter's reference as a number.</param>
/// <param name="Seq">Number of the fact within the matter.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Step">What happened.</param>
/// <param name="Outcome">The outcome that was proposed, when one was.</param>
[ProjectionFor(Audience.Public)]
public sealed record PublicUpdate(long Number, int Seq, DateTimeOffset At, PublicStep Step, OutcomeCode? Outcome);

/// <summary>What may be known to have happened.</summary>
public enum PublicStep
{
    /// <summary>Somebody deals with it.</summary>
    Assigned,

    /// <summary>Kind or category was corrected.</summary>
    Sorted,

    /// <summary>Another unit took it over.</summary>
    HandedOver,

    /// <summary>Whoever raised it was answered.</summary>
    Answered,

    /// <summary>A promise was made.</summary>
    Promised,

    /// <summary>A promise was changed with a reason.</summary>
    PromiseChanged,

    /// <summary>A promise was kept.</summary>
    PromiseKept,

    /// <summary>The promised day moved: an extension, or a new calendar.</summary>
    DeadlineMoved,

    /// <summary>An outcome was proposed.</summary>
    Closed,

    /// <summary>It was withdrawn.</summary>
    Withdrawn,

    /// <summary>It was merged into another.</summary>
    Merged,

    /// <summary>Another unit reviews it.</summary>
    UnderReview,

    /// <summary>It is dealt with again.</summary>
    Reopened,

    /// <summary>After review the outcome stands.</summary>
    OutcomeStands,
}

/// <summary>Reads the public's steps. Matters of conduct have none; verdicts, notes, questions and additions are none.</summary>
public static class PublicUpdates
{
    private static readonly FrozenDictionary<string, PublicStep> Steps = new Dictionary<string, PublicStep>
    {
        [nameof(Assigned)] = PublicStep.Assigned,
        [nameof(Sorted)] = PublicStep.Sorted,
        [nameof(HandOverAccepted)] = PublicStep.HandedOver,
        [nameof(Replied)] = PublicStep.Answered,
        [nameof(Promised)] = PublicStep.Promised,
        [nameof(PromiseChanged)] = PublicStep.PromiseChanged,
        [nameof(PromiseKept)] = PublicStep.PromiseKept,
        [nameof(ClockExtended)] = PublicStep.DeadlineMoved,
        [nameof(DeadlineRecomputed)] = PublicStep.DeadlineMoved,
        [nameof(OutcomeProposed)] = PublicStep.Closed,
        [nameof(MatterWithdrawn)] = PublicStep.Withdrawn,
        [nameof(MatterMerged)] = PublicStep.Merged,
        [nameof(DissatisfiedVerdictGiven)] = PublicStep.UnderReview,
        [nameof(InternalReviewAsked)] = PublicStep.UnderReview,
        [nameof(Reopened)] = PublicStep.Reopened,
        [nameof(OutcomeStands)] = PublicStep.OutcomeStands,
    }.ToFrozenDictionary();

    private static readonly string[] Types = [.. Steps.Keys];

    // Bodies that are needed to tell what the step was; no other body leaves the database.
    private static readonly string[] Told = [nameof(OutcomeProposed), nameof(ClockExtended), nameof(DeadlineRecomputed)];

    /// <summary>The steps from one instant to another, both included, oldest first, at most <paramref name="most"/>.</summary>
    public static async Task<IReadOnlyList<PublicUpdate>> BetweenAsync(
        Db db,
        DateTimeOffset since,
        DateTimeOffset until,
        int most,
        CancellationToken cancel = default
    )
    {
        var rows = await (
            from m in db.Set<MatterRow>()
            join h in db.Set<HistoryRow>() on m.Id equals h.MatterId
            where m.Kind != Kind.Conduct && m.ChangedAt >= since && h.At >= since && h.At <= until && Types.Contains(h.Type)
            orderby h.At, h.MatterId, h.Seq
            select new
            {
                m.Number,
                h.Seq,
                h.At,
                h.Type,
                Body = Told.Contains(h.Type) ? h.Body : null,
            }
        )
            .Take(most)
            .ToListAsync(cancel);
        return
        [
            .. from row in rows
            where row.Type == nameof(OutcomeProposed) || row.Body is null || MovesThePromise(row.Body)
            select new PublicUpdate(
                row.Number,
                row.Seq,
                row.At,
                Steps[row.Type],
                row.Type == nameof(OutcomeProposed) ? OutcomeIn(row.Body!) : null
            ),
        ];
    }

    /// <summary>Whether a matter is open for the public after the step.</summary>
    public static bool IsOpenAfter(PublicStep step) =>
        step is not (PublicStep.Closed or PublicStep.Withdrawn or PublicStep.Merged or PublicStep.OutcomeStands);

    // Which outcome it was, and which clock, stand beside the sealed words.
    private static OutcomeCode OutcomeIn(string body)
    {
        using var document = JsonDocument.Parse(body);
        return Enum.Parse<OutcomeCode>(
            document.RootElement.GetProperty(nameof(OutcomeProposed.Outcome)).GetProperty("is").GetString()!
        );
    }

    // A new calendar often leaves the day as it was: that moved nothing for anybody.
    private static bool MovesThePromise(string body)
    {
        using var document = JsonDocument.Parse(body);
        var fact = document.RootElement;
        return fact.GetProperty(nameof(ClockExtended.Purpose)).GetString() == nameof(ClockFor.Handle)
            && fact.GetProperty(nameof(ClockExtended.Before)).GetString()
                != fact.GetProperty(nameof(ClockExtended.After))
                    .GetProperty(nameof(Clock.Deadline))
                    .GetProperty(nameof(Deadline.DueOn))
                    .GetString();
    }
}
