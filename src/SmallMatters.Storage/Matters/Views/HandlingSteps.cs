using System.Collections.Immutable;
using SmallMatters.Domain.Matters;

namespace SmallMatters.Storage.Matters.Views;

/// <summary>
/// The steps of the handling as the resident sees them, for staff who look at it from the resident's side. What the resident says of the
/// handling afterwards is not among them: that is theirs.
/// </summary>
internal static class HandlingSteps
{
    private static readonly ImmutableHashSet<string> Shown =
    [
        nameof(Raised),
        nameof(Joined),
        nameof(Assigned),
        nameof(Sorted),
        nameof(Replied),
        nameof(Promised),
        nameof(PromiseKept),
        nameof(PromiseChanged),
        nameof(Asked),
        nameof(QuestionAnswered),
        nameof(QuestionLapsed),
        nameof(InformationAdded),
        nameof(HandOverAccepted),
        nameof(Designated),
        nameof(ClockExtended),
        nameof(DeadlineRecomputed),
        nameof(ClockStepped),
        nameof(OutcomeProposed),
        nameof(Reopened),
    ];

    /// <summary>The steps, oldest first, without photos.</summary>
    /// <param name="facts">What happened.</param>
    /// <param name="matter">The matter as it stands.</param>
    public static IReadOnlyList<TimelineEntry> Of(IEnumerable<RecordedFact> facts, Matter matter) =>
        Timeline.Folded(
            facts
                .Where(f => Shown.Contains(f.Fact.GetType().Name))
                .Select(f => Timeline.ForResident(f, matter, matter.File.Raiser.Id))
                .OfType<TimelineEntry>()
                .Select(e => e with { Photos = null })
        );

    /// <summary>The facts up to a closing.</summary>
    /// <param name="facts">All of them, oldest first.</param>
    /// <param name="nth">Which closing: 0 for the first.</param>
    public static IEnumerable<RecordedFact> UpToClosing(IReadOnlyList<RecordedFact> facts, int nth)
    {
        var last = facts.Where(f => f.Fact is OutcomeProposed).Skip(nth).FirstOrDefault();
        return last is null ? [] : facts.TakeWhile(f => f.Seq <= last.Seq);
    }
}
