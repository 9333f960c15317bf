using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Raising;

/// <summary>The answers to a category's own questions, as the residents' form and the staff's ask them.</summary>
public static class CategoryAnswers
{
    private const int LongestAnswer = 1000;

    /// <summary>The name of a question's control.</summary>
    public static string NameOf(CategoryQuestion question) => $"more-{question.Code}";

    /// <summary>The question, and whether it may be left out.</summary>
    public static Bilingual Said(CategoryQuestion question) =>
        question.Required ? question.Text : new Bilingual($"{question.Text.Zh}（选填）", $"{question.Text.En} (optional)");

    /// <summary>Shows what was answered before.</summary>
    public static void Show(IEnumerable<CategoryQuestion> questions, Func<string, StringValues> given, ModelStateDictionary page)
    {
        foreach (var question in questions)
        {
            var name = NameOf(question);
            if (given(question.Code) is { Count: > 0 } answer)
            {
                page.SetModelValue(name, new ValueProviderResult(answer));
                page.MarkFieldSkipped(name);
            }
        }
    }

    /// <summary>Reads the answers; what is wrong with one stands beside its question.</summary>
    public static Dictionary<string, string[]> Read(
        IEnumerable<CategoryQuestion> questions,
        IFormCollection form,
        ModelStateDictionary page,
        Speech speech,
        DateTimeOffset now
    )
    {
        var answers = new Dictionary<string, string[]>();
        foreach (var question in questions)
        {
            var name = NameOf(question);
            var typed = form[name];
            page.SetModelValue(name, new ValueProviderResult(typed));
            var given = typed.Select(t => Refusals.Clean(t)).Where(t => t.Length > 0).ToArray();
            if (given.Length == 0)
            {
                if (question.Required)
                {
                    page.AddModelError(name, speech["请回答这个问题", "Answer this question"]);
                }
                else
                {
                    page.MarkFieldValid(name);
                }
                continue;
            }
            if (WrongWith(question, given, speech, now) is { } wrong)
            {
                page.AddModelError(name, wrong);
                continue;
            }
            page.MarkFieldValid(name);
            answers[question.Code] = given;
        }
        return answers;
    }

    /// <summary>An answer in words.</summary>
    public static string Words(CategoryQuestion question, ImmutableArray<string> given, Tongue tongue) =>
        string.Join(
            tongue == Tongue.En ? ", " : "、",
            given.Select(g =>
                question.Values.FirstOrDefault(v => v.Key == g) is { Key: not null } known ? known.Name.In(tongue) : g
            )
        );

    private static string? WrongWith(CategoryQuestion question, string[] given, Speech speech, DateTimeOffset now)
    {
        switch (question.Datatype)
        {
            case "number" when !decimal.TryParse(given[0], NumberStyles.Number, CultureInfo.InvariantCulture, out _):
                return speech["请填写数字，例如 3", "Enter a number, such as 3"];
            case "datetime":
                if (!DateTime.TryParse(given[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out var when))
                {
                    return speech["请填写日期，例如 2026-03-02 14:30", "Enter a date, such as 2026-03-02 14:30"];
                }
                return when.Year < 1949 || when > now.UtcDateTime.AddYears(1)
                    ? speech["这个日期太远了，请核对", "This date is too far away; check it"]
                    : null;
            case "singlevaluelist" or "multivaluelist" when given.Any(g => question.Values.All(v => v.Key != g)):
                return speech["请从列出的选项中选择", "Choose from the list"];
            default:
                return given.Any(g => g.Length > LongestAnswer)
                    ? speech[$"请不要超过 {LongestAnswer} 个字。", $"Use no more than {LongestAnswer} characters."]
                    : null;
        }
    }
}
