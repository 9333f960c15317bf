using SmallMatters.Domain.Surveys;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Surveys;

/// <summary>The questions of a questionnaire as fields of a form.</summary>
internal static class SurveyAnswers
{
    public static string NameOf(SurveyQuestion question) => NameOf(question.Code);

    public static string NameOf(string code) => $"Answers[{code}]";

    public static IEnumerable<Choice> Choices(SurveyQuestion question) =>
        question.Choices.Select(c => new Choice(c.Code, c.Text));
}
