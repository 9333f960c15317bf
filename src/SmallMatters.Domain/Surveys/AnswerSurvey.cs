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

/// <summary>How often an answer was given.</summary>
/// <param name="Area">Code of the area.</param>
/// <param name="Mode">How it came.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Count">How often.</param>
public sealed record SurveyCounted(string Area, SurveyMode Mode, SurveyAnswer Answer, int Count);

/// <summary>
/// How often one choice was made. Each question by itself, as it is told: which choices one person made together is not in it.
/// </summary>
/// <param name="Area">Code of the area.</param>
/// <param name="Mode">How the answers came.</param>
/// <param name="Question">Place of the question in the questionnaire, 0 for the first.</param>
/// <param name="Choice">Code of the choice.</param>
/// <param name="Count">How often.</param>
public sealed record SurveyTally(string Area, SurveyMode Mode, int Question, string Choice, int Count)
{
    /// <summary>Of answers, in one order.</summary>
    public static ImmutableArray<SurveyTally> Of(IEnumerable<SurveyCounted> answers) =>
        [
            .. answers
                .SelectMany(a => a.Answer.Choices.Select((choice, at) => (a.Area, a.Mode, At: at, Choice: choice, a.Count)))
                .GroupBy(c => (c.Area, c.Mode, c.At, c.Choice))
                .Select(g => new SurveyTally(g.Key.Area, g.Key.Mode, g.Key.At, g.Key.Choice, g.Sum(c => c.Count)))
                .OrderBy(t => t.Area, StringComparer.Ordinal)
                .ThenBy(t => t.Mode)
                .ThenBy(t => t.Question)
                .ThenBy(t => t.Choice, StringComparer.Ordinal),
        ];
}

/// <summary>Decides on answers.</summary>
public static class AnswerSurveyRule
{
    /// <summary>The code opens nothing.</summary>
    public static Refusal NoSuchCode { get; } =
        Refusal.Of(
            "survey-code",
            "这个码不对、已经用过，或者调查已经结束。",
            "This code is wrong, was used, or the survey has ended.",
            "Code"
        );

    /// <summary>Nobody said how the answer came.</summary>
    public static Refusal NoMode { get; } = Refusal.Of("survey-mode", "请选择怎么来的。", "Choose how it came.", "Mode");

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
