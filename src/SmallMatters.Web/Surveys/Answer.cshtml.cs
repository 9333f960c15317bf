using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Surveys;
using SmallMatters.Storage.Surveys;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Following;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Surveys;

/// <summary>The questions behind the code of a letter. No account, and nothing here knows who reads it.</summary>
[Authorize(Policies.Everybody)]
public sealed class AnswerModel(SurveyBook book, GuessLimit limit, Speech speech) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public Dictionary<string, string?> Answers { get; set; } = [];

    /// <summary>The questionnaire; null while no good code was typed.</summary>
    public SurveyWording? Wording { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var shown = await ShowAsync(cancel);
        if (Wording is null)
        {
            return shown;
        }
        var (answer, why) = AnswerSurveyRule.Decide(new AnswerSurvey(Answers), Wording);
        if (answer is null)
        {
            ModelState.Refuse(why!, speech, SurveyAnswers.NameOf);
            return Page();
        }
        if (await book.AnswerAsync(Code!, answer, SurveyMode.Link, cancel))
        {
            return Redirect(SurveyLinks.Thanks);
        }
        Wording = null;
        ModelState.Refuse(AnswerSurveyRule.NoSuchCode, speech);
        return Page();
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        Response.Headers.CacheControl = "no-store";
        if (Code is null)
        {
            return Page();
        }
        if (!limit.Allows(HttpContext))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }
        Wording = await book.FindAsync(Code, cancel);
        if (Wording is null)
        {
            ModelState.Refuse(AnswerSurveyRule.NoSuchCode, speech);
        }
        return Page();
    }
}
