using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Write down what a resident answered on a satisfaction call (满意度回访).</summary>
/// <param name="Informed">Were they told in time?</param>
/// <param name="Solved">Is it solved?</param>
/// <param name="Fair">Are they satisfied with how they were treated?</param>
/// <param name="Words">What else they said, as they said it.</param>
public sealed record TakeCallAnswer(YesPartlyNo? Informed, YesPartlyNo? Solved, YesPartlyNo? Fair, string? Words);

/// <summary>
/// The resident answered a call, and no review follows from it. It is no verdict by link: it changes no stage, and the handler's unit
/// is not shown it.
/// </summary>
public sealed record CallAnswerGiven(Verdict Verdict, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter;
}

/// <summary>Decides on answers to calls.</summary>
public static class TakeCallAnswerRule
{
    /// <summary>
    /// All three questions are answered. A "no", or words under a negative, opens the review that a verdict opens, unless this
    /// closing is or was under review, or the matter is dealt with again: then it is kept and opens no second one.
    /// </summary>
    /// <param name="matter">The matter.</param>
    /// <param name="command">What was answered.</param>
    /// <param name="raiser">Who was called; the words stand under their key.</param>
    /// <param name="jurisdiction">The jurisdiction.</param>
    /// <param name="now">The instant, UTC.</param>
    public static Decision Decide(
        Matter matter,
        TakeCallAnswer command,
        ParticipantId raiser,
        Jurisdiction jurisdiction,
        DateTimeOffset now
    )
    {
        var words = Refusals.Clean(command.Words);
        var wrong = Refusal.All(
            Needed(
                command.Informed,
                nameof(command.Informed),
                "有没有及时告诉进展：请选择。",
                "Choose what they said of being told in time."
            ),
            Needed(command.Solved, nameof(command.Solved), "解决了吗：请选择。", "Choose whether it is solved."),
            Needed(command.Fair, nameof(command.Fair), "满意吗：请选择。", "Choose whether they are satisfied."),
            words.Length > GiveVerdictRule.LongestWords
                ? Refusals.TooLong(nameof(command.Words), GiveVerdictRule.LongestWords)
                : null
        );
        if (wrong is not null)
        {
            return wrong;
        }
        var verdict = new Verdict(
            command.Informed!.Value,
            command.Fair!.Value,
            null,
            command.Solved!.Value,
            false,
            words.Length == 0 ? null : new PersonalText(raiser, words)
        )
        {
            Mode = VerdictMode.Call,
        };
        if (
            !verdict.OpensReopenDecision
            || matter is not (Matter.Closed or Matter.Settled { By: Settlement.Verdict or Settlement.NoVerdict })
        )
        {
            return new CallAnswerGiven(verdict, now);
        }
        var reviewer = jurisdiction.ReviewerFor(matter.File.Owner);
        return new DissatisfiedVerdictGiven(
            verdict,
            reviewer,
            ClockOf.Start(jurisdiction, "reopen-decision", ClockFor.ReopenDecision, reviewer, now),
            now
        );
    }

    private static Refusal? Needed(YesPartlyNo? answer, string field, string zh, string en) =>
        answer is null ? Refusals.Missing(field, zh, en) : null;
}
