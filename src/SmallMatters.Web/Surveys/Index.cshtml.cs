using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Surveys;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Surveys;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Surveys;

/// <summary>The waves: drawing one, what became of its letters, closing it, and drawing again to check.</summary>
[Authorize(Policies.Reviewer)]
public sealed class IndexModel(Desk desk, SurveyBook book) : PageModel
{
    private IReadOnlyList<SurveyAreaClosed> _standing = [];

    [BindProperty]
    public string? List { get; set; }

    [BindProperty]
    public EndedForm Ended { get; set; } = new();

    [BindProperty]
    public AgainForm Again { get; set; } = new();

    public IReadOnlyList<SurveyWave> Waves { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The wave that is open; null when none is.</summary>
    public SurveyWave? Open => Waves.FirstOrDefault(w => w is SurveyWave.Open);

    /// <summary>Whether the reader's unit asks in the open wave.</summary>
    public bool MayRun => Open?.File.Unit == desk.Scope.Unit;

    public IEnumerable<Choice> Numbers =>
        Waves.Select(w => Choice.Of($"{w.File.Number}", $"第 {w.File.Number} 次", $"Wave {w.File.Number}"));

    /// <summary>What became of the letters of an area.</summary>
    public SurveyResponse Standing(string area) =>
        _standing.FirstOrDefault(a => a.Area == area)?.Response ?? new SurveyResponse(0, 0, 0, 0, 0);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        if (Open is null)
        {
            List = await book.RegisterAsync(cancel);
        }
    }

    public async Task<IActionResult> OnPostDrawAsync(CancellationToken cancel) =>
        await DoneAsync(await book.DrawAsync(List, desk.Scope.Actor, cancel), null, "已经抽出。", "Drawn.", cancel);

    public async Task<IActionResult> OnPostOutcomeAsync(CancellationToken cancel) =>
        await DoneAsync(
            await book.WriteDownAsync(Ended.Number ?? 0, Ended.Outcome, desk.Scope.Actor, cancel),
            nameof(Ended),
            "已经记下。",
            "Written down.",
            cancel
        );

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancel) =>
        await DoneAsync(
            await book.CloseAsync(desk.Scope.Actor, cancel),
            null,
            "已经结束，结果公开了。",
            "Closed; the result is public.",
            cancel
        );

    public async Task<IActionResult> OnPostAgainAsync(CancellationToken cancel)
    {
        var (frame, letters) = await book.AgainAsync(Again.Number ?? 0, Again.List, cancel);
        var (zh, en) =
            !frame ? ("这不是当时的名单。", "This is not the list of then.")
            : letters ? ("核对无误：同一份名单，抽出同样的住址。", "Checked: the same list, and the same addresses are drawn.")
            : ("名单一样，抽出的住址不一样。", "The list is the same and the addresses drawn are not.");
        TempData.Flash(zh, en);
        return Redirect(SurveyLinks.List);
    }

    private async Task<IActionResult> DoneAsync(Acted done, string? prefix, string zh, string en, CancellationToken cancel)
    {
        switch (done)
        {
            case Acted.Refused { Why: var why }:
                await ShowAsync(cancel);
                ModelState.Refuse(why, desk.Speech, prefix);
                return Page();
            case Acted.NotFound:
                await ShowAsync(cancel);
                ModelState.Refuse(SurveyLetterRule.NoSuchLetter, desk.Speech, prefix);
                return Page();
            case Acted.ChangedMeanwhile:
                TempData.Flash("别人刚刚改过，请再看一下。", "Somebody has just changed this; look again.");
                break;
            default:
                TempData.Flash(zh, en);
                break;
        }
        return Redirect(SurveyLinks.List);
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Waves = await book.WavesAsync(cancel);
        _standing = await book.StandingAsync(cancel);
    }

    /// <summary>Why no answer came of a letter.</summary>
    public sealed class EndedForm
    {
        public int? Number { get; set; }

        public SurveyOutcome? Outcome { get; set; }
    }

    /// <summary>Which wave is drawn again, from what.</summary>
    public sealed class AgainForm
    {
        public int? Number { get; set; }

        public string? List { get; set; }
    }
}
