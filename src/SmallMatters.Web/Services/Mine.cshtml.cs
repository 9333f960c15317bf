using Microsoft.AspNetCore.Mvc;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Services;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Services;
using SmallMatters.Web.Following;
using SmallMatters.Web.GovUk;

namespace SmallMatters.Web.Services;

/// <summary>The booking behind a resident's link: when it is, another time, none.</summary>
public sealed class MineModel(FollowServices own, BookingBook bookings) : FollowPage(own)
{
    [BindProperty]
    public string? Slot { get; set; }

    public BookingPage? Mine { get; private set; }

    public Bilingual ServiceName { get; private set; }

    public IReadOnlyList<SlotLine> Slots { get; private set; } = [];

    public IEnumerable<Choice> Times => ServiceWords.Choices(Slots.Where(s => s.Slot.Id != Made?.Slot.Id), Speech);

    /// <summary>Whoever raised the matter or acts for them, as long as the time that they have has not begun.</summary>
    public bool MayChoose => MayAct && (Made is null || Made.Slot.From > Now);

    private Booking.Made? Made => Mine?.Booking as Booking.Made;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel) || !MayAct)
        {
            return NotFound();
        }
        if (!Guid.TryParseExact(Slot, "N", out var slot) || Slots.All(s => s.Slot.Id != slot))
        {
            ModelState.AddModelError(nameof(Slot), Speech["请选择一个时间", "Choose a time"]);
            return Page();
        }
        var done = Made is null
            ? await bookings.BookAsync(slot, File.Id, View.Me.Id, cancel)
            : await bookings.DecideAsync(Mine!.Id, null, (b, to, now) => BookingRule.Move(b, to!, now), slot, cancel);
        return await AnswerAsync(done, new("已约好。", "It is booked."), cancel);
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel) || !MayAct || Mine is null)
        {
            return NotFound();
        }
        var done = await bookings.DecideAsync(Mine.Id, null, (b, _, now) => BookingRule.Cancel(b, now), null, cancel);
        return await AnswerAsync(done, new("已取消，可以再约。", "It is called off. You may book again."), cancel);
    }

    private async Task<IActionResult> AnswerAsync(Acted done, Bilingual said, CancellationToken cancel)
    {
        if (done is Acted.Written)
        {
            TempData.Flash(said);
            return Redirect(ServiceLinks.Mine(Token));
        }
        if (done is Acted.Refused { Why: var why })
        {
            ModelState.Refuse(why, Speech);
        }
        else
        {
            ModelState.AddModelError(
                nameof(Slot),
                Speech["刚才没有保存，请看一看现在的样子，再试一次", "It was not saved. Look at it as it is now, and try again"]
            );
        }
        await ShowAsync(cancel);
        return Page();
    }

    // Times of the service that was booked, or of those under the matter's category. No page without either.
    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Mine = await BookingBook.OfMatterAsync(Own.Db, File.Id, cancel);
        var services = (await ServiceBook.OfferedAsync(Own.Db, null, cancel))
            .Where(s => Mine is null ? s.Sheet.Category == File.Category : s.Id == Mine.ServiceId)
            .ToList();
        if (Mine is null && services.Count == 0)
        {
            return false;
        }
        if (Mine is not null && await ServiceBook.FindAsync(Own.Db, Mine.ServiceId, cancel) is { } page)
        {
            ServiceName = page.Item.File.Sheet.Name;
        }
        var slots = new List<SlotLine>();
        foreach (var service in services)
        {
            slots.AddRange(await ServiceBook.SlotsAsync(Own.Db, service.Id, Now, cancel));
        }
        Slots = [.. slots.OrderBy(s => s.Slot.From)];
        return true;
    }
}
