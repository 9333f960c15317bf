using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using StaffDesk = SmallMatters.Web.Matters.Desk;

namespace SmallMatters.Web.Participation.Priorities;

/// <summary>What the pages of one priority share: whoever may see it, and acting on it.</summary>
[Authorize(Policies.Matters)]
public abstract class PriorityDeskPage(StaffDesk desk, PriorityReader reader, PriorityBook book) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "priority")]
    public string? Key { get; set; }

    public PriorityPage Shown { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today => Jurisdiction.Calendar.DayOf(desk.Now);

    protected StaffDesk Desk => desk;

    protected async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (
            !Guid.TryParseExact(Key, "N", out var id)
            || await reader.ForStaffAsync(desk.Db, id, desk.Scope.Actor, cancel) is not { } shown
        )
        {
            return false;
        }
        Shown = shown;
        return true;
    }

    protected async Task<IActionResult> ActAsync(Func<Priority, DateOnly, PriorityDecision> decide, CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var done = await book.DecideAsync(Shown.Id, desk.Scope.Actor, decide, cancel);
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, desk.Speech, "Form");
            return Page();
        }
        if (done is Acted.ChangedMeanwhile)
        {
            TempData.Flash("别人刚刚改过，请再看一下。", "Somebody has just changed this; look again.");
        }
        else
        {
            TempData.Flash("已记下。", "It is recorded.");
        }
        // After passing it on or deciding an appeal it is no longer the reader's to see.
        return Redirect(await ShowAsync(cancel) ? PriorityLinks.Of(Shown.Id) : PriorityLinks.List);
    }
}
