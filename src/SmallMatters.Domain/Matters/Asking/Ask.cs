using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;

namespace SmallMatters.Domain.Matters;

/// <summary>Ask the resident one question (请您补充).</summary>
public sealed record Ask(string Text)
{
    /// <summary>The longest question.</summary>
    public const int LongestText = 500;
}

/// <summary>The resident was asked. It comes back by itself after five calendar days and pauses no legal clock.</summary>
public sealed record Asked(Question Question, MatterClock ComesBack, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) =>
        matter.With(f =>
            f with
            {
                Questions = f.Questions.Add(Question),
                Clocks = f.Clocks.Met(ClockFor.FirstContact, At).Add(ComesBack),
            }
        );
}

/// <summary>Decides on asking.</summary>
public static class AskRule
{
    /// <summary>One question at a time.</summary>
    public static Decision Decide(Matter matter, Ask command, Actor.Staff by, Jurisdiction jurisdiction, DateTimeOffset now)
    {
        if (May.Handle(matter, by) is { } why)
        {
            return why;
        }
        if (matter.File.Questions.Any(q => q.State == QuestionState.Waiting))
        {
            return Refusal.Of(
                "question-already-waiting",
                "已有一个问题在等居民回答，请等答复后再问。",
                "One question already waits for the resident. Ask the next one after that."
            );
        }
        var (text, noText) = Refusals.Words(
            command.Text,
            nameof(command.Text),
            Ask.LongestText,
            "请写下问题。",
            "Write the question."
        );
        if (noText is not null)
        {
            return noText;
        }
        var question = new Question(Guid.CreateVersion7(now), matter.File.Words(text!), by.Id, QuestionState.Waiting);
        return new Asked(
            question,
            ClockOf.Start(jurisdiction, "question-comes-back", ClockFor.Question, matter.File.Owner, now, question.Id),
            now
        );
    }
}
