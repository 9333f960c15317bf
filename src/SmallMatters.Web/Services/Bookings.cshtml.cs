using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Language;
using SmallMatters.Storage.Services;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Matters;

namespace SmallMatters.Web.Services;

/// <summary>What is booked of the reader's unit, from today on, and what still stands of earlier days.</summary>
[Authorize(Policies.Handler)]
public sealed class BookingsModel(Desk desk) : PageModel
{
    private Dictionary<Guid, Bilingual> Names { get; set; } = [];

    public IReadOnlyList<BookingLine> Lines { get; private set; } = [];

    public Bilingual NameOf(Guid service) =>
        Names.GetValueOrDefault(service, new Bilingual("已停办的服务", "a withdrawn service"));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var calendar = (await desk.JurisdictionAsync(cancel)).Calendar;
        Lines = await BookingBook.OfUnitAsync(desk.Db, desk.Scope.Unit, calendar.StartOfDay(calendar.DayOf(desk.Now)), cancel);
        Names = (await ServiceBook.OfferedAsync(desk.Db, desk.Scope.Unit, cancel)).ToDictionary(s => s.Id, s => s.Sheet.Name);
    }
}
