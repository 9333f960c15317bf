using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Units;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Matters.Views;
using SmallMatters.Storage.Services;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Services;

/// <summary>One service for the staff: its times, its history; its own unit opens times and withdraws it.</summary>
[Authorize(Policies.Handler)]
public sealed class KeepModel(Desk desk, ServiceBook book, BookingBook bookings) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "service")]
    public string? Key { get; set; }

    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public SlotsForm Slots { get; set; } = new();

    /// <summary>Key of the time that is to be closed.</summary>
    [BindProperty]
    public string? Slot { get; set; }

    /// <summary>Why it is closed.</summary>
    [BindProperty]
    public string? CloseWords { get; set; }

    public ServicePage Shown { get; private set; } = null!;

    /// <summary>The times that stand open, to close one.</summary>
    public IEnumerable<Choice> Closable =>
        Times
            .Where(t => t.Places > 0)
            .Select(t => new Choice(
                $"{t.Slot.Id:N}",
                new Bilingual(ServiceWords.When(t.Slot, desk.Speech), ServiceWords.When(t.Slot, desk.Speech)),
                new Bilingual($"已约 {t.Taken}", $"booked {t.Taken}")
            ))
            .Prepend(Choice.Of("", "请选择", "Choose"));

    public ServiceItem Item => Shown.Item;

    public IReadOnlyList<SlotLine> Times { get; private set; } = [];

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public bool Keeps => Item is ServiceItem.Offered && Item.File.Unit == desk.Scope.Unit;

    /// <summary>Whether the reader's unit has an open time to close; times of a withdrawn service too.</summary>
    public bool Closes => Item.File.Unit == desk.Scope.Unit && Times.Any(t => t.Places > 0);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSlotsAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var command = new OpenSlots(Slots.Day, Slots.FromHour, Slots.UntilHour, Slots.Minutes, Slots.Places, Slots.Way);
        return await AnswerAsync(
            await book.OpenSlotsAsync(Item.File.Id, desk.Scope.Actor, command, cancel),
            new("已开放，居民可以预约。", "They are open, and residents can book."),
            nameof(Slots),
            cancel
        );
    }

    public async Task<IActionResult> OnPostCloseAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (!Guid.TryParseExact(Slot, "N", out var slot) || Times.All(t => t.Slot.Id != slot || t.Places == 0))
        {
            ModelState.AddModelError(nameof(Slot), desk.Speech["请选择一个时间", "Choose a time"]);
            return Page();
        }
        return await AnswerAsync(
            await bookings.CloseSlotAsync(slot, desk.Scope.Actor, CloseWords ?? "", cancel),
            new("已关闭，约了的居民会收到通知，可以另约。", "It is closed. Whoever booked it is told and may choose another."),
            null,
            cancel
        );
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        var by = desk.Scope.Actor;
        return await AnswerAsync(
            await book.DecideAsync(Item.File.Id, by, (item, _, _) => ServiceRule.Withdraw(item, Words ?? "", by), Seen, cancel),
            new("已停办。", "It is withdrawn."),
            null,
            cancel
        );
    }

    private async Task<IActionResult> AnswerAsync(Acted done, Bilingual said, string? prefix, CancellationToken cancel)
    {
        switch (done)
        {
            case Acted.Written:
                TempData.Flash(said);
                return Redirect(ServiceLinks.Keep(Item.File.Id));
            case Acted.Refused { Why: var why }:
                ModelState.Refuse(why, desk.Speech, prefix);
                return Page();
            default:
                await ShowAsync(cancel);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
        }
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        if (!Guid.TryParseExact(Key, "N", out var id) || await ServiceBook.FindAsync(desk.Db, id, cancel) is not { } shown)
        {
            return false;
        }
        Shown = shown;
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        Times = await ServiceBook.SlotsAsync(desk.Db, id, desk.Now, cancel);
        Names = await Colleagues.NamesAsync(desk.Db, [.. shown.Facts.Select(f => f.Staff).OfType<Guid>().Distinct()], cancel);
        return true;
    }

    /// <summary>Times to open.</summary>
    public sealed class SlotsForm
    {
        public DateOnly? Day { get; set; }

        public int? FromHour { get; set; }

        public int? UntilHour { get; set; }

        public int? Minutes { get; set; }

        public int? Places { get; set; }

        public ServiceWay Way { get; set; }
    }
}
