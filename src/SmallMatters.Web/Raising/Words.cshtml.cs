using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
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
    [BindProperty]
    public string? Words { get; set; }

    public IReadOnlyList<CategoryQuestion> Questions => Answers.Sorted(Jurisdiction)?.Category.Questions ?? [];

    public void OnGet()
    {
        Words = Answers.Words;
        CategoryAnswers.Show(Questions, code => new StringValues(Answers.More.GetValueOrDefault(code)), ModelState);
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
        var more = CategoryAnswers.Read(Questions, Request.Form, ModelState, Speech, time.GetUtcNow());
        if (!ModelState.IsValid)
        {
            return Page();
        }
        (Answers.Words, Answers.More) = (words, more);
        return await KeepAsync();
    }
}
