using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.Participation;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.Accounts;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Participation;

/// <summary>One priority for everybody, and the wish to support it.</summary>
[Authorize(Policies.Everybody)]
public sealed class OneModel(
    Db db,
    PriorityReader reader,
    ParticipationAsks asks,
    JurisdictionSource source,
    TimeProvider time,
    Speech speech,
    WishLimit limit
) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "priority")]
    public string? Key { get; set; }

    [BindProperty]
    public WishForm Form { get; set; } = new();

    public PublicPriority Shown { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateOnly Today => Jurisdiction.Calendar.DayOf(time.GetUtcNow());

    /// <summary>Tasks for it that residents can take now.</summary>
    public IReadOnlyList<VolunteerTask> Tasks { get; private set; } = [];

    /// <summary>Whether the link that counts the support was sent.</summary>
    public bool Asked { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        if (Form.Contact(ModelState, speech) is not var (phone, email))
        {
            return Page();
        }
        if (!limit.Allows(HttpContext))
        {
            ModelState.AddModelError("", speech["太频繁了，请过一会儿再试", "Too often; try again later"]);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }
        var (done, _) = await asks.SupportAsync(Shown.Id, phone, email, speech.Tongue, cancel);
        switch (done)
        {
            case Acted.Refused refused:
                ModelState.Refuse(refused.Why, speech, nameof(Form));
                return Page();
            case Acted.NotFound:
                return NotFound();
            default:
                Asked = true;
                return Page();
        }
    }

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await source.CurrentAsync(cancel);
        if (!Guid.TryParseExact(Key, "N", out var id) || await reader.FindPublicAsync(db, id, cancel) is not { } shown)
        {
            return false;
        }
        Shown = shown;
        // More tasks than these are not offered for an area at a time.
        const int Latest = 20;
        Tasks =
        [
            .. (await TakingPartReader.ListAsync<VolunteerTask>(db, shown.State.Area, null, Latest, cancel)).Where(t =>
                t.Paper.Priority == id && t.TakesMore(time.GetUtcNow())
            ),
        ];
        return true;
    }
}
