using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Calendar;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Learning;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Learning;

/// <summary>One closed matter from the resident's side, and one sentence about it. Each sees their own page and nobody else's.</summary>
[Authorize(Policies.Matters)]
public sealed class SwapModel(Desk desk, SwapBook book) : PageModel
{
    [BindProperty]
    public NoticeForm Form { get; set; } = new();

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>What was drawn; null where there is nothing, or the reader handles no matters.</summary>
    public SwapMatter? Drawn { get; private set; }

    public bool Handles => desk.Scope.Is(StaffRole.Handler);

    public bool Written { get; private set; }

    public Quarter Quarter => Quarter.Of(Jurisdiction.Calendar.DayOf(desk.Now));

    /// <summary>The steps, each with the whole local days that the resident had waited since the one before it.</summary>
    public IEnumerable<(Storage.Matters.Views.TimelineEntry Step, int Waited)> Steps =>
        Drawn is null
            ? []
            : Drawn.Steps.Select(
                (step, n) => (step, n == 0 ? 0 : DayOf(step.At).DayNumber - DayOf(Drawn.Steps[n - 1].At).DayNumber)
            );

    /// <summary>Whole local days from the first step to the last.</summary>
    public int Days => Drawn is { Steps: [var first, .., var last] } ? DayOf(last.At).DayNumber - DayOf(first.At).DayNumber : 0;

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        switch (await book.WriteAsync(desk.Scope, Form.Words, cancel))
        {
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech, "Form");
                return Page();
            case Acted.Written:
                TempData.Flash("已写下。没有记您的名字。", "It is written down, without your name.");
                return Redirect("/staff/swap");
            default:
                return NotFound();
        }
    }

    private DateOnly DayOf(DateTimeOffset at) => Jurisdiction.Calendar.DayOf(at);

    private async Task ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (Handles)
        {
            Drawn = await book.OwnAsync(desk.Scope, cancel);
            Written = await book.IsWrittenAsync(desk.Scope, cancel);
        }
    }

    public sealed class NoticeForm
    {
        public string? Words { get; set; }
    }
}
