using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SmallMatters.Domain.JointHandling;
using SmallMatters.Domain.Language;
using SmallMatters.Domain.Units;
using SmallMatters.Storage;
using SmallMatters.Storage.Cards;
using SmallMatters.Storage.Jurisdictions;
using SmallMatters.Storage.Participation;
using SmallMatters.Web.GovUk;
using SmallMatters.Web.Site;

namespace SmallMatters.Web.Participation;

/// <summary>What the pages need on which a resident gives something by a contact: who asks, and the limits.</summary>
public sealed class GivingDesk(
    Db db,
    ParticipationReplies replies,
    JurisdictionSource source,
    TimeProvider time,
    Speech speech,
    WishLimit limit
)
{
    public Db Db => db;
    public ParticipationReplies Replies => replies;
    public Speech Speech => speech;
    public WishLimit Limit => limit;
    public DateTimeOffset Now => time.GetUtcNow();

    public ValueTask<Jurisdiction> JurisdictionAsync(CancellationToken cancel) => source.CurrentAsync(cancel);
}

/// <summary>A consultation, meeting or task for everybody, with the form by which a resident takes part.</summary>
/// <typeparam name="T">Which.</typeparam>
public abstract class GivePage<T>(GivingDesk desk) : PageModel
    where T : JointFile
{
    [BindProperty(SupportsGet = true, Name = "file")]
    public string? Key { get; set; }

    [BindProperty]
    public ReplyForm Form { get; set; } = new();

    public T Shown { get; private set; } = null!;

    public Jurisdiction Jurisdiction { get; private set; } = null!;

    public DateTimeOffset Now => desk.Now;

    public DateOnly Today => Jurisdiction.Calendar.DayOf(Now);

    /// <summary>Whether the link that confirms it was sent.</summary>
    public bool Asked { get; private set; }

    protected GivingDesk Desk => desk;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ShowAsync(cancel))
        {
            return NotFound();
        }
        // Both are read before anything is said, so that everything that is wrong is.
        var contact = Form.Contact(ModelState, desk.Speech);
        var (kind, body, why) = Read();
        if (why is not null)
        {
            ModelState.Refuse(why, desk.Speech, nameof(Form));
        }
        if (contact is not var (phone, email) || body is null || !ModelState.IsValid)
        {
            return Page();
        }
        if (!desk.Limit.Allows(HttpContext))
        {
            ModelState.AddModelError("", desk.Speech["太频繁了，请过一会儿再试", "Too often; try again later"]);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }
        var (done, _) = await desk.Replies.AskAsync(kind, Shown.Key, body, phone, email, desk.Speech.Tongue, cancel);
        if (done is Acted.Refused refused)
        {
            ModelState.Refuse(refused.Why, desk.Speech, nameof(Form));
            return Page();
        }
        Asked = done is Acted.Written;
        return Page();
    }

    /// <summary>What was typed, as the rules read it.</summary>
    protected abstract (ReplyKind Kind, ReplyBody? Body, Refusal? Why) Read();

    /// <summary>More that the page shows.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

    private async Task<bool> ShowAsync(CancellationToken cancel)
    {
        Jurisdiction = await desk.JurisdictionAsync(cancel);
        if (
            !Guid.TryParseExact(Key, "N", out var id) || await TakingPartReader.FindAsync<T>(desk.Db, id, cancel) is not { } shown
        )
        {
            return false;
        }
        Shown = shown;
        await PrepareAsync(cancel);
        return true;
    }
}

/// <summary>What a resident gives, as it is typed.</summary>
public sealed class ReplyForm
{
    public string? Words { get; set; }
    public int? Choice { get; set; }
    public string? People { get; set; }
    public List<string> Needs { get; set; } = [];
    public string? Item { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }

    /// <summary>Where the link is sent, as its fields are shown.</summary>
    public WishForm Wish => new() { Phone = Phone, Email = Email };

    /// <summary>The number in digits, or the address; null with what is wrong told.</summary>
    public (string? Phone, string? Email)? Contact(
        Microsoft.AspNetCore.Mvc.ModelBinding.ModelStateDictionary state,
        Speech speech
    ) => Wish.Contact(state, speech);
}
