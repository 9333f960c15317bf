using System.Collections.Immutable;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Judge the result (评价).</summary>
public sealed record GiveVerdict(
    YesPartlyNo Informed,
    YesPartlyNo Fair,
    YesPartlyNo? PromiseKept,
    YesPartlyNo SolvedIt,
    bool AskedForGoodMark,
    string? Words
)
{
    /// <summary>What the resident says of each part, where they say it.</summary>
    public ImmutableArray<PartVerdict> Parts { get; init; } = [];
}

/// <summary>The resident judged, and nothing in it asks for a second look: settled.</summary>
public sealed record VerdictGiven(Verdict Verdict, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter is Matter.Closed closed
            ? new Matter.Settled(
                closed.File with
                {
                    Clocks = closed.File.Clocks.Met(ClockFor.VerdictWindow, At),
                },
                closed.Outcome,
                closed.ClosedAt,
                At,
                Settlement.Verdict,
                Verdict
            )
            : throw DoesNotFit(matter);
}

/// <summary>
/// The resident judged with a "no" or words under a negative: another unit decides on reopening. By telephone also after the
/// window has ended or after a verdict by link.
/// </summary>
public sealed record DissatisfiedVerdictGiven(Verdict Verdict, string ReviewUnit, MatterClock Decision, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter)
    {
        var (outcome, closedAt) = matter switch
        {
            Matter.Closed c => (c.Outcome, c.ClosedAt),
            Matter.Settled { By: not Settlement.Ended } s when Verdict.Mode == VerdictMode.Call => (s.Outcome, s.ClosedAt),
            _ => throw DoesNotFit(matter),
        };
        return new Matter.UnderReview(
            matter.File with
            {
                Clocks = matter.File.Clocks.Met(ClockFor.VerdictWindow, At).Add(Decision),
            },
            outcome,
            closedAt,
            ReviewUnit,
            ReviewCause.Verdict,
            Verdict
        );
    }
}

/// <summary>The window of the verdict ended without one. Recorded as no verdict, never as satisfied.</summary>
public sealed record VerdictWindowEnded(DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter is Matter.Closed closed
            ? new Matter.Settled(
                closed.File with
                {
                    Clocks = closed.File.Clocks.Met(ClockFor.VerdictWindow, At),
                },
                closed.Outcome,
                closed.ClosedAt,
                At,
                Settlement.NoVerdict,
                null
            )
            : throw DoesNotFit(matter);
}

/// <summary>Decides on verdicts.</summary>
public static class GiveVerdictRule
{
    /// <summary>The longest free words.</summary>
    public const int LongestWords = 2000;

    /// <summary>
    /// Whether this very verdict has been taken from this person already, so that sending it again is no mistake of theirs.
    /// </summary>
    public static bool IsGiven(Matter matter, GiveVerdict command, Actor.Person by) =>
        matter switch
        {
            Matter.Settled s => s.Verdict,
            Matter.UnderReview r => r.Verdict,
            _ => null,
        } == Of(command, by);

    /// <summary>The raiser, or a helper, judges once in the window, which the server keeps.</summary>
    public static Decision Decide(
        Matter matter,
        GiveVerdict command,
        Actor.Person by,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        if (matter is not Matter.Closed closed)
        {
            return Refusal.Of(
                "no-verdict-now",
                "现在不能评价：还没有办结，或者已经评价过。",
                "There is nothing to judge now: it is not closed, or it has been judged."
            );
        }
        if (ByLink.MayAct(matter, by) is { } why)
        {
            return why;
        }
        if (closed.File.Running(ClockFor.VerdictWindow) is not { } window || now >= window.Clock.Deadline.DueAt)
        {
            return Refusal.Of(
                "verdict-window-over",
                "评价时间已过。您仍可以申请一次内部复查。",
                "The time for judging is over. You can still ask for one internal review."
            );
        }
        var verdict = Of(command, by);
        if (verdict.Words?.Text?.Length > LongestWords)
        {
            return Refusals.TooLong(nameof(command.Words), LongestWords);
        }
        if (verdict.Parts.Any(v => closed.File.Parts.All(p => p.Id != v.Part || p.State != PartState.Ended)))
        {
            return PartOf.NotOpen;
        }
        if (!verdict.OpensReopenDecision)
        {
            return new VerdictGiven(verdict, now);
        }
        var reviewer = jurisdiction.ReviewerFor(matter.File.Owner);
        return new DissatisfiedVerdictGiven(
            verdict,
            reviewer,
            ClockOf.Start(jurisdiction, "reopen-decision", ClockFor.ReopenDecision, reviewer, now),
            now
        );
    }

    private static Verdict Of(GiveVerdict command, Actor.Person by)
    {
        var words = Refusals.Clean(command.Words);
        return new Verdict(
            command.Informed,
            command.Fair,
            command.PromiseKept,
            command.SolvedIt,
            command.AskedForGoodMark,
            words.Length == 0 ? null : new PersonalText(by.Id, words)
        )
        {
            Parts = [.. command.Parts.DistinctBy(p => p.Part).OrderBy(p => p.Part)],
        };
    }
}
