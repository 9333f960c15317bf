using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Raising;

/// <summary>What happened? With the category's own questions.</summary>
public sealed class WordsModel(DraftSession drafts, JurisdictionSource source, Speech speech, TimeProvider time)
    : RaisePage(RaiseStep.Words, drafts, source, speech)
{
    private const int LongestAnswer = 1000;

    [BindProperty]
    public string? Words { get; set; }

    public IReadOnlyList<CategoryQuestion> Questions => Answers.Sorted(Jurisdiction)?.Category.Questions ?? [];

    /// <summary>The name of a question's control.</summary>
    public static string NameOf(CategoryQuestion question) => $"more-{question.Code}";

    /// <summary>The question, and whether it may be left out.</summary>
    public static Bilingual Said(CategoryQuestion question) =>
        question.Required ? question.Text : new Bilingual($"{question.Text.Zh}（选填）", $"{question.Text.En} (optional)");

    public void OnGet()
    {
        Words = Answers.Words;
        foreach (var question in Questions)
        {
            if (Answers.More.TryGetValue(question.Code, out var given))
            {
                ModelState.SetModelValue(NameOf(question), new ValueProviderResult(new StringValues(given)));
                ModelState.MarkFieldSkipped(NameOf(question));
            }
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (words, why) = Refusals.Words(
            Words,
            nameof(Words),
            Raise.LongestDescription,
            "请写明发生了什么。",
            "Say what has happened."
        );
        if (why is not null)
        {
            ModelState.Refuse(why, Speech);
        }
        var more = new Dictionary<string, string[]>();
        foreach (var question in Questions)
        {
            Take(question, more);
        }
        if (!ModelState.IsValid)
        {
            return Page();
        }
        (Answers.Words, Answers.More) = (words, more);
        return await KeepAsync();
    }

    private void Take(CategoryQuestion question, Dictionary<string, string[]> more)
    {
        var name = NameOf(question);
        var typed = Request.Form[name];
        ModelState.SetModelValue(name, new ValueProviderResult(typed));
        var given = typed.Select(Typed).OfType<string>().ToArray();
        if (given.Length == 0)
        {
            if (question.Required)
            {
                ModelState.AddModelError(name, Speech["请回答这个问题", "Answer this question"]);
            }
            else
            {
                ModelState.MarkFieldValid(name);
            }
            return;
        }
        if (WrongWith(question, given) is { } wrong)
        {
            ModelState.AddModelError(name, wrong);
            return;
        }
        ModelState.MarkFieldValid(name);
        more[question.Code] = given;
    }

    private string? WrongWith(CategoryQuestion question, string[] given)
    {
        switch (question.Datatype)
        {
            case "number" when !decimal.TryParse(given[0], NumberStyles.Number, CultureInfo.InvariantCulture, out _):
                return Speech["请填写数字，例如 3", "Enter a number, such as 3"];
            case "datetime":
                if (!DateTime.TryParse(given[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out var when))
                {
                    return Speech["请填写日期，例如 2026-03-02 14:30", "Enter a date, such as 2026-03-02 14:30"];
                }
                return when.Year < 1949 || when > time.GetUtcNow().UtcDateTime.AddYears(1)
                    ? Speech["这个日期太远了，请核对", "This date is too far away; check it"]
                    : null;
            case "singlevaluelist" or "multivaluelist" when given.Any(g => question.Values.All(v => v.Key != g)):
                return Speech["请从列出的选项中选择", "Choose from the list"];
            default:
                return given.Any(g => g.Length > LongestAnswer)
                    ? Speech[$"请不要超过 {LongestAnswer} 个字。", $"Use no more than {LongestAnswer} characters."]
                    : null;
        }
    }
}
