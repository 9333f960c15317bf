using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Matters;
using SmallMatters.Domain.Services;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Matters;
using SmallMatters.Storage.Services;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.Following;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Raising;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Services;

/// <summary>
/// Books a time without an account: it is a matter like any other, with its reference and link, and the booking stands beside
/// it. When the last place goes to somebody else meanwhile, the matter stands and another time is chosen behind its link.
/// </summary>
[Authorize(Policies.Everybody)]
public sealed class BookModel(
    Db db,
    MatterBook matters,
    BookingBook bookings,
    JurisdictionSource source,
    Speech speech,
    TimeProvider time
) : PageModel
{
    private const int LongestWhere = 200;

    [BindProperty]
    public string? Slot { get; set; }

    [BindProperty]
    public string? Area { get; set; }

    [BindProperty]
    public string? Where { get; set; }

    [BindProperty]
    public ContactForm Contact { get; set; } = new();

    /// <summary>Key of this submission, drawn when the form was made: sent twice, it books once.</summary>
    [BindProperty]
    public string? Submission { get; set; }

    public new ServiceFile File { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public IReadOnlyList<SlotLine> Slots { get; private set; } = [];

    public IEnumerable<Choice> Times => ServiceWords.Choices(Slots, speech);

    public IEnumerable<Choice> Areas =>
        Jurisdiction.Areas.Values.Select(a => new Choice(a.Code, a.Name)).Prepend(Choice.Of("", "请选择", "Choose"));

    public async Task<IActionResult> OnGetAsync(string service, CancellationToken cancel)
    {
        Submission = SubmissionKey.Draw();
        return await ShowAsync(service, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string service, CancellationToken cancel)
    {
        if (!SubmissionKey.IsOne(Submission))
        {
            return BadRequest();
        }
        if (!await ShowAsync(service, cancel))
        {
            return NotFound();
        }
        var slot = Slots.FirstOrDefault(s => $"{s.Slot.Id:N}" == Slot);
        if (slot is null)
        {
            ModelState.AddModelError(nameof(Slot), speech["请选择一个时间", "Choose a time"]);
        }
        if (Area is null || !Jurisdiction.Areas.ContainsKey(Area))
        {
            ModelState.AddModelError(nameof(Area), speech["请选择片区", "Choose an area"]);
        }
        var place = Refusals.Clean(Where);
        if (slot?.Slot.Way == ServiceWay.Door && place.Length is 0 or > LongestWhere)
        {
            ModelState.AddModelError(
                nameof(Where),
                speech[
                    $"请写明上门的地址，不超过 {LongestWhere} 个字",
                    $"Say where we come to, in up to {LongestWhere} characters"
                ]
            );
        }
        var contact = Contact.Read(ModelState, nameof(Contact), speech);
        if (!ModelState.IsValid || contact is null)
        {
            return Page();
        }
        var (id, reference, raiser) = matters.NewKeys();
        var category = Jurisdiction.Categories[File.Sheet.Category];
        var raise = new Raise(
            id,
            reference,
            raiser,
            category.Kind,
            Origin.Resident,
            Channel.Web,
            category.Code,
            Area!,
            speech[$"预约：{File.Sheet.Name.Zh}", $"Booking: {File.Sheet.Name.En}"]
        )
        {
            Where = slot!.Slot.Way == ServiceWay.Door ? new Where(null, null, null, place) : null,
            Contact = ContactForm.Of(raiser, contact.Name, contact.Phone, contact.Email),
            Tongue = contact.Tongue ?? speech.Tongue,
        };
        if (
            await matters.RaiseAsync(raise, new Actor.Person(raiser), $"book-{Submission}", null, cancel)
            is not RaiseResult.Raised raised
        )
        {
            ModelState.AddModelError("", speech["没有约成，请再试一次", "It was not booked. Try again"]);
            return Page();
        }
        var done = await bookings.BookAsync(slot.Slot.Id, raised.Id, raised.Raiser, cancel);
        if (done is Acted.Refused { Why.Code: "slot-full" })
        {
            TempData.Flash(
                "这个时间刚刚约满。您的申请已经收到，请在这里另选一个时间。",
                "That time has just been taken. We have your request; choose another time here."
            );
        }
        return Redirect(ServiceLinks.Mine(raised.Link));
    }

    private async Task<bool> ShowAsync(string service, CancellationToken cancel)
    {
        if (
            !Guid.TryParseExact(service, "N", out var id)
            || await ServiceBook.FindAsync(db, id, cancel) is not { Item: ServiceItem.Offered { File: var file } }
        )
        {
            return false;
        }
        File = file;
        Jurisdiction = await source.CurrentAsync(cancel);
        Slots = await ServiceBook.SlotsAsync(db, id, time.GetUtcNow(), cancel);
        return true;
    }
}
