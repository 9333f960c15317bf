using SmallMatters.Domain.Confidentiality;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Matters;

/// <summary>Answer the question, by link, or by phone to a member of staff.</summary>
public sealed record AnswerQuestion(Guid Question, string Text);

/// <summary>The resident answered.</summary>
public sealed record QuestionAnswered(
    Guid Question,
    [property: PersonalField(PersonalItem.Words, FieldPurpose.Handling, LegalBasis.StatutoryDuty, KeptFor.Matter)]
        PersonalText Text,
    DateTimeOffset At
) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter.With(f => f.Ended(Question, QuestionState.Answered, At));
}

/// <summary>The question came back by itself, unanswered.</summary>
public sealed record QuestionLapsed(Guid Question, DateTimeOffset At) : Fact
{
    /// <inheritdoc/>
    public override Matter Apply(Matter matter) => matter.With(f => f.Ended(Question, QuestionState.Lapsed, At));
}

/// <summary>Decides on answers.</summary>
public static class AnswerQuestionRule
{
    /// <summary>The raiser or a helper answers by link; the owner's staff write down what was said by phone.</summary>
    public static Decision Decide(Matter matter, AnswerQuestion command, Actor by, DateTimeOffset now)
    {
        if (matter.File.Questions.FirstOrDefault(q => q.Id == command.Question) is not { State: QuestionState.Waiting })
        {
            return Refusal.Of(
                "question-not-waiting",
                "这个问题已经不需要回答了；您可以用“补充情况”告诉我们。",
                "This question no longer waits for an answer. You can still add information.",
                nameof(command.Question)
            );
        }
        if (ByLink.MayAct(matter, by) is { } why)
        {
            return why;
        }
        var (text, noText) = Refusals.Words(command.Text, nameof(command.Text), 2000, "请写下您的回答。", "Write your answer.");
        return noText is not null ? noText : new QuestionAnswered(command.Question, ByLink.Words(matter, by, text!), now);
    }
}

internal static class QuestionOf
{
    public static MatterFile Ended(this MatterFile file, Guid question, QuestionState state, DateTimeOffset at) =>
        file with
        {
            Questions = [.. file.Questions.Select(q => q.Id == question ? q with { State = state } : q)],
            Clocks = file.Clocks.Met(ClockFor.Question, at, question),
        };
}

/// <summary>What a link allows.</summary>
internal static class ByLink
{
    /// <summary>The raiser and the helper act for the raiser; so do the owner's staff when they write down a call.</summary>
    public static Refusal? MayAct(Matter matter, Actor by) =>
        by switch
        {
            Actor.Person p when Part(matter, p) is { Role: ParticipantRole.Raiser or ParticipantRole.Helper, Erased: false } =>
                null,
            Actor.Staff s => May.OfOwner(matter, s),
            _ => Refusals.NotByThisLink,
        };

    /// <summary>The part of a person whose link still opens the matter, or whose data were erased.</summary>
    public static Participant? Part(Matter matter, Actor.Person person) =>
        matter.File.Participants.FirstOrDefault(p => p.Id == person.Id && p.Role != ParticipantRole.FormerHelper);

    /// <summary>The words under the key of who said them.</summary>
    public static PersonalText Words(Matter matter, Actor by, string text) =>
        by is Actor.Person person ? new PersonalText(person.Id, text) : matter.File.Words(text);
}
