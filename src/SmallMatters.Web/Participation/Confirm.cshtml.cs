using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;

namespace SmallMatters.Web.Participation;

/// <summary>
/// What the link of a wish opens. Opening it changes nothing: programs that look at mail open links too; a person presses the button.
/// </summary>
[Authorize(Policies.Everybody)]
public sealed class ConfirmModel(ParticipationAsks asks) : PageModel
{
    public AskShown Shown { get; private set; } = null!;

    /// <summary>The priority whose support was counted or taken back.</summary>
    public Guid? Counted { get; private set; }

    /// <summary>Why it was not.</summary>
    public Refusal? Why { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel) =>
        await ShowAsync(token, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancel)
    {
        if (!await ShowAsync(token, cancel))
        {
            return NotFound();
        }
        var (done, priority, mine) = await asks.ConfirmAsync(token, cancel);
        switch (done)
        {
            case Acted.Written when mine is not null:
                return Redirect(PriorityLinks.Mine(mine));
            case Acted.Written:
                Counted = priority;
                return Page();
            case Acted.Refused refused:
                Why = refused.Why;
                return Page();
            case Acted.NotFound:
                return NotFound();
            default:
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }
    }

    private async Task<bool> ShowAsync(string token, CancellationToken cancel)
    {
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        Response.Headers.CacheControl = "no-store";
        if (await asks.FindAsync(token, cancel) is not { } shown)
        {
            return false;
        }
        Shown = shown;
        return true;
    }
}
