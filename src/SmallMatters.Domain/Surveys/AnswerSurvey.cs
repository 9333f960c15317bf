using System.Collections.Immutable;
using SmallMatters.Domain.Language;

namespace SmallMatters.Domain.Surveys;

/// <summary>Answers the questions of a wave.</summary>
/// <param name="Choices">Code of what was chosen, by code of the question.</param>
public sealed record AnswerSurvey(IReadOnlyDictionary<string, string?> Choices);

/// <summary>
/// An answer: choices of lists and nothing else. No words, no address, no time. What is kept beside it is the wave, the area, the mode and
/// the week.
/// </summary>
/// <param name="Choices">Code of what was chosen for each question, in the order of the questionnaire.</param>
public sealed record SurveyAnswer(ImmutableArray<string> Choices);

/// <summary>Decides on answers.</summary>
public static class AnswerSurveyRule
{
    /// <summary>Every question has one of its choices; all that are missing are told at once.</summary>
    public static (SurveyAnswer? Answer, Refusal? Why) Decide(AnswerSurvey command, SurveyWording wording)
    {
        var wrong = Refusal.All([
            .. wording.Questions.Select(q =>
                q.Choices.Any(c => c.Code == command.Choices.GetValueOrDefault(q.Code))
                    ? null
                    : Refusal.Of("survey-choice", $"{q.Text.Zh}请选择。", $"{q.Text.En} Choose an answer.", q.Code)
            ),
        ]);
        return wrong is not null
            ? (null, wrong)
            : (new SurveyAnswer([.. wording.Questions.Select(q => command.Choices[q.Code]!)]), null);
    }
}
