using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Visits;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Visits;
using SmallMatters.Web.Following;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Visits;

/// <summary>The visit behind a resident's link: to agree, to decline, and to say how it was when it was drawn.</summary>
public sealed class MineModel(FollowServices own, VisitBook book) : FollowPage(own)
{
    [BindProperty]
    public bool? Happened { get; set; }

    [BindProperty]
    public bool? Helped { get; set; }

    public VisitPage Mine { get; private set; } = null!;

    public static IReadOnlyList<Choice> YesNo => [Choice.Of("true", "是", "Yes"), Choice.Of("false", "否", "No")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostAcceptAsync(CancellationToken cancel) =>
        ActAsync(VisitRule.Accept, new("好的，我们按时来。", "Good. We come as agreed."), cancel);

    public Task<IActionResult> OnPostDeclineAsync(CancellationToken cancel) =>
        ActAsync(VisitRule.Decline, new("好的，我们不来了。", "Good. We do not come."), cancel);

    public Task<IActionResult> OnPostEchoAsync(CancellationToken cancel) =>
        ActAsync(visit => VisitRule.Echo(visit, Happened, Helped), new("谢谢，已记下。", "Thank you; it is recorded."), cancel);

    private async Task<IActionResult> ActAsync(Func<Visit, VisitDecision> decide, Bilingual said, CancellationToken cancel)
    {
        if (!await ShowAsync(cancel) || !MayAct)
        {
            return NotFound();
        }
        var done = await book.DecideAsync(Mine.Id, null, (visit, _) => decide(visit), cancel);
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, Speech);
            return Page();
        }
        if (done is Acted.Written)
        {
            TempData.Flash(said);
        }
        return Redirect(VisitLinks.Mine(Token));
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (await VisitBook.OfMatterAsync(Own.Db, File.Id, cancel) is not { } mine)
        {
            return false;
        }
        Mine = mine;
        return true;
    }
}
