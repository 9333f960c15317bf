using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Surveys;
using SmallMatters.Storage.Surveys;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Surveys;

/// <summary>An answer on paper or by telephone, typed in by the neutral unit with the code of its letter.</summary>
[Authorize(Policies.Reviewer)]
public sealed class EnterModel(Desk desk, SurveyBook book, SurveyRules rules) : PageModel
{
    [BindProperty]
    public SurveyMode? Mode { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public Dictionary<string, string?> Answers { get; set; } = [];

    /// <summary>The questionnaire of the open wave; null when none is open, or another unit asks.</summary>
    public SurveyWording? Wording { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        if (Wording is null)
        {
            return Page();
        }
        var (answer, why) = AnswerSurveyRule.Decide(new AnswerSurvey(Answers), Wording);
        var found = await book.FindAsync(Code, cancel) is not null;
        why = Refusal.All(
            Mode is SurveyMode.Paper or SurveyMode.Phone ? null : AnswerSurveyRule.NoMode,
            found ? null : AnswerSurveyRule.NoSuchCode,
            why
        );
        if (why is null && !await book.AnswerAsync(Code!, answer!, Mode!.Value, cancel))
        {
            why = AnswerSurveyRule.NoSuchCode;
        }
        if (why is not null)
        {
            ModelState.Refuse(
                why,
                desk.Speech,
                field => field is nameof(Mode) or nameof(Code) ? field : SurveyAnswers.NameOf(field)
            );
            return Page();
        }
        TempData.Flash("已录入。", "Entered.");
        return Redirect(SurveyLinks.Enter);
    }

    private async Task ShowAsync(CancellationToken cancel) =>
        Wording =
            (await book.WavesAsync(cancel)).FirstOrDefault(w => w is SurveyWave.Open) is { } wave
            && wave.File.Unit == desk.Scope.Unit
                ? rules.Wording(wave.File.Wording)
                : null;
}
