using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Quality;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Quality;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Quality;

/// <summary>One answer for who reads it: what the resident raised, what they had seen up to the answer, and the questions about it.</summary>
[Authorize(Policies.Reviewer)]
public sealed class CheckModel(Desk desk, QualityDesk checks, QualityRules rules) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Number { get; set; }

    /// <summary>What was chosen, by the code of the question.</summary>
    // Named, so that a form without them is not read as if all its fields were answers.
    [BindProperty(Name = nameof(Said))]
    public Dictionary<string, QualityMark?> Said { get; set; } = [];

    /// <summary>Version of the questions that the page showed when they were answered.</summary>
    [BindProperty]
    public int SheetVersion { get; set; }

    public QualityPage Shown { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public QualitySheet Sheet => rules.SheetOn(Jurisdiction.Calendar.DayOf(desk.Now));

    public static IEnumerable<Choice> Choices(QualityQuestion question) =>
        Enum.GetValues<QualityMark>()
            .Where(m => m != QualityMark.NotApplicable || question.MayNotApply)
            .Select(m => new Choice(m.ToString(), m.Said()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var done = await checks.ReadAsync(desk.Scope, Number, new CheckQuality(SheetVersion, Said), cancel);
        if (done is Acted.NotFound)
        {
            return NotFound();
        }
        if (done is Acted.Refused { Why: var why } && await ShowAsync(cancel))
        {
            ModelState.Refuse(why, desk.Speech);
            return Page();
        }
        TempData.Flash(
            done switch
            {
                Acted.Written => new Bilingual("已记下。", "It is kept."),
                Acted.Refused { Why: var over } => over.Sentence,
                _ => new("没有记下：这一份已经变了，请再看一下。", "Nothing was kept: it has changed; look again."),
            }
        );
        return Redirect(QualityLinks.List);
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (await checks.OpenAsync(desk.Db, desk.Scope, Number, cancel) is not { } shown)
        {
            return false;
        }
        Shown = shown;
        foreach (var question in Sheet.Questions)
        {
            Said.TryAdd(question.Code, null);
        }
        return true;
    }
}
