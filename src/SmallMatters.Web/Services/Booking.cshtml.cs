using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Services;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Services;

/// <summary>One booking for the unit that serves. Who booked stands in the matter.</summary>
[Authorize(Policies.Handler)]
public sealed class BookingModel(Desk desk, BookingBook book, NeedsBook needs) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "booking")]
    public string? Key { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public BookingPage Shown { get; private set; } = null!;

    public Bilingual ServiceName { get; private set; }

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>What the resident declared to need, on the day of the booking.</summary>
    public Needs? Needs { get; private set; }

    public DateTimeOffset Now => desk.Now;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public Task<IActionResult> OnPostServedAsync(CancellationToken cancel) => ActAsync(BookingRule.Serve, cancel);

    public Task<IActionResult> OnPostMissedAsync(CancellationToken cancel) => ActAsync(BookingRule.Miss, cancel);

    public Task<IActionResult> OnPostOffAsync(CancellationToken cancel) =>
        ActAsync((booking, now) => BookingRule.CallOff(booking, Words ?? "", now), cancel);

    private async Task<IActionResult> ActAsync(Func<Booking, DateTimeOffset, BookingDecision> decide, CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        switch (await book.DecideAsync(Shown.Id, desk.Scope.Actor, (booking, _, now) => decide(booking, now), null, cancel))
        {
            case Acted.Written:
                TempData.Flash("已记下。", "It is recorded.");
                return Redirect(ServiceLinks.Booking(Shown.Id));
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech);
                return Page();
            default:
                await ShowAsync(cancel);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(Key, "N", out var id)
            || await BookingBook.FindAsync(desk.Db, desk.Scope.Unit, id, cancel) is not { } shown
        )
        {
            return false;
        }
        Shown = shown;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Needs = shown.Booking is Booking.Made { Slot.From: var from }
            ? await needs.OnTheDayAsync(desk.Db, desk.Scope, shown.Number, Jurisdiction.Calendar.DayOf(from), cancel)
            : null;
        ServiceName = (await ServiceBook.FindAsync(desk.Db, shown.ServiceId, cancel))!.Item.File.Sheet.Name;
        return true;
    }
}
