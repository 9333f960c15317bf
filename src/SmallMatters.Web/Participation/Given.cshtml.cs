using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Participation;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Participation;

/// <summary>
/// A resident's own page of what they gave: the button that makes it count, and afterwards the one that takes it back. Opening it changes
/// nothing. No cache keeps it and no search finds it.
/// </summary>
[Authorize(Policies.Everybody)]
public sealed class GivenModel(GivingDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "token")]
    public string Token { get; set; } = "";

    public ReplyMine Mine { get; private set; } = null!;

    /// <summary>What it is given to.</summary>
    public JointFile About { get; private set; } = null!;

    /// <summary>Whether it was taken back just now.</summary>
    public bool Gone { get; private set; }

    public DateTimeOffset Now => desk.Now;

    /// <summary>Whether it can still be taken back.</summary>
    public bool MayTakeBack { get; private set; }

    /// <summary>Whether the holder of a place may say that it is done.</summary>
    public bool MaySayDone =>
        About is VolunteerTask { Stage: TaskStage.Open } task && Mine.Confirmed && Now >= task.Paper.From && !SaidDone;

    /// <summary>Whether they said so.</summary>
    public bool SaidDone { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => PageAsync(cancel);

    public Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel) =>
        ActAsync(desk.Replies.ConfirmAsync, ("已确认，谢谢您。", "It counts. Thank you."), cancel);

    public Task<IActionResult> OnPostDoneAsync(CancellationToken cancel) =>
        ActAsync(desk.Replies.DoneAsync, ("已记下，谢谢您。", "It is recorded. Thank you."), cancel);

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        switch (await desk.Replies.TakeBackAsync(Token, cancel))
        {
            case Acted.Refused refused:
                ModelState.Refuse(refused.Why, desk.Speech);
                return Page();
            case Acted.NotFound:
                return NotFound();
            default:
                Gone = true;
                return Page();
        }
    }

    private async Task<IActionResult> ActAsync(
        Func<string, CancellationToken, Task<Acted>> act,
        (string Zh, string En) said,
        CancellationToken cancel
    )
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        switch (await act(Token, cancel))
        {
            case Acted.Refused refused:
                ModelState.Refuse(refused.Why, desk.Speech);
                return Page();
            case Acted.NotFound:
                return NotFound();
            case Acted.Written:
                TempData.Flash(said.Zh, said.En);
                return Redirect($"{TakingPartLinks.Public}/{Token}");
            default:
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }
    }

    private async Task<IActionResult> PageAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        Response.Headers.CacheControl = "no-store";
        if (
            await desk.Replies.FindAsync(Token, cancel) is not { } mine
            || await TakingPartReader.FindAsync<JointFile>(desk.Db, mine.About, cancel) is not { } file
        )
        {
            return false;
        }
        var today = (await desk.JurisdictionAsync(cancel)).Calendar.DayOf(Now);
        (Mine, About) = (mine, file);
        SaidDone = file is VolunteerTask task && task.Places.GetValueOrDefault(mine.Key);
        MayTakeBack =
            mine.Confirmed
            && file switch
            {
                Consultation it => it.TakesAnswers(today),
                Meeting it => it.Stage == MeetingStage.Called && Now < it.Paper.From,
                VolunteerTask it => it.Stage == TaskStage.Open && Now < it.Paper.Until,
                _ => false,
            };
        return true;
    }
}
